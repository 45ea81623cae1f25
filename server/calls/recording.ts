import type { CallCommand } from './call-command.ts'
import type { CallEvent } from './call-event.ts'
import { isIn } from './call.ts'
import type { Call, Recording } from './call.ts'
import { PROOF_DEADLINE_MS } from './proof.ts'
import { stay, trouble } from './step.ts'
import type { Step } from './step.ts'

/** How long after a recording could not be started, or ended by itself, it is tried again, ms. */
export const RETRY_RECORDING_MS = 10_000

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
      return notStarted(call, event, at)
    case 'recording-changed':
      return changed(call, event, at)
    case 'recording-not-changed':
      return notChanged(call, event, at)
    case 'recording-read':
      return read(call, event, at)
    case 'recording-over':
      return over(call, event.recordingSid, at)
    default:
      return null
  }
}

/** A conversation has begun, or has begun again: what is recorded of it follows from the policy. */
export function recordingBegins(before: Call, step: Step): Step {
  const { call, commands } = step
  if (before.phase.kind === 'active' || !isIn(call, 'active')) return step
  const { callSid, identity } = call.customer
  if (callSid === null || identity !== null) return step
  return { call, commands: [...commands, { kind: 'settle-recording', callSid }] }
}

/** What is due for the recording: proofs that did not come, a pause that was long enough. */
export function recordingTick(call: Call, at: number): Step {
  const { recording } = call
  if (recording === null || call.phase.kind === 'ended') return stay(call)
  const { deadline, resumeAt, pending } = recording
  if (deadline !== null && at >= deadline) return overdue(call, recording, at)
  const long = resumeAt !== null && at >= resumeAt
  if (recording.state !== 'paused' || pending === 'resume' || !long) return stay(call)
  return ask(call, recording, false, at)
}

/** When `recordingTick` has something to do. */
export function recordingDeadlines({ recording, phase }: Call): readonly (number | null)[] {
  if (recording === null || phase.kind === 'ended') return []
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

/** Null: the policy wants none, and there is none. */
function settled(call: Call, { found, pauseMs }: Of<'recording-settled'>, at: number): Step {
  if (found === null) return stay(call.recording === null ? call : { ...call, recording: null })
  const { recordingSid, callSid, paused } = found
  const same = call.recording?.recordingSid === recordingSid
  if (same && call.recording?.state === (paused ? 'paused' : 'on')) return stay(call)
  const recording: Recording = {
    recordingSid,
    callSid,
    state: paused ? 'paused' : 'on',
    pending: null,
    since: at,
    asked: call.asks,
    deadline: null,
    resumeAt: paused ? at + pauseMs : null,
  }
  return stay({ ...withoutTrouble(call, 'record'), recording })
}

function notStarted(call: Call, event: Of<'recording-refused'>, at: number): Step {
  if (call.phase.kind === 'ended') return stay(call)
  const { callSid, refusal } = event
  const told = call.recording?.state === 'failed'
  const recording: Recording = {
    recordingSid: null,
    callSid,
    state: 'failed',
    pending: null,
    since: told ? (call.recording?.since ?? at) : at,
    asked: call.asks,
    deadline: at + RETRY_RECORDING_MS,
    resumeAt: null,
  }
  return stay({ ...call, recording, trouble: told ? call.trouble : trouble('record', refusal, at) })
}

function changed(call: Call, event: Of<'recording-changed'>, at: number): Step {
  const { recording } = call
  // The answer to a request that a newer one has overtaken.
  if (recording === null || event.asked !== recording.asked) return stay(call)
  const cleared = withoutTrouble(withoutTrouble(call, 'pause-recording'), 'resume-recording')
  return stay(proved(cleared, recording, event.paused, event.pauseMs, at))
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
  const next = { ...recording, state, since, pending: null, deadline: null, resumeAt }
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
  const again = event.refusal === 'unreachable' ? at + PROOF_DEADLINE_MS : null
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
      return over(call, recording.recordingSid, at)
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

/** Without our asking: it is begun anew unless the call is about to end as well. */
function over(call: Call, recordingSid: string | null, at: number): Step {
  const { recording } = call
  if (recording === null || recording.recordingSid !== recordingSid) return stay(call)
  if (call.phase.kind === 'ended' || recording.state === 'failed') return stay(call)
  const next = {
    ...recording,
    recordingSid: null,
    state: 'failed' as const,
    pending: null,
    since: at,
    deadline: at + PROOF_DEADLINE_MS,
    resumeAt: null,
  }
  return stay({ ...call, recording: next })
}

function overdue(call: Call, recording: Recording, at: number): Step {
  const next = { ...recording, deadline: at + PROOF_DEADLINE_MS }
  if (recording.recordingSid === null) {
    const active = isIn(call, 'active')
    const { callSid } = recording
    const retry = { ...recording, deadline: at + RETRY_RECORDING_MS }
    return {
      call: { ...call, recording: retry },
      commands: active ? [{ kind: 'settle-recording', callSid }] : [],
    }
  }
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
