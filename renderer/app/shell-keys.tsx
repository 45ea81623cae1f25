import { useSecondCallKeys } from '../features/second-call/use-second-call-keys.ts'
import { useKeptKeys, useKeys } from '../ui/keys/use-keys.ts'
import type { Actions } from '../view/actions.ts'
import type { AppView } from '../view/app-view.ts'
import type { Tab } from './shell-navigation.tsx'

interface ShellKeysProps {
  readonly view: AppView
  readonly actions: Actions
  onTab(tab: Tab): void
  /** Opens the list of shortcuts, or closes it. */
  onList(): void
}

/** The keys of what every tab shows: the second call, the status and the tabs. */
export function ShellKeys({ view, actions, onTab, onList }: ShellKeysProps) {
  useSecondCallKeys(view, actions)
  useKeys({
    'set-status'(place) {
      const status = view.presence.choices[place - 1]
      if (status !== undefined) actions.softphone.agentState.set(status.sid)
    },
    'show-phone': () => onTab('phone'),
    'show-history': () => onTab('history'),
    'show-settings': () => onTab('settings'),
    'show-keys': onList,
  })
  useKeptKeys()
  return null
}
