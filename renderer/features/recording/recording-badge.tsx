import { Circle, CirclePause, CircleSlash, LoaderCircle } from 'lucide-react'
import type { RecordingStep } from '../../../server/contract/commands.ts'
import type { RecordingSnapshot } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { formatDuration } from '../../ui/time/duration.ts'
import { useNow } from '../../ui/time/clock.tsx'
import styles from './recording.module.css'

interface RecordingBadgeProps {
  readonly recording: RecordingSnapshot
  /** Requested, not yet confirmed. */
  readonly pending: RecordingStep | null
}

/** Whether the call is recorded, as confirmed: while a pause is only requested, it still is. */
export function RecordingBadge({ recording, pending }: RecordingBadgeProps) {
  const text = useText().recording
  switch (recording.state) {
    case 'starting':
      return <Badge tone="neutral" icon={LoaderCircle} pending says={text.starting} />
    case 'on':
      return pending === 'pause' ? (
        <Badge tone="danger" icon={LoaderCircle} pending says={text.pausing} />
      ) : (
        <span className={styles.on}>
          <Badge tone="danger" icon={Circle} says={text.on} />
        </span>
      )
    case 'paused':
      return pending === 'resume' ? (
        <Badge tone="hold" icon={LoaderCircle} pending says={text.resuming} />
      ) : (
        <Badge tone="hold" icon={CirclePause}>
          {text.paused} {recording.resumesAt !== null && <ResumesIn at={recording.resumesAt} />}
        </Badge>
      )
    case 'failed':
      return <Badge tone="danger" icon={CircleSlash} says={text.failed} />
  }
}

/** How long the pause lasts. A narrow window shows only the time. */
function ResumesIn({ at }: { at: string }) {
  const text = useText().recording
  const now = useNow()
  const left = formatDuration(Math.ceil((Date.parse(at) - now) / 1000))
  const [before, after] = text.resumesIn(left).split(left)
  return (
    <span className={styles.resumes}>
      <span className={styles.word}>{before}</span>
      <time>{left}</time>
      <span className={styles.word}>{after}</span>
    </span>
  )
}
