import { Maximize2, Mic, MicOff, Pause, Phone, Play, type LucideIcon } from 'lucide-react'
import type { CallStatus, ShownState } from '../../electron/contract/desk.ts'
import type { MiniAction, MiniPanel } from '../../electron/contract/panel.ts'
import type { Messages } from '../i18n/en.ts'
import { useText } from '../i18n/text.ts'
import { classNames } from '../ui/class-names.ts'
import { timeText } from '../../electron/contract/state-time.ts'
import { ServerClock, useNow } from '../ui/time/clock.tsx'
import { usePlainPresses } from '../ui/keys/plain-press.ts'
import styles from './mini-card.module.css'

interface MiniCardProps {
  readonly panel: MiniPanel
  onAct(action: MiniAction): void
}

/** The current call in one line: the other party, its state and duration, and three buttons. */
export function MiniCard({ panel, onAct }: MiniCardProps) {
  const text = useText()
  usePlainPresses()
  const { call } = panel
  if (call === null) return null
  const { callId, muted, hold } = call
  const held = isHeld(call)
  const over = call.state === 'ended'
  return (
    <ServerClock offsetMs={panel.clockOffsetMs}>
      <main className={classNames(styles.card, held && styles.held)} aria-label={text.call.onACall}>
        <div className={styles.who}>
          <h1 className={styles.name}>{call.name}</h1>
          <Standing call={call} state={panel.state} />
        </div>
        <Small
          label={muted ? text.call.unmute : text.call.mute}
          icon={muted ? MicOff : Mic}
          on={muted}
          disabled={over}
          onPress={() => onAct({ kind: 'mute', muted: !muted })}
        />
        <Small
          label={held ? text.call.resume : text.call.hold}
          icon={held ? Play : Pause}
          on={held}
          disabled={over || !call.mayHold || hold === 'holding' || hold === 'resuming'}
          onPress={() => onAct({ kind: 'hold', callId, held: !held })}
        />
        <Small
          label={text.call.hangUp}
          icon={Phone}
          danger
          disabled={over || call.hangingUp}
          onPress={() => onAct({ kind: 'hang-up', callId })}
        />
        <Small label={text.mini.open} icon={Maximize2} onPress={() => onAct({ kind: 'show' })} />
      </main>
    </ServerClock>
  )
}

function isHeld({ hold }: CallStatus): boolean {
  return hold === 'on-hold' || hold === 'resuming'
}

/** The status of the desk, as in the window: the words, the time, and whether no one hears the agent. */
function Standing({ call, state }: { call: CallStatus; state: ShownState }) {
  const text = useText()
  const now = useNow()
  const { time, next, muted } = state
  const words = asked(call, text) ?? state.words
  return (
    <p className={styles.standing} title={next === null ? words : `${words}, ${next}`}>
      {/* A screen reader says the words when they change, and not each second. */}
      <span className={isHeld(call) ? styles.heldWord : undefined} aria-live="polite">
        {words}
      </span>
      {time !== null && call.state !== 'ended' && <time>{timeText(time, now)}</time>}
      {muted !== null && <span className={styles.muted}>{muted}</span>}
    </p>
  )
}

/** What was asked and is not confirmed, and the end of the call; else null. */
function asked({ state, hold, hangingUp }: CallStatus, text: Messages): string | null {
  if (state === 'ended') return text.mini.ended
  if (hangingUp) return text.mini.ending
  return hold === 'holding' || hold === 'resuming' ? text.call.state[hold] : null
}

interface SmallProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly on?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  onPress(): void
}

function Small({ label, icon: Icon, on, danger, disabled, onPress }: SmallProps) {
  return (
    <button
      type="button"
      {...(on && { 'data-on': '' })}
      className={classNames(styles.button, on && styles.on, danger && styles.danger)}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  )
}
