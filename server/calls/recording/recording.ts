import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call, Recording } from '../model/call.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import {
  begun,
  canSettle,
  endedItself,
  hasRecording,
  isGone,
  notSettled,
  settleAgain,
  settled,
} from './settling.ts'
import { stay, trouble } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * The recording of the customer's leg. It is a fact beside the phases: it goes on through transfers and queues, and
 * follows the policy of whatever queue the conversation came from last. Null for events of something else.
 */
export function recordingEvent(call: Call, event: CallEvent, at: number): Step | null {
  switch (event.kind) {
    case 'recording-asked':
      return asked(call, event.pause, at)
    case 'recording-settled':
      return settled(call, event, at)
    case 'recording-refused':
      return notSettled(call, event, at)
    case 'recording-begun':
      return begun(call)
    case 'recording-changed':
      return changed(call, event, at)
    case 'recording-not-changed':
      return notChanged(call, event, at)
    case 'recording-read':
      return read(call, event, at)
    case 'recording-over':
      return endedItself(call, event.recordingSid, at)
    default:
      return null
  }
}

/** What is due for the recording: proofs that did not come, a pause that was long enough. */
export function recordingTick(call: Call, at: number): Step {
  const { recording } = call
  if (recording === null || !hasRecording(call)) return stay(call)
  const { deadline, resumeAt, pending } = recording
  const long = recording.state === 'paused' && resumeAt !== null && at >= resumeAt
  if (long && pending !== 'resume') return ask(call, recording, false, at)
  return deadline !== null && at >= deadline ? overdue(call, recording, at) : stay(call)
}

/** When `recordingTick` has something to do. */
export function recordingDeadlines(call: Call): readonly (number | null)[] {
  const { recording } = call
  if (recording === null || !hasRecording(call)) return []
  const resumes = recording.state === 'paused' && recording.pending !== 'resume'
  return [recording.deadline, resumes ? recording.resumeAt : null]
}

function asked(call: Call, pause: boolean, at: number): Step {
  const { recording } = call
  if (recording === null || recording.state === 'failed') return stay(call)
  const wanted =
    recording.pending === null ? recording.state === 'paused' : recording.pending === 'pause'
  return wanted === pause ? stay(call) : ask(call, recording, pause, at)
}

function ask(call: Call, recording: Recording, pause: boolean, at: number): Step {
  const { recordingSid, callSid } = recording
  if (recordingSid === null) return stay(call)
  const asks = call.asks + 1
  const pending = pause ? ('pause' as const) : ('resume' as const)
  const next = { ...recording, pending, asked: asks, deadline: at + PROOF_DEADLINE_MS }
  return {
    call: { ...call, asks, recording: next },
    commands: [{ kind: 'set-recording', callSid, recordingSid, pause, asked: asks }],
  }
}

type Of<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>

function changed(call: Call, event: Of<'recording-changed'>, at: number): Step {
  const { recording } = call
  if (recording === null || event.asked > recording.asked) return stay(call)
  if (event.asked < recording.asked) return stay(overtaken(call, recording, event, at))
  const cleared = withoutTrouble(withoutTrouble(call, 'pause-recording'), 'resume-recording')
  return stay(proved(cleared, recording, event.paused, event.pauseMs, at))
}

/** Requests are answered in their order: this is so until the newer one is answered. */
function overtaken(
  call: Call,
  recording: Recording,
  { paused, pauseMs }: Of<'recording-changed'>,
  at: number,
): Call {
  const { pending, deadline } = recording
  if (pending === null || paused === (recording.state === 'paused')) return call
  const now = proved(call, recording, paused, pauseMs, at)
  return now.recording === null
    ? now
    : { ...now, recording: { ...now.recording, pending, deadline } }
}

function proved(
  call: Call,
  recording: Recording,
  paused: boolean,
  pauseMs: number,
  at: number,
): Call {
  const state = paused ? ('paused' as const) : ('on' as const)
  const since = state === recording.state ? recording.since : at
  const resumeAt = paused ? (recording.resumeAt ?? at + pauseMs) : null
  const deadline = recording.settling ? at + PROOF_DEADLINE_MS : null
  const next = { ...recording, state, since, pending: null, deadline, resumeAt }
  return { ...call, recording: next }
}

/** Told at once: whoever says a card number must not do so in the belief that nothing is recorded. */
function notChanged(call: Call, event: Of<'recording-not-changed'>, at: number): Step {
  const { recording } = call
  if (recording === null || event.asked !== recording.asked || recording.pending === null) {
    return stay(call)
  }
  const command = recording.pending === 'pause' ? 'pause-recording' : 'resume-recording'
  const told = { ...call, trouble: trouble(command, event.refusal, at) }
  const again = at + PROOF_DEADLINE_MS
  const resumeAt = recording.state === 'paused' ? later(recording.resumeAt, at) : null
  return {
    call: { ...told, recording: { ...recording, pending: null, deadline: again, resumeAt } },
    commands: reading(recording),
  }
}

function read(call: Call, event: Of<'recording-read'>, at: number): Step {
  const { recording } = call
  if (recording === null || recording.asked !== event.asked) return stay(call)
  switch (event.found) {
    case 'unknown':
      return stay(call)
    case 'gone':
      return isGone(call, recording, at)
    case 'on':
    case 'paused':
      return readState(call, recording, event, at)
  }
}

function readState(
  call: Call,
  recording: Recording,
  event: Of<'recording-read'>,
  at: number,
): Step {
  const paused = event.found === 'paused'
  const { pending } = recording
  // A failure stands until what was asked for is so after all.
  const cleared = withoutTrouble(call, paused ? 'pause-recording' : 'resume-recording')
  const now = proved(cleared, recording, paused, event.pauseMs, at)
  const failed = pending !== null && (pending === 'pause') !== paused
  if (!failed) return stay(sameAs(call, now))
  const command = pending === 'pause' ? 'pause-recording' : 'resume-recording'
  return stay({ ...now, trouble: trouble(command, 'not-confirmed', at) })
}

function overdue(call: Call, recording: Recording, at: number): Step {
  const known = recording.recordingSid !== null
  if ((recording.settling || !known) && canSettle(call)) return settleAgain(call, recording, at)
  // In a queue only what is under way is looked up: the next conversation settles the rest.
  const deadline = known ? at + PROOF_DEADLINE_MS : null
  const next = { ...recording, deadline, settling: false }
  return { call: { ...call, recording: next }, commands: reading(recording) }
}

function reading({ recordingSid, callSid, asked: upTo }: Recording): readonly CallCommand[] {
  return recordingSid === null
    ? []
    : [{ kind: 'read-recording', callSid, recordingSid, asked: upTo }]
}

/** A pause that was to end and could not goes on a little. */
function later(resumeAt: number | null, at: number): number {
  return Math.max(resumeAt ?? 0, at + PROOF_DEADLINE_MS)
}

function withoutTrouble(call: Call, command: NonNullable<Call['trouble']>['command']): Call {
  return call.trouble?.command === command ? { ...call, trouble: null } : call
}

/** The very same call when nothing of its recording is new. */
function sameAs(call: Call, next: Call): Call {
  const [before, after] = [call.recording, next.recording]
  const same =
    before?.state === after?.state &&
    before?.pending === after?.pending &&
    before?.deadline === after?.deadline &&
    before?.resumeAt === after?.resumeAt &&
    call.trouble === next.trouble
  return same ? call : next
}
