import { useContext, useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { CallStrip } from '../features/call-strip/call-strip.tsx'
import { useTypedNumber } from '../features/dialpad/use-typed-number.ts'
import { History } from '../features/history/history.tsx'
import { CallBanners } from '../features/phone/call-banners.tsx'
import { MicrophoneHelp } from '../features/microphone-help/microphone-help.tsx'
import { Readiness } from '../features/status/readiness.tsx'
import { Status } from '../features/status/status-menu.tsx'
import { Settings } from '../features/settings/settings.tsx'
import { ShortcutList } from '../features/shortcuts/shortcut-list.tsx'
import { formatNumber } from '../ui/names.ts'
import { ScreenCoverContext } from '../ui/keys/key-table.ts'
import { TypingNotesContext, useTypingNotes } from '../ui/focus/typing-notes.ts'
import { StageFrame } from '../ui/stage-frame.tsx'
import { useText } from '../i18n/text.ts'
import type { Actions } from '../view/actions.ts'
import { withOneCause } from '../view/one-cause.ts'
import { isMuted } from '../view/desk-state.ts'
import { SettingsContext, type ScreenRequests } from '../view/settings-context.ts'
import { useAllowed } from '../view/use-allowed.ts'
import { AccountMenu } from './shell-account.tsx'
import { Announcer } from './shell-announcer.tsx'
import { Banners } from './shell-banners.tsx'
import { ShellKeys } from './shell-keys.tsx'
import { ShellContexts } from './shell-contexts.tsx'
import { Navigation, type Tab } from './shell-navigation.tsx'
import type { StageProps } from './shell-idle.tsx'
import { Stage } from './shell-stage.tsx'
import styles from './shell.module.css'
import { useKeyCovers } from './use-key-covers.ts'
import type { AppView } from '../view/app-view.ts'

interface ShellProps {
  readonly view: AppView
  readonly displayName: string
  readonly actions: Actions
}

/** The frame around every screen. */
export function Shell({ view, displayName, actions }: ShellProps) {
  const { stage } = view
  // What is shown is also what is spoken.
  const told = withOneCause(view)
  const [main, setMain] = useState<HTMLElement | null>(null)
  const [tab, setTab] = useTab(stage)
  const typedNumber = useTypedNumber()
  const { typing, watch } = useTypingNotes()
  function dialFromList(chosen: string) {
    typedNumber.fillIn(formatNumber(chosen))
    setTab('phone')
  }
  const pane = useRef<HTMLDivElement>(null)
  /** The phone takes the focus where the screen that is left had it. */
  function showTab(next: Tab) {
    flushSync(() => setTab(next))
    const isFree = document.activeElement === document.body
    if (next === 'phone' && isFree) pane.current?.querySelector<HTMLElement>('h1')?.focus()
  }
  const backToPhone = () => showTab('phone')
  useRequests({ onDial: dialFromList, onSettings: () => setTab('settings') })
  const covers = useKeyCovers(view, { tab, onTab: setTab })
  const shared = { view: told, actions, typedNumber, onDial: dialFromList }

  return (
    <ShellContexts main={main} onTab={showTab}>
      <ScreenCoverContext value={covers.all}>
        <ShellKeys view={view} actions={actions} onTab={showTab} onList={covers.toggleList} />
      </ScreenCoverContext>
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
            onShortcuts={covers.toggleList}
            onSignOut={() => actions.signOut()}
          />
        </header>
        <main ref={setMain} className={styles.main}>
          {/* The phone stays mounted behind another tab, so that typed text and keys survive. */}
          <div ref={pane} className={styles.pane} hidden={tab !== 'phone'}>
            <ScreenCoverContext value={covers.phone}>
              <TypingNotesContext value={typing}>
                <Stage {...shared} />
              </TypingNotesContext>
            </ScreenCoverContext>
          </div>
          {tab === 'history' && <HistoryTab {...shared} onBack={backToPhone} />}
          {tab === 'settings' && <SettingsTab view={told} actions={actions} onBack={backToPhone} />}
        </main>
        <Navigation tab={tab} busy={stage.kind !== 'idle'} onTab={setTab} />
        {view.microphoneHelp && <MicrophoneHelp actions={actions} />}
        <Announcer view={told} />
        {covers.isListOpen && (
          <ShortcutList
            onClose={covers.closeList}
            onEdit={() => {
              covers.closeList()
              setTab('settings')
            }}
          />
        )}
      </div>
    </ShellContexts>
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

interface TabProps extends Pick<StageProps, 'view' | 'actions'> {
  /** Shows the phone. */
  onBack(): void
}

/** The frame of every screen but the phone: what goes on under Phone stays at hand. */
function TabFrame({
  label,
  children,
  view,
  actions,
  onBack,
}: TabProps & { readonly label: string; readonly children: ReactNode }) {
  const { stage } = view
  return (
    <StageFrame
      label={label}
      banners={
        <>
          {stage.kind === 'call' && <CallBanners stage={stage} actions={actions} />}
          <Banners view={view} actions={actions} />
        </>
      }
      dock={
        stage.kind === 'idle' ? undefined : (
          <CallStrip stage={stage} actions={actions} onBack={onBack} />
        )
      }
    >
      {children}
    </StageFrame>
  )
}

function SettingsTab(props: TabProps) {
  const { view } = props
  const text = useText()
  const { settings, actions: settingsActions } = useContext(SettingsContext)
  return (
    <TabFrame {...props} label={text.settings.title}>
      <Settings
        view={settings}
        session={view.session}
        onCall={isOnCall(view)}
        activities={view.presence.choices}
        actions={settingsActions}
      />
    </TabFrame>
  )
}

function HistoryTab({ onDial, ...props }: TabProps & Pick<StageProps, 'onDial'>) {
  const text = useText()
  const { outbound } = useAllowed()
  return (
    <TabFrame {...props} label={text.shell.history}>
      <History recent={props.view.recent} onDial={outbound ? onDial : undefined} />
    </TabFrame>
  )
}
