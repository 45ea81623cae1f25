import { getOperation } from '../model/phase.ts'
import type { CallHandover, Requeue } from '../model/phase.ts'
import { readIfLegUnknown } from '../ending/aftermath.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { EventOf } from '../model/event-owner.ts'
import { depart } from '../ending/departing.ts'
import { findParty, getPresentParties, withPhase, withoutOperation } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { endLeg, readCall, stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** Puts the customer back into the call's queue, because no agent is left. */
export function requeueCustomer(call: ActiveCall, handover: CallHandover, at: number): Step {
  return moveToQueue(call, { queueName: call.queueName, handover, byPartyId: null }, at)
}

/** Asks Twilio to move the customer out of the Conference into a queue. */
export function moveToQueue(
  call: ActiveCall,
  to: Omit<Requeue, 'deadline' | 'requestNumber'>,
  at: number,
): Step {
  const { callSid } = call.customer
  if (callSid === null) return stay(call)
  const requestNumber = call.requestCount + 1
  const requeue = { ...to, requestNumber, deadline: at + CONFIRM_TIMEOUT_MS }
  const { queueName, handover } = to
  return {
    call: withPhase(
      { ...call, requestCount: requestNumber },
      { operation: { kind: 'requeue', requeue } },
    ),
    effects: [{ kind: 'requeue-caller', callSid, queueName, handover }],
  }
}

/** The result. Twilio's answer is the proof; if it is lost, the reading is. */
export function onRequeueEvent(
  call: ActiveCall,
  event: EventOf<'caller-queued' | 'requeue-failed'>,
  at: number,
): Step {
  const { requeue } = getOperation(call.phase)
  if (requeue === null) return stay(call)
  if (event.kind === 'caller-queued') return onCustomerQueued(call, requeue, at)
  return { call, effects: [readCall(call)] }
}

/** The customer is in the queue: everybody who is left in the Conference is done. */
export function onCustomerQueued(call: ActiveCall, requeue: Requeue, at: number): Step {
  let next = call
  const history: CallEffect[] = []
  const rest: CallEffect[] = []
  for (const party of getPresentParties(call)) {
    const because = isConnected(party) ? 'hung-up' : 'taken-back'
    const reason = party.partyId === requeue.byPartyId ? 'transferred' : 'agent-hung-up'
    const departed = depart(next, party, { because, reason }, at)
    history.push(...departed.history)
    // A caller who waits again keeps their Task.
    if (party.role === 'customer') continue
    const ended = endLeg(departed.call, party.callSid)
    next = { ...departed.call, endedLegs: ended.call.endedLegs }
    rest.push(...departed.tasks, ...ended.effects)
  }
  const spent = call.tasks.flatMap(({ reservationSid }) => reservationSid ?? [])
  return {
    call: {
      ...next,
      queueName: requeue.queueName,
      handover: requeue.handover,
      queuedAt: at,
      spentReservations: [...new Set([...call.spentReservations, ...spent])],
      failure: null,
      phase: { kind: 'queued', since: at, answered: null, requeueAt: null, requeueAttempts: 0 },
    },
    effects: [...history, ...rest, ...readIfLegUnknown(call, getPresentParties(call))],
  }
}

/** The customer is still in the Conference. The agent gets a failure; without an agent it is retried. */
export function onRequeueFailed(call: ActiveCall, requeue: Requeue, at: number): Step {
  const by = requeue.byPartyId === null ? null : findParty(call, requeue.byPartyId)
  if (by !== null && isConnected(by)) {
    const withFailure = { ...call, failure: createFailure('transfer', 'not-confirmed', at) }
    return stay(withoutOperation(withFailure))
  }
  const { queueName, handover } = requeue
  return moveToQueue(call, { queueName, handover, byPartyId: null }, at)
}
