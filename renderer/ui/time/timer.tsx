import { useNow } from './clock.tsx'
import { formatDuration } from './duration.ts'

/** The time since an ISO instant as `m:ss`; it updates itself. */
export function Elapsed({ since, className }: { since: string; className?: string | undefined }) {
  const now = useNow()
  return <time className={className}>{formatDuration((now - Date.parse(since)) / 1000)}</time>
}

/** The time left of the span from `since` to `deadline`: whole seconds (negative when over) and the fraction left, 0 to 1. */
export function useTimeLeft(since: string, deadline: string, everyMs?: number) {
  const now = useNow(everyMs)
  const end = Date.parse(deadline)
  const span = Math.max(1, end - Date.parse(since))
  return {
    seconds: Math.ceil((end - now) / 1000),
    part: Math.min(1, Math.max(0, (end - now) / span)),
  }
}
