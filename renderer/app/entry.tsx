import { useEffect } from 'react'
import { useStore } from 'zustand'
import { showTheme } from '../ui/theme.ts'
import { App } from './app.tsx'
import { FirstRunScreen } from './first-run/first-run-screen.tsx'
import type { Softphone } from './compose-softphone.ts'
import type { SoftphoneState } from '../stores/softphone-store.ts'
import { useDrawn } from './use-drawn.ts'
import { usePushToTalk } from './desktop/use-push-to-talk.ts'
import { GettingStartedContext } from '../view/getting-started.ts'
import { SettingsContext, noScreenRequests } from '../view/settings-context.ts'

interface EntryProps {
  readonly softphone: Pick<
    Softphone,
    'store' | 'actions' | 'settingsStore' | 'settingsActions' | 'firstRun' | 'gettingStarted'
  >
}

const viewOf = ({ view }: SoftphoneState) => view

/** The screens, drawn from the store's view. */
export function Entry({ softphone }: EntryProps) {
  const view = useDrawn(softphone.store, viewOf)
  const { settings, requests } = useStore(softphone.settingsStore)
  const firstRun = useStore(softphone.firstRun.store, (held) => held.view)
  const started = useStore(softphone.gettingStarted.store)
  const { values } = settings.effective
  const theme = values['appearance.theme']
  useEffect(() => showTheme(theme), [theme])
  const provider = softphone.actions.softphone
  const { stage } = view
  usePushToTalk(values['hotkey.push-to-talk'], stage.kind === 'call', (muted) => {
    if (stage.kind === 'call') provider.mute(stage.call.callId, muted)
  })
  if (firstRun !== null) {
    const { actions } = softphone.firstRun
    const offered = settings.bundled?.allowedModes ?? []
    return (
      <FirstRunScreen
        view={firstRun}
        offered={offered}
        actions={actions}
        policyFailures={settings.program?.policyFailures}
      />
    )
  }
  return (
    <SettingsContext
      value={{
        settings,
        requests,
        actions: softphone.settingsActions,
        onSeen: () => softphone.settingsStore.setState({ requests: noScreenRequests }),
      }}
    >
      <GettingStartedContext value={{ view: started, actions: softphone.gettingStarted.actions }}>
        <App view={view} actions={softphone.actions} />
      </GettingStartedContext>
    </SettingsContext>
  )
}
