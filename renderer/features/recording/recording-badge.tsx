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
      return (
        <Badge tone="neutral" icon={LoaderCircle} pending>
          {text.starting}
        </Badge>
      )
    case 'on':
      if (pending === 'pause') {
        return (
          <Badge tone="danger" icon={LoaderCircle} pending>
            {text.pausing}
          </Badge>
        )
      }
      return (
        <span className={styles.on}>
          <Badge tone="danger" icon={Circle}>
            {text.on}
          </Badge>
        </span>
      )
    case 'paused':
      return <Paused recording={recording} resuming={pending === 'resume'} />
    case 'failed':
      return (
        <Badge tone="danger" icon={CircleSlash}>
          {text.failed}
        </Badge>
      )
  }
}

function Paused({
  recording,
  resuming,
}: Pick<RecordingBadgeProps, 'recording'> & { resuming: boolean }) {
  const text = useText().recording
  if (resuming) {
    return (
      <Badge tone="hold" icon={LoaderCircle} pending>
        {text.resuming}
      </Badge>
    )
  }
  return (
    <Badge tone="hold" icon={CirclePause}>
      {text.paused} {recording.resumesAt !== null && <ResumesIn at={recording.resumesAt} />}
    </Badge>
  )
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
