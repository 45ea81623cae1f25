import { UsersRound } from 'lucide-react'
import type { Actions } from '../../app/actions.ts'
import type { ActiveCallView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { RecordingBadge } from '../recording/recording-badge.tsx'
import { RecordingButton } from '../recording/recording-button.tsx'
import { NewCallButton } from '../second-call/new-call-button.tsx'
import { isGuest } from './abilities.ts'
import styles from './call-line.module.css'

interface CallLineProps {
  readonly stage: ActiveCallView
  readonly actions: Actions
  readonly newCall: {
    readonly able: boolean
    readonly open: boolean
    /** It is on its way to the server. */
    readonly dialing: boolean
    onToggle(): void
  }
}

/**
 * Under the title: whether it is recorded, what kind of call it is, and what is seldom wanted. Its buttons stand at
 * the right end, where the words beside them cannot move them.
 */
export function CallLine({ stage, actions, newCall }: CallLineProps) {
  const text = useText()
  const { call, asked } = stage
  const { recording, queueName } = call
  const pending = recording?.pending ?? asked.recording
  const internal = call.direction === 'internal'
  return (
    <div className={styles.line}>
      <div className={styles.facts}>
        {recording !== null && <RecordingBadge recording={recording} pending={pending} />}
        {internal && <UsersRound size={15} aria-hidden="true" className={styles.picture} />}
        {(internal || queueName !== null) && (
          <p className={styles.words}>
            {[internal ? text.call.context.internal : null, queueName].filter(Boolean).join(' · ')}
          </p>
        )}
      </div>
      {recording !== null && recording.state !== 'failed' && (
        <RecordingButton
          recording={recording}
          pending={pending}
          able={call.state.kind === 'active' && !isGuest(call)}
          onStep={(step) => actions.recording(call.callId, step)}
        />
      )}
      <NewCallButton {...newCall} />
    </div>
  )
}
