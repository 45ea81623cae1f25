import { UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Barrier } from '../../view/call-abilities.ts'
import { useAllowed } from '../../view/use-allowed.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import { RecordingBadge, RecordingButton } from '../recording/recording.tsx'
import { canControlCall } from '../../domain/calls/parties.ts'
import styles from './call-details.module.css'
import type { CallProps } from './call-props.ts'

interface CallDetailsProps extends CallProps {
  /** One more button. */
  readonly children: ReactNode
}

/**
 * Under the title: whether the call is recorded, what kind of call it is, and controls that are used seldom. Its buttons are at
 * the right end, where the text beside them cannot move them.
 */
export function CallDetails({ stage, actions, children }: CallDetailsProps) {
  const text = useText()
  const { call, requested } = stage
  const { recordingControl } = useAllowed()
  const { recording, queueName } = call
  const pending = recording?.pending ?? requested.recording
  const internal = call.direction === 'internal'
  const kind = [internal ? text.call.context.internal : null, queueName].filter(Boolean).join(' · ')
  return (
    <div className={styles.line}>
      <div className={styles.facts}>
        {recording !== null && <RecordingBadge recording={recording} pending={pending} />}
        {kind !== '' && (
          <p className={classNames(styles.kind, recording !== null && styles.beside)}>
            {internal && <UsersRound size={15} aria-hidden="true" />}
            <span className={styles.words}>{kind}</span>
          </p>
        )}
      </div>
      {recording !== null && recording.state !== 'failed' && (
        <RecordingButton
          recording={recording}
          pending={pending}
          barrier={recordingControl ? recordingBarrier(call) : 'policy'}
          onStep={(step) => actions.softphone.recording(call.callId, step)}
        />
      )}
      {children}
    </div>
  )
}

function recordingBarrier(call: CallSnapshot): Barrier | null {
  if (!canControlCall(call)) return 'not-yours'
  if (call.state.kind === 'active') return null
  return call.state.kind === 'ended' ? 'ended' : 'not-connected'
}
