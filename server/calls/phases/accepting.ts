import { assertNever } from '../../contract/assert-never.ts'
import { CONVERSATION_EVENTS, QUEUE_EVENTS, isOneOf } from '../model/event-owner.ts'
import type { PhaseEvent } from '../model/event-owner.ts'
import type { Reservation } from '../model/phase.ts'
import { abandon } from '../ending/finish.ts'
import type { CallEffect } from '../model/call-effect.ts'
import { backOffMs, LONGEST_WHILE_WAITING_MS } from '../model/back-off.ts'
import type { CallIn } from '../model/call.ts'
import { stay, identifyParty, enterPhase } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { returnToQueue, endReservedLeg, writeReservationHistory } from '../model/reservation.ts'
import { withTask } from '../tasks/tasks.ts'
import { onAccepted, isOver, toTask } from './connecting.ts'

const IGNORED = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'ring-failed',
  'conference-ended',
  'move-failed',
  'device-connected',
  'hang-up-failed',
] as const

/** Between the agent's answer and TaskRouter's acceptance. */
export function handleAccepting(call: CallIn<'accepting'>, event: PhaseEvent, at: number): Step {
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
      return returnToQueue(
        call,
        reservation,
        'not-known-yet',
        ...endReservedLeg(reservation),
        rejectReservation(reservation),
        {
          kind: 'read-call',
          asOfRequest: call.requestCount,
        },
      )
    case 'ring-created':
      if (event.partyId !== reservation.leg.partyId) return stay(call)
      return { call: { ...call, conferenceSid: event.conferenceSid }, effects: [] }
    case 'participant-joined':
      if (identifyParty(call, event.who) !== 'agent') return stay(call)
      return { call: { ...call, conferenceSid: event.conferenceSid }, effects: [] }
    case 'leg-status':
      if (event.partyId !== reservation.leg.partyId || !isOver(event.status)) return stay(call)
      return enterPhase(call, { ...phase, agentLeft: true })
    case 'participant-left':
      if (identifyParty(call, event.who) !== 'agent') return stay(call)
      return enterPhase(call, { ...phase, agentLeft: true })
    case 'hang-up-requested':
      return enterPhase(call, { ...phase, agentLeft: true }, ...endReservedLeg(reservation))
    case 'customer-left': {
      // The acceptance under way may still succeed; its answer then closes this Task.
      const left = withTask(call, { ...toTask(reservation), accepted: false, due: 'completed' })
      return abandon(
        left,
        at,
        ...endReservedLeg(reservation),
        writeReservationHistory(reservation, 'abandoned'),
      )
    }
    case 'tick':
      if (phase.retryAt === null || at < phase.retryAt) return stay(call)
      return enterPhase(call, { ...phase, retryAt: null }, acceptReservation(reservation))
    case 'call-read':
      // After a restart nobody waits for the answer to the acceptance any more: ask again.
      return { call, effects: [acceptReservation(reservation)] }
    default:
      return isOneOf(event, IGNORED) ? stay(call) : assertNever(event)
  }
}

export function acceptLater(
  call: CallIn<'accepting'>,
  retryAfterMs: number | null,
  at: number,
): Step {
  const { phase, callId } = call
  const { attempts, retryAt } = phase
  if (retryAt !== null) return stay(call)
  const pause = backOffMs(callId, attempts, retryAfterMs, LONGEST_WHILE_WAITING_MS)
  return enterPhase(call, { ...phase, retryAt: at + pause, attempts: attempts + 1 })
}

/** The agent has answered, so they stay in routing whatever happens to the Reservation. */
export function rejectReservation({ taskSid, reservationSid, leg }: Reservation): CallEffect {
  const { workerSid } = leg
  return { kind: 'reject-reservation', taskSid, reservationSid, because: 'not-rung', workerSid }
}

export function acceptReservation(reservation: Reservation): CallEffect {
  const { taskSid, reservationSid } = reservation
  return { kind: 'accept-reservation', taskSid, reservationSid }
}
