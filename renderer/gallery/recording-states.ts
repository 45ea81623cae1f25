import type { RecordingSnapshot } from '../../server/contract/desk.ts'
import type { AppView } from '../view/app-view.ts'
import { callWith, inCall, noRequests } from './base.ts'
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
  'call-recording-starting': callWith({ recording: { ...on, state: 'starting' } }),
  'call-recording': callWith({ recording: on }),
  'call-recording-asked': inCall(
    { requested: { ...noRequests, recording: 'pause' } },
    { recording: on },
  ),
  'call-recording-pausing': callWith({ recording: { ...on, pending: 'pause' } }),
  'call-recording-pause-failed': inCall(
    {
      failure: { command: 'pause-recording', code: 'not-confirmed', who: null, at: secondsAgo(1) },
    },
    { recording: on },
  ),
  'call-recording-paused': callWith({ recording: paused }),
  'call-recording-resuming': callWith({ recording: { ...paused, pending: 'resume' } }),
  'call-recording-failed': inCall(
    { failure: { command: 'record', code: 'refused', who: null, at: secondsAgo(1) } },
    { recording: { ...on, state: 'failed' } },
  ),
} satisfies Record<string, AppView>
