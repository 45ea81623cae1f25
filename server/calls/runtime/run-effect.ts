import { assertNever } from '../../contract/assert-never.ts'
import { succeed } from '../../contract/result.ts'
import type { CallEffect, EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { getDirection } from '../model/internal.ts'
import { readTwilio } from './read-twilio.ts'
import { toEffectFailure } from './postponed.ts'
import type { Postponed } from './postponed.ts'
import { runRing } from './run-ring.ts'
import { runRecording } from './run-recording.ts'
import { runReservation } from './run-reservation.ts'
import { postponeIfFailed } from './effect-deps.ts'
import type { EffectDeps } from './effect-deps.ts'
import { runRedirect, runMerge } from './run-redirect.ts'

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
      return runReservation(deps, call, effect)
    case 'create-task':
      return createTask(deps, call, effect, attempts)
    case 'cancel-task':
    case 'complete-task':
      return endTask(deps, effect)
    case 'move-caller':
    case 'requeue-caller':
      return runRedirect(deps, call, effect)
    case 'request-adoption':
    case 'move-party':
    case 'report-merge':
      return runMerge(deps, call, effect)
    case 'set-hold': {
      const { conferenceSid, callSid, partyId, hold } = effect
      const holdUrl = deps.urls().holdMusic
      const answer = await deps.gateway.setHold({ conferenceSid, callSid, hold, holdUrl })
      if (answer.ok) return null
      return { kind: 'hold-failed', partyId, hold, failure: toEffectFailure(answer.failure) }
    }
    case 'set-mute': {
      const { conferenceSid, callSid, partyId, mute } = effect
      const answer = await deps.gateway.setMuted({ conferenceSid, callSid, muted: mute })
      if (answer.ok) return null
      return { kind: 'mute-failed', partyId, mute, failure: toEffectFailure(answer.failure) }
    }
    case 'press-keys': {
      const { conferenceSid, callSid, partyId } = effect
      const url = deps.urls().keys(call.callId, partyId)
      const answer = await deps.gateway.announce({ conferenceSid, callSid, url })
      if (answer.ok) return null
      return { kind: 'keys-failed', partyId, failure: toEffectFailure(answer.failure) }
    }
    case 'end-conversation':
      return endConversation(deps, effect)
    case 'read-call': {
      const { asOfRequest } = effect
      return { kind: 'call-read', reading: await readTwilio(deps.gateway, call), asOfRequest }
    }
    case 'settle-recording':
    case 'set-recording':
    case 'read-recording':
      return runRecording(deps, call, effect)
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

async function endLeg({ gateway }: EffectDeps, callSid: string): Promise<CallEvent | null> {
  const ended = await gateway.endCall(callSid)
  // A leg that has ended already is fine.
  const open = !ended.ok && toEffectFailure(ended.failure) === 'unreachable'
  return open ? { kind: 'end-failed', callSid } : null
}

/** Created once: if the answer to an earlier attempt was lost, its Task is found by its attributes. */
async function createTask(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'create-task'>,
  attempts: number,
): Promise<CallEvent | Postponed | null> {
  const { partyId, workerSid, handover } = effect
  if (call.tasks.find((task) => task.partyId === partyId)?.taskSid) return null
  const ticket = deps.tickets.forParty(call.callId, partyId)
  // By the ticket too: anybody with a Worker's token can create a Task with the other two.
  const mark = { call_id: call.callId, party_id: partyId, ticket }
  const found = attempts === 0 ? succeed(null) : await deps.gateway.findTask(mark)
  if (!found.ok) return postponeIfFailed(deps, found, effect)
  if (found.value !== null) return { kind: 'task-created', partyId, ...found.value }
  const attributes = {
    ...mark,
    direction: getDirection(call),
    to: call.direction === 'outbound' ? call.customer.number : call.lineNumber,
    from: call.direction === 'outbound' ? call.lineNumber : call.customer.number,
    ...(handover === null ? {} : { handover }),
  }
  const created = await deps.gateway.createTask({ workerSid, attributes })
  if (!created.ok) return postponeIfFailed(deps, created, effect)
  return { kind: 'task-created', partyId, taskSid: created.value.taskSid }
}

async function endTask(
  deps: EffectDeps,
  effect: EffectOf<'cancel-task' | 'complete-task'>,
): Promise<Postponed | null> {
  const { gateway } = deps
  const { kind, taskSid } = effect
  const why = 'the call ended'
  const ended = await (kind === 'cancel-task'
    ? gateway.cancelTask(taskSid, why)
    : gateway.completeTask(taskSid, why))
  return postponeIfFailed(deps, ended, effect)
}

async function endConversation(
  deps: EffectDeps,
  effect: EffectOf<'end-conversation'>,
): Promise<CallEvent | null> {
  const { conferenceSid, legs } = effect
  if (conferenceSid !== null) {
    const ended = await deps.gateway.endConference(conferenceSid)
    if (ended.ok) return null
  }
  const results = await Promise.all(legs.map((callSid) => deps.gateway.endCall(callSid)))
  const open = results.some(
    (ended) => !ended.ok && toEffectFailure(ended.failure) === 'unreachable',
  )
  return open ? { kind: 'hang-up-failed', failure: 'unreachable' } : null
}
