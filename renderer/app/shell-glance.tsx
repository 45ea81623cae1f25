import { ClipboardPen, MicOff, Pause, Phone, PhoneIncoming } from 'lucide-react'
import { customerOf, selfOf } from '../domain/calls/parties.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { formatDuration } from '../ui/time/duration.ts'
import { Elapsed, useTimeLeft } from '../ui/time/timer.tsx'
import styles from './shell.module.css'
import type { ActiveCallView, AppView } from '../view/app-view.ts'

/**
 * What is always in the same place, whatever is open: on a call, on hold, muted, how long. A narrow window shows only
 * pictures and times; screen readers still get the words.
 */
export function Glance({ stage }: { stage: AppView['stage'] }) {
  const text = useText()
  switch (stage.kind) {
    case 'idle':
      return null
    case 'ringing':
      return (
        <div className={styles.glance}>
          <Badge tone="available" icon={PhoneIncoming}>
            <span className={styles.word}>{text.ringing.chip}</span>
          </Badge>
        </div>
      )
    case 'call':
      return <CallGlance stage={stage} />
    case 'wrap-up':
      return (
        <div className={styles.glance}>
          <Badge tone="wrap-up" icon={ClipboardPen}>
            <span className={styles.word}>{text.wrapUp.chip}</span>
            <Left since={stage.wrapUp.startedAt} deadline={stage.wrapUp.deadline} />
          </Badge>
        </div>
      )
  }
}

function CallGlance({ stage }: { stage: ActiveCallView }) {
  const text = useText().call
  const { state } = stage.call
  const self = selfOf(stage.call)?.hold
  const customer = customerOf(stage.call)?.hold
  const hold = self?.confirmed === true ? self : customer
  const held = hold?.confirmed === true
  return (
    <div className={styles.glance} data-held={held ? '' : undefined}>
      {state.kind !== 'ended' && (
        <span className={styles.onACall}>
          <Badge tone="talking" icon={Phone}>
            <span className={styles.word}>{text.onACall}</span>
            <Elapsed since={state.since} />
          </Badge>
        </span>
      )}
      {held && (
        <Badge tone="hold" icon={Pause}>
          <span className={styles.word}>{text.state.onHold}</span>
          <Elapsed since={hold.since} />
        </Badge>
      )}
      {stage.muted && (
        <Badge tone="hold" icon={MicOff}>
          <span className={styles.word}>{text.state.muted}</span>
        </Badge>
      )}
    </div>
  )
}

function Left({ since, deadline }: { since: string; deadline: string }) {
  const { seconds } = useTimeLeft(since, deadline)
  return <time>{`${seconds < 0 ? '+' : ''}${formatDuration(Math.abs(seconds))}`}</time>
}
