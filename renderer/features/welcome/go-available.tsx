import { useContext } from 'react'
import type { Actions } from '../../view/actions.ts'
import type { PresenceView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import button from '../../ui/button.module.css'
import { KeyTableContext } from '../../ui/keys/key-table.ts'
import { ariaKey, showWindowKey } from '../../ui/keys/window-key.ts'

interface GoAvailableProps {
  readonly presence: PresenceView
  readonly actions: Actions
  readonly variant?: 'plain' | 'primary'
}

/** Leads to the first status in which calls reach the agent, and shows the key of that status. */
export function GoAvailable({ presence, actions, variant = 'plain' }: GoAvailableProps) {
  const text = useText()
  const keys = useContext(KeyTableContext).keysOf('set-status')
  const place = presence.choices.findIndex((activity) => activity.available)
  const available = presence.choices[place]
  if (available === undefined) return null
  const key = keys[place]
  return (
    <Button
      size="small"
      variant={variant}
      busy={presence.pending?.available === true}
      aria-keyshortcuts={key === undefined ? undefined : ariaKey(key)}
      onClick={() => actions.softphone.agentState.set(available.sid)}
    >
      {text.notice.goAvailable}
      {key !== undefined && (
        <kbd className={button.kbd} aria-hidden="true">
          {showWindowKey(key)}
        </kbd>
      )}
    </Button>
  )
}
