import { Phone } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Ring, RingAction, RingPanel } from '../../electron/contract/panel.ts'
import { timeText } from '../../electron/contract/state-time.ts'
import { useText } from '../i18n/text.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { plainKeyOf } from '../ui/keys/key-gate.ts'
import { ServerClock, useNow } from '../ui/time/clock.tsx'
import { usePlainPresses } from '../ui/keys/plain-press.ts'
import styles from './ring-card.module.css'

interface RingCardProps {
  readonly panel: RingPanel
  onAct(action: RingAction): void
}

/** Who calls, from which queue, how long they wait, and the time left. Enter answers, Escape declines. */
export function RingCard({ panel, onAct }: RingCardProps) {
  const text = useText().ringing
  usePlainPresses()
  const [pressed, setPressed] = useState<'answer' | 'decline' | null>(null)
  const [ring] = panel.rings
  const callId = ring?.callId

  useEffect(() => {
    if (callId === undefined || pressed !== null) return undefined
    function onKeyDown(event: KeyboardEvent) {
      // A focused button handles the key itself.
      if (event.repeat || event.target instanceof HTMLButtonElement) return
      const key = plainKeyOf(event)
      if (key === 'Enter') press('answer')
      if (key === 'Escape') press('decline')
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  function press(kind: 'answer' | 'decline') {
    if (callId === undefined || pressed !== null) return
    setPressed(kind)
    onAct({ kind, callId })
  }

  if (ring === undefined) return null
  return (
    <ServerClock offsetMs={panel.clockOffsetMs}>
      <main className={styles.card}>
        <Caller ring={ring} panel={panel} />
        <div className={styles.buttons}>
          <Button
            shortcut="Esc"
            showsKey
            busy={pressed === 'decline'}
            disabled={pressed === 'answer'}
            onClick={() => press('decline')}
          >
            {text.decline}
          </Button>
          <Button
            variant="answer"
            icon={Phone}
            shortcut="Enter"
            showsKey
            busy={pressed === 'answer'}
            disabled={pressed === 'decline'}
            onClick={() => press('answer')}
          >
            {text.answer}
          </Button>
        </div>
      </main>
    </ServerClock>
  )
}

/** A note takes the place of the picture and of the number: it is what the agent cannot guess. */
function Caller({ ring, panel }: { readonly ring: Ring; readonly panel: RingPanel }) {
  const text = useText().ringing
  const { title, number, note } = ring
  return (
    <div className={styles.caller}>
      {note === null && <Avatar name={title} tone="available" />}
      <div className={styles.words}>
        <div className={styles.first}>
          {/* Without the times, which would be said each second. */}
          <div className={styles.who} role="alert">
            <h1 className={styles.title}>{title}</h1>
          </div>
          {panel.rings.length > 1 && (
            <p className={styles.more}>{text.more(panel.rings.length - 1)}</p>
          )}
          <OnCall state={panel.state} />
        </div>
        <Times ring={ring} />
        {note === null ? (
          <p className={styles.line} data-tabular>
            {number}
          </p>
        ) : (
          <p className={styles.note}>{note}</p>
        )}
      </div>
    </div>
  )
}

/** The queue, the time waited, and the seconds left. */
function Times({ ring }: { readonly ring: Ring }) {
  const text = useText()
  const now = useNow()
  const { queue, waitsSince, deadline } = ring
  const waited =
    waitsSince === null
      ? null
      : text.ringing.waited(timeText({ counts: 'up', from: waitsSince }, now))
  const left =
    deadline === null
      ? null
      : text.status.left(Math.max(0, Math.ceil((Date.parse(deadline) - now) / 1000)))
  const times = [waited, left].filter((part) => part !== null).join(' · ')
  // A long name of a queue gives way to the times.
  return (
    <p className={classNames(styles.line, styles.times)} data-tabular>
      <span className={styles.queue}>{queue}</span>
      {times !== '' && <span>{queue === null ? times : `\u00A0· ${times}`}</span>}
    </p>
  )
}

/** The agent's own state, when it is a call. */
function OnCall({ state }: Pick<RingPanel, 'state'>) {
  const now = useNow()
  const { kind, words, time, muted } = state
  if (kind !== 'on-a-call' && kind !== 'on-hold') return null
  const said = time === null ? words : `${words} ${timeText(time, now)}`
  return (
    <p className={classNames(styles.mine, kind === 'on-hold' && styles.held)}>
      {muted === null ? said : `${said} · ${muted}`}
    </p>
  )
}
