import type { EventFor } from '../model/event-owner.ts'
import { abandon } from '../ending/finish.ts'
import { backOffMs, LONGEST_WHILE_WAITING_MS } from '../model/back-off.ts'
import { createQueuedPhase } from '../model/call.ts'
import type { CallIn } from '../model/call.ts'
import { enterPhase, hasAgentLeft, identifyParty, readCall, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import {
  acceptReservation,
  endReservedLeg,
  withReservationSpent,
  writeReservationHistory,
} from '../model/reservation.ts'
import { withTask } from '../tasks/tasks.ts'
import { onAccepted, toTask } from './connecting.ts'

/** Between the agent's answer and TaskRouter's acceptance. */
export function handleAccepting(
  call: CallIn<'accepting'>,
  event: EventFor<'accepting'>,
  at: number,
): Step {
  const { phase } = call
  const { reservation } = phase
  switch (event.kind) {
    case 'accept-succeeded':
      return event.reservationSid === reservation.reservationSid ? onAccepted(call, at) : stay(call)
    case 'accept-failed':
      if (event.reservationSid !== reservation.reservationSid) return stay(call)
      // No answer is no refusal: TaskRouter may even have accepted, so it is asked until it answers.
      if (event.failure === 'unreachable') return acceptLater(call, event.retryAfterMs ?? null, at)
      // Canceled or timed out meanwhile, often because the caller hung up: there is nobody to talk to.
      return onRefused(call)
    case 'ring-created':
      if (event.partyId !== reservation.leg.partyId) return stay(call)
      return stay({ ...call, conferenceSid: event.conferenceSid })
    case 'participant-joined':
      if (identifyParty(call, event.participant) !== 'agent') return stay(call)
      return stay({ ...call, conferenceSid: event.conferenceSid })
    case 'leg-status':
    case 'participant-left':
      if (!hasAgentLeft(call, event)) return stay(call)
      return enterPhase(call, { ...phase, agentLeft: true })
    case 'hang-up-requested':
      return enterPhase(call, { ...phase, agentLeft: true }, ...endReservedLeg(reservation))
    case 'customer-left': {
      // The acceptance under way may still succeed; its answer then closes this Task.
      const left = withTask(call, { ...toTask(reservation), accepted: false, due: 'completed' })
      const history = writeReservationHistory(reservation, 'abandoned')
      return abandon(left, at, ...endReservedLeg(reservation), history)
    }
    case 'tick':
      if (phase.retryAt === null || at < phase.retryAt) return stay(call)
      return enterPhase(call, { ...phase, retryAt: null }, acceptReservation(reservation))
    case 'call-read':
      // After a restart nobody waits for the answer to the acceptance any more: ask again.
      return { call, effects: [acceptReservation(reservation)] }
  }
}

function acceptLater(call: CallIn<'accepting'>, retryAfterMs: number | null, at: number): Step {
  const { phase, callId } = call
  const { attempts, retryAt } = phase
  if (retryAt !== null) return stay(call)
  const pause = backOffMs(callId, attempts, retryAfterMs, LONGEST_WHILE_WAITING_MS)
  return enterPhase(call, { ...phase, retryAt: at + pause, attempts: attempts + 1 })
}

/** The agent has answered, so they stay in routing whatever happens to the Reservation. */
function onRefused(call: CallIn<'accepting'>): Step {
  const { reservation } = call.phase
  const { taskSid, reservationSid, leg } = reservation
  const { workerSid } = leg
  return enterPhase(
    withReservationSpent(call, reservation),
    createQueuedPhase(call.queuedAt, reservation),
    ...endReservedLeg(reservation),
    { kind: 'reject-reservation', taskSid, reservationSid, because: 'not-rung', workerSid },
    readCall(call),
  )
}
