import type { RingingView } from '../../../view/app-view.ts'
import { useText } from '../../../i18n/text.ts'
import { useNow } from '../../../ui/time/clock.tsx'
import { formatDuration } from '../../../ui/time/duration.ts'
import { useTimeLeft } from '../../../ui/time/timer.tsx'

/** The time waited before this Reservation, plus the time that it rings. */
export function WaitingTime({ ringing }: { ringing: RingingView }) {
  const text = useText()
  const now = useNow()
  const ringingSeconds =
    ringing.since === null ? 0 : Math.max(0, (now - Date.parse(ringing.since)) / 1000)
  return <time>{text.ringing.waited(formatDuration(ringing.waitedSeconds + ringingSeconds))}</time>
}

/** The span in which a ring can be answered, as ISO instants. */
export interface RingSpan {
  readonly since: string
  readonly deadline: string
}

/** The seconds in which a ring can still be answered. */
export function SecondsLeft({
  since,
  deadline,
  className,
}: RingSpan & { className?: string | undefined }) {
  const text = useText()
  const { seconds } = useTimeLeft(since, deadline)
  return (
    <span className={className}>
      <span className="visually-hidden">{text.ringing.timeLeft}: </span>
      <time>{Math.max(0, seconds)} s</time>
    </span>
  )
}
