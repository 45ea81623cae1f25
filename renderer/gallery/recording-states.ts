import type { RecordingSnapshot } from '../../server/contract/desk.ts'
import type { AppView } from '../view/app-view.ts'
import { inCall } from './base.ts'
import { noRequests } from './base.ts'
import { secondsAgo } from './people.ts'

const on: RecordingSnapshot = {
  state: 'on',
  pending: null,
  since: secondsAgo(460),
  resumesAt: null,
}
const paused: RecordingSnapshot = {
  ...on,
  state: 'paused',
  since: secondsAgo(18),
  resumesAt: secondsAgo(-102),
}

/** The recording of a call, requested and confirmed. */
export const recordingStates = {
  'call-recording-starting': inCall({}, { recording: { ...on, state: 'starting' } }),
  'call-recording': inCall({}, { recording: on }),
  'call-recording-asked': inCall(
    { requested: { ...noRequests, recording: 'pause' } },
    { recording: on },
  ),
  'call-recording-pausing': inCall({}, { recording: { ...on, pending: 'pause' } }),
  'call-recording-pause-failed': inCall(
    {
      failure: { command: 'pause-recording', code: 'not-confirmed', who: null, at: secondsAgo(1) },
    },
    { recording: on },
  ),
  'call-recording-paused': inCall({}, { recording: paused }),
  'call-recording-resuming': inCall({}, { recording: { ...paused, pending: 'resume' } }),
  'call-recording-failed': inCall(
    { failure: { command: 'record', code: 'refused', who: null, at: secondsAgo(1) } },
    { recording: { ...on, state: 'failed' } },
  ),
} satisfies Record<string, AppView>
