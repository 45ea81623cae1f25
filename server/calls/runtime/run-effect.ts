import { assertNever } from '../../contract/assert-never.ts'
import type { CallEffect, EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { readTwilio } from './read-twilio.ts'
import { toEffectFailure } from './postponed.ts'
import type { Postponed } from './postponed.ts'
import { runRing } from './run-ring.ts'
import { runParticipant } from './run-participant.ts'
import { runRecording } from './run-recording.ts'
import { runReservation } from './run-reservation.ts'
import type { EffectDeps } from './effect-deps.ts'
import { runMerge, runPlacing } from './run-placing.ts'
import { createQueueTask, createTask, endTask } from './run-task.ts'

/**
 * Runs one effect. Its result, if it matters to the call, is an event; an effect that must happen and failed is
 * postponed. `attempts`: how often it was postponed before, or 1 if an earlier run of the server may have begun it.
 */
export async function runEffect(
  deps: EffectDeps,
  call: Call,
  effect: CallEffect,
  attempts = 0,
): Promise<CallEvent | Postponed | null> {
  switch (effect.kind) {
    case 'ring-agent':
    case 'ring-customer':
    case 'ring-party':
      return runRing(deps, call, effect, attempts)
    case 'end-leg':
      return endLeg(deps, effect.callSid)
    case 'accept-reservation':
    case 'reject-reservation':
    case 'wrap-reservation':
    case 'complete-reservation':
      return runReservation(deps, effect)
    case 'create-task':
      return createTask(deps, call, effect, attempts)
    case 'cancel-task':
    case 'complete-task':
      return endTask(deps, effect)
    case 'create-queue-task':
      return createQueueTask(deps, call, effect, attempts)
    case 'place-customer':
      return runPlacing(deps, call, effect, attempts)
    case 'request-adoption':
    case 'move-party':
    case 'report-merge':
      return runMerge(deps, call, effect)
    case 'set-hold':
    case 'set-mute':
    case 'press-keys':
    case 'announce-moment':
      return runParticipant(deps, call, effect)
    case 'end-conversation':
      return endConversation(deps, effect)
    case 'read-call': {
      const { asOfRequest } = effect
      return { kind: 'call-read', reading: await readTwilio(deps.gateway, call), asOfRequest }
    }
    case 'settle-recording':
    case 'set-recording':
    case 'read-recording':
      return runRecording(deps, call, effect, attempts)
    case 'write-history':
      await deps.record(call, effect.entry)
      return null
    case 'start-wrap-up':
      await deps.startWrapUp(call, effect)
      return null
    case 'withdraw-wrap-up': {
      const notes = await deps.withdrawWrapUp(call.callId, effect.identity)
      return notes === null ? null : { kind: 'notes-written', notes }
    }
    default:
      return assertNever(effect)
  }
}

async function endLeg(deps: EffectDeps, callSid: string): Promise<CallEvent | null> {
  return (await isOpen(deps, callSid)) ? { kind: 'end-failed', callSid } : null
}

/**
 * A customer who is not hung up on would go on waiting without the others. A leg may still ring, or be on its way into
 * the Conference; the Conference's end ends legs that nobody knows.
 */
async function endConversation(
  deps: EffectDeps,
  effect: EffectOf<'end-conversation'>,
): Promise<CallEvent | null> {
  const { customerCallSid, conferenceSid, legs } = effect
  const failed = { kind: 'hang-up-failed', failure: 'unreachable' } as const
  if (customerCallSid !== null && (await isOpen(deps, customerCallSid))) return failed
  const others = legs.filter((callSid) => callSid !== customerCallSid)
  const [open] = await Promise.all([
    Promise.all(others.map((callSid) => isOpen(deps, callSid))),
    conferenceSid === null ? null : deps.gateway.endConference(conferenceSid),
  ])
  return open.includes(true) ? failed : null
}

/** Ends a leg. True if it may still be up; one that has ended already is fine. */
async function isOpen({ gateway }: EffectDeps, callSid: string): Promise<boolean> {
  const ended = await gateway.endCall(callSid)
  return !ended.ok && toEffectFailure(ended.failure) === 'unreachable'
}
