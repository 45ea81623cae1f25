import type { RingingView } from '../../../view/app-view.ts'
import { useText } from '../../../i18n/text.ts'
import { useNow } from '../../../ui/time/clock.tsx'
import { formatDuration } from '../../../ui/time/duration.ts'

/** The time waited before this Reservation, plus the time that it rings. */
export function WaitingTime({ ringing }: { ringing: RingingView }) {
  const text = useText()
  const now = useNow()
  const ringingSeconds =
    ringing.since === null ? 0 : Math.max(0, (now - Date.parse(ringing.since)) / 1000)
  return <time>{text.ringing.waited(formatDuration(ringing.waitedSeconds + ringingSeconds))}</time>
}
