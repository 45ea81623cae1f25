import type { EventFor } from '../model/event-owner.ts'
import { endAllLegs } from '../ending/aftermath.ts'
import { abandon } from '../ending/finish.ts'
import type { CallIn } from '../model/call.ts'
import { chain, endLeg, identifyParty, placeAgain, readCall, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { createQueueTask } from '../tasks/tasks.ts'
import { reserveFor } from './reserved.ts'
import { retrieve } from './returning.ts'
import { onOldReservationAccepted } from './taken-elsewhere.ts'

export function handleQueued(call: CallIn<'queued'>, event: EventFor<'queued'>, at: number): Step {
  switch (event.kind) {
    case 'customer-placed':
      return onPlaced(call)
    case 'placing-failed':
      return call.phase.placed ? stay(call) : placeAgain(call)
    case 'participant-joined':
      if (identifyParty(call, event.participant) !== 'customer') return stay(call)
      return onPlaced({ ...call, conferenceSid: event.conferenceSid })
    case 'participant-left':
      // Their call goes on, so their document may lead them to the next place.
      return { call, effects: [readCall(call)] }
    case 'agent-reserved':
      return reserveFor(call, event)
    case 'retrieve-requested':
      return retrieve(call, event.leg, at)
    case 'reservation-accepted-elsewhere':
      return onOldReservationAccepted(call, event)
    case 'customer-left':
      return abandon(call, at)
    case 'task-missing':
      return createQueueTask(call)
    case 'call-read': {
      const out = endAllLegs(call, event.reading)
      if (event.reading.customerCall !== 'gone') return out
      return chain(out, (next) => abandon(next, at))
    }
    case 'ring-created':
      // The Reservation ended while Twilio was still creating its leg.
      return endLeg(call, event.callSid)
  }
}

/** The customer waits where a desk can meet them: TaskRouter may choose one. */
function onPlaced(call: CallIn<'queued'>): Step {
  if (call.phase.placed) return stay(call)
  return createQueueTask({ ...call, phase: { ...call.phase, placed: true } })
}
