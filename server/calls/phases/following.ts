import { MEETING_MS } from '../conversation/reading.ts'
import { waitForDesk, waitInQueue } from '../conversation/waiting-again.ts'
import { hasCustomerMovedOn } from '../ending/aftermath.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import type { EventOf } from '../model/event-owner.ts'
import { findAgent, withoutOperation } from '../model/parties.ts'
import { getOperation } from '../model/phase.ts'
import {
  chain,
  endLeg,
  enterPhase,
  identifyParty,
  isDoneWith,
  readCall,
  stay,
} from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { createQueueTask } from '../tasks/tasks.ts'
import { ringAgain } from './reserved.ts'

/*
 * What is reported of another of the call's Conferences than the one where its people are.
 */

/** Null for an event that is not about another place. */
export function onElsewhere(call: Call, event: CallEvent, at: number): Step | null {
  if (!('place' in event) || event.place === call.place) return null
  switch (event.kind) {
    case 'customer-placed':
    case 'placing-failed':
      // The call knows which move it has asked for.
      return isIn(call, 'active') ? null : stay(call)
    case 'ring-created':
      // A ring at a place that the customer has left.
      return endLeg(call, event.callSid)
    case 'participant-joined': {
      const isCustomer = identifyParty(call, event.participant) === 'customer'
      // Nobody comes any more to a call that is over.
      const isOver = isIn(call, 'ended') && !hasCustomerMovedOn(call.phase)
      if (!isCustomer || isOver) return endStray(call, event.participant.callSid)
      return event.place > call.place ? followCustomer(call, event, at) : stay(call)
    }
    default:
      return stay(call)
  }
}

/** Somebody who has come to a place that the customer has left must not wait there alone. */
function endStray(call: Call, callSid: string): Step {
  return isDoneWith(call, callSid) ? stay(call) : endLeg(call, callSid)
}

/**
 * The customer's document has led them to a later place: Twilio did not let them into the one before, or has ended
 * it. There they hear music, and everybody who is to talk to them comes there.
 */
function followCustomer(call: Call, event: EventOf<'participant-joined'>, at: number): Step {
  const { place, conferenceSid } = event
  if (isIn(call, 'active')) {
    const { requeue, merge } = getOperation(call.phase)
    // The other call, which may have them by now, decides what becomes of them.
    if (merge !== null) return stay({ ...call, place, conferenceSid, seenPlace: place })
    if (requeue !== null && place >= requeue.place) {
      const { queueName, handover, byPartyId } = requeue
      return withSid(
        waitInQueue(call, at, { queueName, handover, byPartyId, place }),
        conferenceSid,
      )
    }
    // They may have been brought back already.
    if (at >= call.phase.since + MEETING_MS) return { call, effects: [readCall(call)] }
    const agent = findAgent(call)
    const alone = withoutOperation(call)
    return withSid(
      agent === null ? waitInQueue(alone, at, { place }) : waitForDesk(alone, agent, at, place),
      conferenceSid,
    )
  }
  const there = { ...call, place, conferenceSid, seenPlace: place }
  if (isIn(there, 'reserved')) return ringAgain(there)
  if (isIn(there, 'queued')) {
    const known = { ...there, phase: { ...there.phase, placed: true } }
    return there.phase.placed ? stay(known) : createQueueTask(known)
  }
  if (isIn(there, 'returning')) {
    const { leg } = there.phase
    return chain(endLeg(there, leg.callSid), (next) =>
      enterPhase(next, { ...there.phase, placed: true, leg: { ...leg, callSid: null } }),
    )
  }
  return stay(call)
}

function withSid({ call, effects }: Step, conferenceSid: string): Step {
  return { call: { ...call, conferenceSid, seenPlace: call.place }, effects }
}
