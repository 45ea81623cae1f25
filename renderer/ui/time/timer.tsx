import { useNow } from './clock.tsx'
import { formatDuration } from './duration.ts'

/** Time passed since an ISO instant, as `m:ss`, going on by itself. */
export function Elapsed({ since, className }: { since: string; className?: string | undefined }) {
  const now = useNow()
  return <time className={className}>{formatDuration((now - Date.parse(since)) / 1000)}</time>
}

/** How a span from `since` to `deadline` stands: whole seconds left (below zero when over) and the part left, 0 to 1. */
export function useTimeLeft(since: string, deadline: string, everyMs?: number) {
  const now = useNow(everyMs)
  const end = Date.parse(deadline)
  const span = Math.max(1, end - Date.parse(since))
  return {
    seconds: Math.ceil((end - now) / 1000),
    part: Math.min(1, Math.max(0, (end - now) / span)),
  }
}
