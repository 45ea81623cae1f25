import type { RecordingSnapshot } from '../../server/contract/desk.ts'
import type { AppView } from '../view/app-view.ts'
import { inCall, nothingAsked } from './base.ts'
import { ago } from './people.ts'

const on: RecordingSnapshot = { state: 'on', pending: null, since: ago(460), resumesAt: null }
const paused: RecordingSnapshot = { ...on, state: 'paused', since: ago(18), resumesAt: ago(-102) }

/** The recording of a call, requested and confirmed. */
export const recordingStates = {
  'call-recording-starting': inCall({}, { recording: { ...on, state: 'starting' } }),
  'call-recording': inCall({}, { recording: on }),
  'call-recording-asked': inCall(
    { asked: { ...nothingAsked, recording: 'pause' } },
    { recording: on },
  ),
  'call-recording-pausing': inCall({}, { recording: { ...on, pending: 'pause' } }),
  'call-recording-pause-failed': inCall(
    { trouble: { command: 'pause-recording', code: 'not-confirmed', who: null, at: ago(1) } },
    { recording: on },
  ),
  'call-recording-paused': inCall({}, { recording: paused }),
  'call-recording-resuming': inCall({}, { recording: { ...paused, pending: 'resume' } }),
  'call-recording-failed': inCall(
    { trouble: { command: 'record', code: 'refused', who: null, at: ago(1) } },
    { recording: { ...on, state: 'failed' } },
  ),
} satisfies Record<string, AppView>
