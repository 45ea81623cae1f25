import { Avatar } from '../../../ui/avatar.tsx'
import { useTimeLeft } from '../../../ui/time/timer.tsx'
import styles from './ringing.module.css'

interface CountdownProps {
  readonly name: string | null
  readonly since: string | null
  readonly deadline: string | null
  readonly label: string
}

const radius = 58
const circumference = 2 * Math.PI * radius
const arcIntervalMs = 200

/** The caller's avatar in a circle that empties until the Reservation times out. */
export function Countdown({ name, since, deadline, label }: CountdownProps) {
  return (
    <div className={styles.portrait}>
      <svg className={styles.ring} viewBox="0 0 124 124" aria-hidden="true">
        <circle className={styles.track} cx="62" cy="62" r={radius} />
        {since !== null && deadline !== null && <Arc since={since} deadline={deadline} />}
      </svg>
      <Avatar name={name} size="portrait" tone="available" />
      {since !== null && deadline !== null && (
        <SecondsLeft since={since} deadline={deadline} label={label} />
      )}
    </div>
  )
}

interface ArcProps {
  readonly since: string
  readonly deadline: string
}

function Arc({ since, deadline }: ArcProps) {
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

function SecondsLeft({ since, deadline, label }: Pick<CountdownProps, 'label'> & ArcProps) {
  const { seconds } = useTimeLeft(since, deadline)
  return (
    <span className={styles.seconds}>
      <span className="visually-hidden">{label}: </span>
      <time>{Math.max(0, seconds)} s</time>
    </span>
  )
}
