import { useEffect } from 'react'
import { useStore } from 'zustand'
import { showTheme } from '../ui/theme.ts'
import { App } from './app.tsx'
import { FirstRunScreen } from './first-run/first-run-screen.tsx'
import type { Desk } from './compose.ts'
import { usePushToTalk } from './desktop/use-push-to-talk.ts'
import { AroundContext, noRequests } from './settings/around.ts'

interface EntryProps {
  readonly desk: Pick<Desk, 'store' | 'actions' | 'around' | 'settings' | 'firstRun'>
}

/** The screens, drawn anew with each view that the store holds. */
export function Entry({ desk }: EntryProps) {
  const view = useStore(desk.store, (held) => held.view)
  const { settings, requests } = useStore(desk.around)
  const firstRun = useStore(desk.firstRun.store, (held) => held.view)
  const { values } = settings.effective
  const theme = values['appearance.theme']
  useEffect(() => showTheme(theme), [theme])
  const { softphone } = desk.actions
  const { stage } = view
  usePushToTalk(values['hotkey.push-to-talk'], stage.kind === 'call', (muted) => {
    if (stage.kind === 'call') softphone.mute(stage.call.callId, muted)
  })
  if (firstRun !== null) {
    const { actions } = desk.firstRun
    const offered = settings.bundled?.offered ?? []
    return (
      <FirstRunScreen
        view={firstRun}
        offered={offered}
        actions={actions}
        policyFaults={settings.program?.policyFaults}
      />
    )
  }
  return (
    <AroundContext
      value={{
        settings,
        requests,
        actions: desk.settings,
        onSeen: () => desk.around.setState({ requests: noRequests }),
      }}
    >
      <App view={view} actions={desk.actions} />
    </AroundContext>
  )
}
