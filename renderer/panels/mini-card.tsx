import { Maximize2, Mic, MicOff, Pause, Phone, Play, type LucideIcon } from 'lucide-react'
import type { CallStatus } from '../../electron/contract/desk.ts'
import type { MiniAction, MiniPanel } from '../../electron/contract/panel.ts'
import type { Messages } from '../i18n/en.ts'
import { useText } from '../i18n/text.ts'
import { classNames } from '../ui/class-names.ts'
import { usePlainPresses } from '../ui/keys/plain-press.ts'
import { ServerClock } from '../ui/time/clock.tsx'
import { Elapsed } from '../ui/time/timer.tsx'
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
          <Standing call={call} />
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

/** The state of the call in one word, and its duration. Hold comes first. Shows also when the agent is muted. */
function Standing({ call }: { call: CallStatus }) {
  const text = useText()
  const held = isHeld(call)
  return (
    <p className={styles.standing} aria-live="polite">
      <span className={held ? styles.heldWord : undefined}>{word(call, text)}</span>
      {call.state !== 'ended' && <Elapsed since={held ? call.heldSince : call.since} />}
      {call.muted && <span className={styles.muted}>{text.call.state.muted}</span>}
    </p>
  )
}

function word({ state, hold, hangingUp }: CallStatus, text: Messages): string {
  if (state === 'ended') return text.mini.ended
  if (hangingUp) return text.mini.ending
  if (state === 'connecting') return text.mini.connecting
  return text.call.state[hold === 'on-hold' ? 'onHold' : hold]
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
