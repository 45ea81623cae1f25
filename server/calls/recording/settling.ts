import { hasCustomerMovedOn } from '../ending/aftermath.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { EventOf } from '../model/event-owner.ts'
import { isIn } from '../model/call.ts'
import type { Call, Recording } from '../model/call.ts'
import { findCustomer } from '../model/parties.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { stay, createFailure, readCall } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * Whether the customer's leg is recorded at all. This is settled with Twilio whenever the answer may change: a
 * conversation begins, the customer moves into another call, a recording ends by itself.
 */

/** The pause after Twilio has refused to start or stop a recording, ms. */
const RETRY_RECORDING_MS = 10_000

/** The policy decides, and where the customer goes. Teammates are not recorded. */
export function followRecordingPolicy(before: Call, step: Step): Step {
  const { call, effects } = step
  if (!isIn(call, 'active') || call.customer.identity !== null) return step
  if (isOver(call))
    return call.recording === null ? step : { call: withoutRecording(call), effects }
  const begins = before.phase.kind !== 'active'
  const turns = isIn(before, 'active') && isLeaving(before) !== isLeaving(call)
  // First of all effects: from the moment of the move the other call decides what is recorded.
  if (!begins && !turns) return step
  const first = before.phase.kind === 'dialing'
  return { call, effects: [...settle(call, first), ...effects] }
}

/**
 * An agent presses *Answer*: the recording begins beside the handshake, so that it has the first word. It does not matter
 * that it also has the last note of the music.
 */
export function beginRecording(call: Call, by: string): Step {
  const isTheirs = isIn(call, 'reserved') && call.phase.reservation.leg.identity === by
  if (!isTheirs || call.customer.identity !== null || call.recording !== null) return stay(call)
  return { call, effects: settle(call, true) }
}

/** A merge moves the customer into another call, which has its own policy. */
function isLeaving({ phase }: Call): boolean {
  return phase.kind === 'active' ? phase.operation.kind === 'merge' : hasCustomerMovedOn(phase)
}

/** The customer has left, and their recording has ended with the leg. */
function isOver(call: Call): boolean {
  return isIn(call, 'active') && findCustomer(call)?.status.kind === 'left'
}

/** Whether anything of this call is still to be recorded or stopped. */
export function hasRecording(call: Call): boolean {
  const { phase, recording } = call
  if (phase.kind !== 'ended') return !isOver(call)
  return hasCustomerMovedOn(phase) && recording?.settling === true
}

function settle(call: Call, first = false): readonly CallEffect[] {
  const { callSid } = call.customer
  if (callSid === null) return []
  return [{ kind: 'settle-recording', callSid, unwanted: isLeaving(call), first }]
}

/** Null: nothing is recorded, and nothing should be. */
export function onRecordingSettled(
  call: Call,
  event: EventOf<'recording-settled'>,
  at: number,
): Step {
  const { found, pauseMs } = event
  if (found === null) return stay(call.recording === null ? call : withoutRecording(call))
  if (call.phase.kind === 'ended') return stay(call)
  const { recordingSid, callSid } = found
  const before = call.recording?.recordingSid === recordingSid ? call.recording : null
  const state = found.paused ? ('paused' as const) : ('on' as const)
  const recording: Recording = {
    recordingSid,
    callSid,
    state,
    pending: before?.pending ?? null,
    since: before?.state === state ? before.since : at,
    requestNumber: before?.requestNumber ?? call.requestCount,
    // A pause or resume that is under way waits for its own confirmation.
    deadline: before?.pending ? at + CONFIRM_TIMEOUT_MS : null,
    resumeAt: found.paused ? (before?.resumeAt ?? at + pauseMs) : null,
    settling: false,
  }
  const isRecordFailure = call.failure?.command === 'record'
  return stay({ ...call, recording, failure: isRecordFailure ? null : call.failure })
}

/**
 * The recording could not be made as wanted. It is retried as long as the conversation lasts: soon if Twilio did not
 * answer, because the recording may run after all, and later if Twilio refused.
 */
export function onRecordingFailed(
  call: Call,
  event: EventOf<'recording-failed'>,
  at: number,
): Step {
  if (call.phase.kind === 'ended' && !hasCustomerMovedOn(call.phase)) return stay(call)
  const { callSid, wanted, none, failure } = event
  const { recording, requestCount } = call
  const soon = failure === 'unreachable' ? CONFIRM_TIMEOUT_MS : RETRY_RECORDING_MS
  const again = { settling: true, deadline: at + soon }
  const failed = createFailedRecording(callSid, requestCount, at)
  const known = recording !== null && recording.recordingSid !== null && !none
  if (!wanted || known) return stay({ ...call, recording: { ...(recording ?? failed), ...again } })
  const hasFailedBefore = recording?.state === 'failed'
  // Twilio may refuse because the customer has left and every report of that was lost.
  const lookUp = failure !== 'unreachable' && isIn(call, 'active')
  return {
    call: {
      ...call,
      recording: { ...(hasFailedBefore ? recording : failed), ...again },
      failure: hasFailedBefore ? call.failure : createFailure('record', failure, at),
    },
    effects: lookUp ? [readCall(call)] : [],
  }
}

/** Started after all: only the answer to the request was lost. */
export function onRecordingStarted(call: Call): Step {
  const { recording } = call
  if (recording?.state !== 'failed' || !isIn(call, 'active')) return stay(call)
  return { call, effects: settle(call) }
}

/** Not at our request. Usually the call is about to end as well; otherwise a new recording is started. */
export function onRecordingEnded(call: Call, recordingSid: string, at: number): Step {
  const { recording } = call
  if (recording?.recordingSid !== recordingSid || call.phase.kind === 'ended') return stay(call)
  if (recording.settling) return stay(call)
  const next = { ...recording, settling: true, deadline: at + CONFIRM_TIMEOUT_MS }
  return stay({ ...call, recording: next })
}

/** Twilio was asked, and there is no recording. */
export function onRecordingMissing(call: Call, recording: Recording, at: number): Step {
  if (call.phase.kind === 'ended') return stay(call)
  const { callSid, requestNumber } = recording
  return stay({ ...call, recording: createFailedRecording(callSid, requestNumber, at) })
}

/** There is a conversation that may be recorded, or there was one whose customer has moved on. */
export function canSettle(call: Call): boolean {
  return isIn(call, 'active') || hasCustomerMovedOn(call.phase)
}

export function settleAgain(call: Call, recording: Recording, at: number): Step {
  const again = { ...recording, deadline: at + RETRY_RECORDING_MS }
  return { call: { ...call, recording: again }, effects: settle(call) }
}

/** Settled again at its deadline. */
function createFailedRecording(callSid: string, requestNumber: number, at: number): Recording {
  return {
    recordingSid: null,
    callSid,
    state: 'failed',
    pending: null,
    since: at,
    requestNumber,
    deadline: at + CONFIRM_TIMEOUT_MS,
    resumeAt: null,
    settling: true,
  }
}

function withoutRecording(call: Call): Call {
  return { ...call, recording: null }
}
