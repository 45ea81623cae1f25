import type { CallEvent, ParticipantRef, Reading } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { CUSTOMER } from '../model/party.ts'
import { chain, identifyParty, placeAgain } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { cancelQueueTask } from '../tasks/tasks.ts'

/*
 * Places in which nobody waits any more. A Conference starts when somebody joins the customer, and then it has no music;
 * an agent may answer at the very moment in which their ring is given up. And somebody with access to the account may
 * send a waiting customer elsewhere.
 */

/**
 * What an event says of the call's place: somebody is with the customer, or the customer was seen there, or has left it.
 * The next who comes after its Conference has ended opens another one.
 */
export function withUsedPlace(call: Call, event: CallEvent): Call {
  if (event.kind === 'conference-ended' && event.conferenceSid === call.conferenceSid)
    return call.phase.kind === 'ended' ? call : { ...call, conferenceSid: null, seenPlace: null }
  if (event.kind === 'call-read')
    return isListed(call, event.reading) ? withCustomerSeen(call) : call
  if (!('place' in event) || event.place !== call.place || call.phase.kind === 'ended') return call
  if (event.kind === 'participant-left') {
    const goesOn = event.moved === true && isCustomer(call, event.participant)
    return goesOn ? { ...call, leftPlace: event.place } : call
  }
  if (event.kind !== 'participant-joined') return call
  if (isCustomer(call, event.participant)) {
    const seen = withCustomerSeen(call)
    return seen.leftPlace === event.place ? { ...seen, leftPlace: null } : seen
  }
  return call.usedPlace === event.place ? call : { ...call, usedPlace: event.place }
}

function withCustomerSeen(call: Call): Call {
  return call.seenPlace === call.place ? call : { ...call, seenPlace: call.place }
}

function isListed(call: Call, { participants }: Reading): boolean {
  return participants?.some(({ participant }) => isCustomer(call, participant)) ?? false
}

function isCustomer(call: Call, who: ParticipantRef): boolean {
  return who.label === CUSTOMER || identifyParty(call, who) === 'customer'
}

/** The customer's call goes on, and they have left the place where they are to wait. */
export function waitsNowhere(call: Call, reading: Reading): boolean {
  const { participants, customerCall } = reading
  if (call.leftPlace !== call.place || participants === null) return false
  return !isListed(call, reading) && (customerCall === 'answered' || customerCall === 'live')
}

/** A customer who waits in the queue, and not in their place, waits in the next one, with a Task of its own. */
export function leaveUsedPlace(step: Step, event: CallEvent): Step {
  const { call } = step
  if (!isIn(call, 'queued') || !call.phase.placed) return step
  const isAway = event.kind === 'call-read' && waitsNowhere(call, event.reading)
  if (call.usedPlace !== call.place && !isAway) return step
  const canceled = {
    call: { ...call, phase: { ...call.phase, placed: false } },
    effects: cancelQueueTask(call),
  }
  return chain(step, () => chain(canceled, placeAgain))
}
