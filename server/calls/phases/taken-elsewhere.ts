import type { CallCommand } from '../model/call-effect.ts'
import type { Call, CallIn } from '../model/call.ts'
import { stay } from '../model/step.ts'
import { backToQueue, endOffered } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'

/*
 * With a Worker's token somebody can accept a Reservation, take its caller out of the queue, or send them elsewhere. The agent
 * answers at the desk and nowhere else: the caller gets a new place in the queue, and the Reservation is over.
 */
interface Taken {
  readonly taskSid: string
  readonly reservationSid: string
}

/** The Reservation that rings a desk was accepted by somebody else than the server. */
export function offerTaken(call: CallIn<'offered'>, taken: Taken): Step {
  const { offer } = call.phase
  if (taken.reservationSid !== offer.reservationSid) return stay(call)
  return backToQueue(
    call,
    offer,
    'declined',
    ...endOffered(offer),
    ...again(call),
    completed(taken),
  )
}

/** One that was over for the server already: it was accepted before it could be rejected. */
export function spentOfferTaken(call: CallIn<'queued'>, taken: Taken): Step {
  const { taskSid, reservationSid } = taken
  const accepted = call.tasks.some((task) => task.reservationSid === reservationSid)
  if (accepted || !call.spentReservations.includes(reservationSid)) return stay(call)
  // A caller who has been queued again since has another Task.
  const place = call.queueTasks.find((task) => task.taskSid === taskSid)
  const newest = place === undefined || place.queuing === call.queuings
  return { call, commands: [...(newest ? again(call) : []), completed(taken)] }
}

/** The caller left their newest place in the queue, and nobody of us has asked for that. */
export function takenFromQueue(call: CallIn<'queued' | 'offered'>, queuing: number): Step {
  if (queuing !== call.queuings) return stay(call)
  const { phase } = call
  if (phase.kind === 'queued') return { call, commands: again(call) }
  return backToQueue(call, phase.offer, 'declined', ...endOffered(phase.offer), ...again(call))
}

function again({ customer, queueName, handing }: Call): readonly CallCommand[] {
  const { callSid } = customer
  return callSid === null ? [] : [{ kind: 'requeue-caller', callSid, queueName, handing }]
}

function completed({ taskSid, reservationSid }: Taken): CallCommand {
  return { kind: 'complete-reservation', taskSid, reservationSid }
}
