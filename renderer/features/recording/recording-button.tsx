import type { RecordingStep } from '../../../server/contract/commands.ts'
import type { RecordingSnapshot } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import styles from './recording.module.css'

interface RecordingButtonProps {
  readonly recording: RecordingSnapshot
  readonly pending: RecordingStep | null
  /** Whether this agent may pause the recording. */
  readonly able: boolean
  onStep(step: RecordingStep): void
}

/** Pauses the recording and resumes it. Its label changes when the change is confirmed; a narrow window has a short label. */
export function RecordingButton({ recording, pending, able, onStep }: RecordingButtonProps) {
  const text = useText().recording
  const paused = recording.state === 'paused'
  const step = paused ? 'resume' : 'pause'
  const says = paused ? text.resumeRecording : text.pauseRecording
  const possible = able && (paused || recording.state === 'on')
  useHotkeys({ R: possible && pending === null ? () => onStep(step) : undefined })
  return (
    <KeyButton
      label={says}
      hotkey="R"
      size="small"
      className={styles.button}
      aria-label={says}
      busy={pending !== null}
      disabled={!possible}
      onClick={() => onStep(step)}
    >
      <span className={styles.long}>{says}</span>
      <span className={styles.short}>{paused ? text.resume : text.pause}</span>
    </KeyButton>
  )
}
