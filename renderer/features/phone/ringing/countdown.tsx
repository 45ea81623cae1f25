import type { RingingView } from '../../../view/app-view.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { useTimeLeft } from '../../../ui/time/timer.tsx'
import { SecondsLeft, type RingSpan } from './ring-times.tsx'
import styles from './ringing.module.css'

const radius = 58
const circumference = 2 * Math.PI * radius
const arcIntervalMs = 200

/** The caller's avatar in a circle that empties until the Reservation times out. */
export function Countdown({ ringing }: { ringing: RingingView }) {
  const { since, deadline } = ringing
  const span = since === null || deadline === null ? null : { since, deadline }
  return (
    <div className={styles.portrait}>
      <svg className={styles.ring} viewBox="0 0 124 124" aria-hidden="true">
        <circle className={styles.track} cx="62" cy="62" r={radius} />
        {span !== null && <Arc {...span} />}
      </svg>
      <Avatar name={personOf(ringing)} size="portrait" tone="available" />
      {span !== null && <SecondsLeft {...span} className={styles.seconds} />}
    </div>
  )
}

/** Who the agent talks to first: in a warm transfer the teammate, else the customer. */
function personOf({ transferFrom, handover, callerName }: RingingView): string | null {
  return transferFrom === null || handover?.kind === 'cold' ? callerName : transferFrom
}

function Arc({ since, deadline }: RingSpan) {
  const { part } = useTimeLeft(since, deadline, arcIntervalMs)
  return (
    <circle
      className={styles.arc}
      cx="62"
      cy="62"
      r={radius}
      strokeDasharray={`${circumference * part} ${circumference}`}
      transform="rotate(-90 62 62)"
    />
  )
}
