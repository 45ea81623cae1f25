import type { EventFor, EventOf } from '../model/event-owner.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Call, Recording } from '../model/call.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import {
  beginRecording,
  onRecordingStarted,
  canSettle,
  onRecordingEnded,
  hasRecording,
  onRecordingMissing,
  onRecordingFailed,
  settleAgain,
  onRecordingSettled,
} from './settling.ts'
import { stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * The recording of the customer's leg. It is independent of the phases: it goes on through transfers and queues, and
 * follows the policy of the conversation's last queue.
 */
export function onRecordingEvent(call: Call, event: EventFor<'recording'>, at: number): Step {
  switch (event.kind) {
    case 'answer-requested':
      return beginRecording(call, event.by)
    case 'recording-requested':
      return onRecordingRequested(call, event.pause, at)
    case 'recording-settled':
      return onRecordingSettled(call, event, at)
    case 'recording-failed':
      return onRecordingFailed(call, event, at)
    case 'recording-started':
      return onRecordingStarted(call)
    case 'recording-changed':
      return onRecordingChanged(call, event, at)
    case 'recording-not-changed':
      return onRecordingNotChanged(call, event, at)
    case 'recording-read':
      return onRecordingRead(call, event, at)
    case 'recording-ended':
      return onRecordingEnded(call, event.recordingSid, at)
  }
}

/** What is due: confirmations that did not arrive, and a pause that has lasted long enough. */
export function onRecordingTick(call: Call, at: number): Step {
  const { recording } = call
  if (recording === null || !hasRecording(call)) return stay(call)
  const { deadline, resumeAt, pending } = recording
  const long = recording.state === 'paused' && resumeAt !== null && at >= resumeAt
  if (long && pending !== 'resume') return requestPause(call, recording, false, at)
  return deadline !== null && at >= deadline ? onRecordingOverdue(call, recording, at) : stay(call)
}

/** When `onRecordingTick` has something to do. */
export function getRecordingDeadlines(call: Call): readonly (number | null)[] {
  const { recording } = call
  if (recording === null || !hasRecording(call)) return []
  const resumes = recording.state === 'paused' && recording.pending !== 'resume'
  return [recording.deadline, resumes ? recording.resumeAt : null]
}

function onRecordingRequested(call: Call, pause: boolean, at: number): Step {
  const { recording } = call
  if (recording === null || recording.state === 'failed') return stay(call)
  const wanted =
    recording.pending === null ? recording.state === 'paused' : recording.pending === 'pause'
  return wanted === pause ? stay(call) : requestPause(call, recording, pause, at)
}

function requestPause(call: Call, recording: Recording, pause: boolean, at: number): Step {
  const { recordingSid, callSid } = recording
  if (recordingSid === null) return stay(call)
  const requestNumber = call.requestCount + 1
  const pending = pause ? ('pause' as const) : ('resume' as const)
  const next = { ...recording, pending, requestNumber, deadline: at + CONFIRM_TIMEOUT_MS }
  return {
    call: { ...call, requestCount: requestNumber, recording: next },
    effects: [{ kind: 'set-recording', callSid, recordingSid, pause, requestNumber }],
  }
}

function onRecordingChanged(call: Call, event: EventOf<'recording-changed'>, at: number): Step {
  const { recording } = call
  if (recording === null || event.requestNumber > recording.requestNumber) return stay(call)
  const confirmed = withConfirmed(recording, event, at)
  if (event.requestNumber < recording.requestNumber) {
    const { pending, deadline, state } = recording
    if (pending === null || event.paused === (state === 'paused')) return stay(call)
    // Twilio answers requests in order: this holds until the newer one is answered.
    return stay({ ...call, recording: { ...confirmed, pending, deadline } })
  }
  const cleared = withoutFailure(withoutFailure(call, 'pause-recording'), 'resume-recording')
  return stay({ ...cleared, recording: confirmed })
}

/** What Twilio says of a recording, and how long a pause lasts, ms. */
type Confirmed = Pick<EventOf<'recording-changed'>, 'paused' | 'pauseMs'>

function withConfirmed(
  recording: Recording,
  { paused, pauseMs }: Confirmed,
  at: number,
): Recording {
  const state = paused ? 'paused' : 'on'
  return {
    ...recording,
    state,
    since: state === recording.state ? recording.since : at,
    pending: null,
    deadline: recording.settling ? at + CONFIRM_TIMEOUT_MS : null,
    resumeAt: paused ? (recording.resumeAt ?? at + pauseMs) : null,
  }
}

/** Shown at once: an agent who takes a card number must not believe that the recording is paused. */
function onRecordingNotChanged(
  call: Call,
  event: EventOf<'recording-not-changed'>,
  at: number,
): Step {
  const { recording } = call
  if (recording === null || recording.pending === null) return stay(call)
  if (event.requestNumber !== recording.requestNumber) return stay(call)
  const failure = createFailure(`${recording.pending}-recording`, event.failure, at)
  const again = at + CONFIRM_TIMEOUT_MS
  // A pause that could not be ended lasts a little longer.
  const resumeAt = recording.state === 'paused' ? Math.max(recording.resumeAt ?? 0, again) : null
  return {
    call: {
      ...call,
      failure,
      recording: { ...recording, pending: null, deadline: again, resumeAt },
    },
    effects: readRecording(recording),
  }
}

function onRecordingRead(call: Call, event: EventOf<'recording-read'>, at: number): Step {
  const { recording } = call
  if (recording === null || recording.requestNumber !== event.requestNumber) return stay(call)
  switch (event.found) {
    case 'unknown':
      return stay(call)
    case 'gone':
      return onRecordingMissing(call, recording, at)
    case 'on':
    case 'paused':
      return applyState(call, recording, event, at)
  }
}

function applyState(
  call: Call,
  recording: Recording,
  { found, pauseMs }: EventOf<'recording-read'>,
  at: number,
): Step {
  const paused = found === 'paused'
  const { pending } = recording
  // A failure stays until the request has been fulfilled after all.
  const cleared = withoutFailure(call, paused ? 'pause-recording' : 'resume-recording')
  const now = { ...cleared, recording: withConfirmed(recording, { paused, pauseMs }, at) }
  if (pending === null || (pending === 'pause') === paused) return stay(keepIfSame(call, now))
  return stay({ ...now, failure: createFailure(`${pending}-recording`, 'not-confirmed', at) })
}

function onRecordingOverdue(call: Call, recording: Recording, at: number): Step {
  const known = recording.recordingSid !== null
  if ((recording.settling || !known) && canSettle(call)) return settleAgain(call, recording, at)
  // In a queue only a pending request is checked: the next conversation settles the rest.
  const deadline = known ? at + CONFIRM_TIMEOUT_MS : null
  const next = { ...recording, deadline, settling: false }
  return { call: { ...call, recording: next }, effects: readRecording(recording) }
}

/** Asks Twilio whether the recording runs. */
export function readRecording(recording: Recording): readonly CallEffect[] {
  const { recordingSid, callSid, requestNumber } = recording
  if (recordingSid === null) return []
  return [{ kind: 'read-recording', callSid, recordingSid, requestNumber }]
}

function withoutFailure(call: Call, command: NonNullable<Call['failure']>['command']): Call {
  return call.failure?.command === command ? { ...call, failure: null } : call
}

/** Returns the same call when nothing of its recording changed. */
function keepIfSame(call: Call, next: Call): Call {
  const [before, after] = [call.recording, next.recording]
  const same =
    before?.state === after?.state &&
    before?.pending === after?.pending &&
    before?.deadline === after?.deadline &&
    before?.resumeAt === after?.resumeAt &&
    call.failure === next.failure
  return same ? call : next
}
