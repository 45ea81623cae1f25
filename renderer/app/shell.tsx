import { useContext, useEffect, useEffectEvent, useState } from 'react'
import { History } from '../features/history/history.tsx'
import { Readiness } from '../features/status/readiness.tsx'
import { Status } from '../features/status/status-menu.tsx'
import { Settings } from '../features/settings/settings.tsx'
import { useSecondCallKeys } from '../features/second-call/use-second-call-keys.ts'
import { formatNumber } from '../ui/names.ts'
import { OverlayContext } from '../ui/overlay/overlay.ts'
import { TypingNotesContext, useTypingNotes } from '../ui/focus/typing-notes.ts'
import { StageFrame } from '../ui/stage-frame.tsx'
import { useText } from '../i18n/text.ts'
import type { Actions } from '../view/actions.ts'
import { isMuted } from '../view/desk-state.ts'
import { SettingsContext, type ScreenRequests } from '../view/settings-context.ts'
import { useAllowed } from '../view/use-allowed.ts'
import { AccountMenu } from './shell-account.tsx'
import { Announcer } from './shell-announcer.tsx'
import { Banners } from './shell-banners.tsx'
import { Navigation, type Tab } from './shell-navigation.tsx'
import type { StageProps } from './shell-idle.tsx'
import { Stage } from './shell-stage.tsx'
import styles from './shell.module.css'
import type { AppView } from '../view/app-view.ts'

interface ShellProps {
  readonly view: AppView
  readonly displayName: string
  readonly actions: Actions
}

/** The frame around every screen. */
export function Shell({ view, displayName, actions }: ShellProps) {
  const { stage } = view
  const [main, setMain] = useState<HTMLElement | null>(null)
  const [tab, setTab] = useTab(stage)
  useSecondCallKeys(view, actions)
  const [number, setNumber] = useState('')
  const [fromList, setFromList] = useState(0)
  const { typing, watch } = useTypingNotes()
  function dialFromList(chosen: string) {
    setNumber(formatNumber(chosen))
    setFromList((count) => count + 1)
    setTab('phone')
  }
  useRequests({ onDial: dialFromList, onSettings: () => setTab('settings') })
  const shared = { view, actions, number, fromList, onNumber: setNumber, onDial: dialFromList }

  return (
    <OverlayContext value={main}>
      <div className={styles.shell} {...watch}>
        <header className={styles.top}>
          <Status view={view} actions={actions} />
          <span className={styles.space} />
          <Readiness
            microphone={view.readiness.microphone}
            muted={isMuted(view)}
            link={stage.kind === 'call' ? stage.link : null}
          />
          <AccountMenu
            displayName={displayName}
            onCall={isOnCall(view)}
            onSettings={() => setTab('settings')}
            onSignOut={() => actions.signOut()}
          />
        </header>
        <main ref={setMain} className={styles.main}>
          {/* The phone stays mounted behind another tab, so that typed text and keys survive. */}
          <div className={styles.pane} hidden={tab !== 'phone'}>
            <TypingNotesContext value={typing}>
              <Stage {...shared} />
            </TypingNotesContext>
          </div>
          {tab === 'history' && <HistoryTab {...shared} />}
          {tab === 'settings' && <SettingsTab view={view} actions={actions} />}
        </main>
        <Navigation tab={tab} busy={stage.kind !== 'idle'} onTab={setTab} />
        <Announcer view={view} />
      </div>
    </OverlayContext>
  )
}

/** The open tab. A ring, a new call or after-call work opens the phone. */
function useTab(stage: AppView['stage']) {
  const [tab, setTab] = useState<Tab>('phone')
  const now = stage.kind === 'call' ? `call ${stage.call.callId}` : stage.kind
  const [shown, setShown] = useState(now)
  if (shown !== now) {
    setShown(now)
    if (now !== 'idle') setTab('phone')
  }
  return [tab, setTab] as const
}

/** Does what another program requests: a number for the dialler, or the settings. */
function useRequests({
  onDial,
  onSettings,
}: {
  onDial(number: string): void
  onSettings(): void
}): void {
  const { requests, onSeen } = useContext(SettingsContext)
  const show = useEffectEvent(({ dial, settings }: ScreenRequests) => {
    if (dial === null && !settings) return
    if (dial !== null) onDial(dial)
    if (settings) onSettings()
    onSeen()
  })
  useEffect(() => show(requests), [requests])
}

/** Ringing or talking: the agent cannot sign out now. */
function isOnCall({ stage }: AppView): boolean {
  return stage.kind === 'ringing' || stage.kind === 'call'
}

function SettingsTab({ view, actions }: Pick<ShellProps, 'view' | 'actions'>) {
  const text = useText()
  const { settings, actions: settingsActions } = useContext(SettingsContext)
  return (
    <StageFrame label={text.settings.title} banners={<Banners view={view} actions={actions} />}>
      <Settings
        view={settings}
        session={view.session}
        onCall={isOnCall(view)}
        activities={view.presence.choices}
        actions={settingsActions}
      />
    </StageFrame>
  )
}

function HistoryTab({ view, actions, onDial }: Pick<StageProps, 'view' | 'actions' | 'onDial'>) {
  const text = useText()
  const { outbound } = useAllowed()
  return (
    <StageFrame label={text.shell.history} banners={<Banners view={view} actions={actions} />}>
      <History recent={view.recent} onDial={outbound ? onDial : undefined} />
    </StageFrame>
  )
}
