import type { CallEvent, ParticipantRef } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { CUSTOMER } from '../model/party.ts'
import { chain, identifyParty, placeAgain } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { cancelQueueTask } from '../tasks/tasks.ts'

/*
 * A Conference starts when somebody joins the customer, and then it has no music any more. An agent may answer at the
 * very moment in which their ring is given up.
 */

/** Somebody is with the customer in this place. The next who comes after its Conference has ended opens another one. */
export function withUsedPlace(call: Call, event: CallEvent): Call {
  if (event.kind === 'conference-ended' && event.conferenceSid === call.conferenceSid)
    return call.phase.kind === 'ended' ? call : { ...call, conferenceSid: null }
  if (event.kind !== 'participant-joined' || event.place !== call.place) return call
  if (call.usedPlace === event.place || call.phase.kind === 'ended') return call
  return isCustomer(call, event.participant) ? call : { ...call, usedPlace: event.place }
}

function isCustomer(call: Call, who: ParticipantRef): boolean {
  return who.label === CUSTOMER || identifyParty(call, who) === 'customer'
}

/** Nobody is left with a customer who waits in the queue: they wait in the next place, with a Task of its own. */
export function leaveUsedPlace(step: Step): Step {
  const { call } = step
  if (!isIn(call, 'queued') || !call.phase.placed || call.usedPlace !== call.place) return step
  const canceled = {
    call: { ...call, phase: { ...call.phase, placed: false } },
    effects: cancelQueueTask(call),
  }
  return chain(step, () => chain(canceled, placeAgain))
}
