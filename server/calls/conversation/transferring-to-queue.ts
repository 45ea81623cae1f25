import { getOperation } from '../model/phase.ts'
import type { CallHandover, Requeue } from '../model/phase.ts'
import type { EventOf } from '../model/event-owner.ts'
import { findParty, withPhase, withoutOperation } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { nextPlace } from '../model/place.ts'
import { readCall, stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { waitInQueue } from './waiting-again.ts'

/** An agent transfers the customer to a queue. Until the customer has been moved, the two go on. */
export function transferToQueue(
  call: ActiveCall,
  to: { readonly queueName: string; readonly handover: CallHandover; readonly byPartyId: string },
  at: number,
): Step {
  const { callSid } = call.customer
  if (callSid === null) return stay(call)
  const requestNumber = call.requestCount + 1
  const place = nextPlace(call.place)
  const requeue = { ...to, place, requestNumber, deadline: at + CONFIRM_TIMEOUT_MS }
  return {
    call: withPhase(
      { ...call, requestCount: requestNumber },
      { operation: { kind: 'requeue', requeue } },
    ),
    effects: [{ kind: 'place-customer', callSid, place }],
  }
}

/** The result. Twilio's answer is the proof, or the customer's arrival; if both are lost, the reading is. */
export function onPlacingEvent(
  call: ActiveCall,
  event: EventOf<'customer-placed' | 'placing-failed'>,
  at: number,
): Step {
  const { requeue } = getOperation(call.phase)
  if (requeue === null || event.place < requeue.place) return stay(call)
  if (event.kind === 'customer-placed') return onCustomerQueued(call, requeue, at, event.place)
  return { call, effects: [readCall(call)] }
}

/** The customer has left the agent. Without a `place` where they wait, they are moved there, perhaps again. */
export function onCustomerQueued(
  call: ActiveCall,
  { queueName, handover, byPartyId, place: tried }: Requeue,
  at: number,
  place?: number,
): Step {
  return waitInQueue(call, at, {
    queueName,
    handover,
    byPartyId,
    ...(place === undefined ? { tried } : { place }),
  })
}

/** The customer is still with the agent, who learns of it. A customer whose agent has left waits in the queue. */
export function onRequeueFailed(call: ActiveCall, requeue: Requeue, at: number): Step {
  const by = findParty(call, requeue.byPartyId)
  if (by !== null && isConnected(by)) {
    const withFailure = { ...call, failure: createFailure('transfer', 'not-confirmed', at) }
    return stay(withoutOperation(withFailure))
  }
  const { queueName, handover, byPartyId, place: tried } = requeue
  return waitInQueue(withoutOperation(call), at, { queueName, handover, byPartyId, tried })
}
