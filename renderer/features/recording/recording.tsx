import { Circle, CirclePause, CircleSlash, LoaderCircle } from 'lucide-react'
import type { RecordingStep } from '../../../server/contract/commands.ts'
import type { RecordingSnapshot } from '../../../server/contract/desk.ts'
import type { Barrier } from '../../view/call-abilities.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { KeyButton } from '../../ui/key-button.tsx'
import { useKeys } from '../../ui/keys/use-keys.ts'
import { formatDuration } from '../../ui/time/duration.ts'
import { useNow } from '../../ui/time/clock.tsx'
import styles from './recording.module.css'

interface RecordingProps {
  readonly recording: RecordingSnapshot
  /** Requested, not yet confirmed. */
  readonly pending: RecordingStep | null
}

/** Whether the call is recorded, as confirmed: while a pause is only requested, it still is. */
export function RecordingBadge({ recording, pending }: RecordingProps) {
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
        <span className={styles.paused}>
          <Badge tone="hold" icon={CirclePause} says={text.paused}>
            {recording.resumesAt !== null && (
              <>
                {' '}
                <ResumesIn at={recording.resumesAt} />
              </>
            )}
          </Badge>
        </span>
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

interface RecordingButtonProps extends RecordingProps {
  /** Why this agent cannot pause it, or null. */
  readonly barrier: Barrier | null
  onStep(step: RecordingStep): void
}

/** Pauses the recording and resumes it. Its label changes when the change is confirmed; a narrow window has a short label. */
export function RecordingButton({ recording, pending, barrier, onStep }: RecordingButtonProps) {
  const { recording: text, typing } = useText()
  const paused = recording.state === 'paused'
  const step = paused ? 'resume' : 'pause'
  const says = paused ? text.resumeRecording : text.pauseRecording
  const isStarted = paused || recording.state === 'on'
  const possible = barrier === null && isStarted
  useKeys({ 'toggle-recording': possible && pending === null ? () => onStep(step) : undefined })
  return (
    <KeyButton
      label={says}
      shortcut="toggle-recording"
      size="small"
      className={styles.button}
      aria-label={says}
      busy={pending !== null}
      barred={barrier === null ? undefined : typing.barred[barrier]}
      disabled={barrier === null && !isStarted}
      onClick={() => onStep(step)}
    >
      <span className={styles.long}>{says}</span>
      <span className={styles.short}>{paused ? text.resume : text.pause}</span>
    </KeyButton>
  )
}
