import type { Offer } from '../model/phase.ts'
import { abandon } from '../ending/finish.ts'
import type { CallCommand } from '../model/call-effect.ts'
import { backOffMs, LONGEST_WHILE_WAITING_MS } from '../model/back-off.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { CallIn } from '../model/call.ts'
import { stay, partyOf, go } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { backToQueue, endOffered, recordOffer } from '../model/reservation.ts'
import { withTask } from '../tasks/tasks.ts'
import { accepted, isOver, taskOf } from './connecting.ts'

/** Between the agent's answer and TaskRouter's acceptance. */
export function whileAccepting(call: CallIn<'accepting'>, event: CallEvent, at: number): Step {
  const { phase } = call
  const { offer } = phase
  switch (event.kind) {
    case 'accept-succeeded':
      return event.reservationSid === offer.reservationSid ? accepted(call, at) : stay(call)
    case 'accept-failed':
      if (event.reservationSid !== offer.reservationSid) return stay(call)
      // Not answered is not refused: TaskRouter may even have accepted, so it is asked until it says.
      if (event.refusal === 'unreachable') return acceptLater(call, event.retryAfterMs ?? null, at)
      // Canceled or timed out in the meantime, often because the caller gave up: nobody to talk to.
      return backToQueue(call, offer, 'not-known-yet', ...endOffered(offer), givenUp(offer), {
        kind: 'read-back',
        upTo: call.asks,
      })
    case 'ring-created':
      if (event.partyId !== offer.leg.partyId) return stay(call)
      return { call: { ...call, conferenceSid: event.conferenceSid }, commands: [] }
    case 'joined':
      if (partyOf(call, event.who) !== 'agent') return stay(call)
      return { call: { ...call, conferenceSid: event.conferenceSid }, commands: [] }
    case 'leg-status':
      if (event.partyId !== offer.leg.partyId || !isOver(event.status)) return stay(call)
      return go(call, { ...phase, agentGone: true })
    case 'left':
      if (partyOf(call, event.who) !== 'agent') return stay(call)
      return go(call, { ...phase, agentGone: true })
    case 'hang-up-asked':
      return go(call, { ...phase, agentGone: true }, ...endOffered(offer))
    case 'customer-gone': {
      // The acceptance under way may still succeed; its answer then closes this Task.
      const left = withTask(call, { ...taskOf(offer), accepted: false, due: 'completed' })
      return abandon(left, at, ...endOffered(offer), recordOffer(offer, 'abandoned'))
    }
    case 'tick':
      if (phase.retryAt === null || at < phase.retryAt) return stay(call)
      return go(call, { ...phase, retryAt: null }, acceptance(offer))
    case 'read-back':
      // After a restart nobody waits for the acceptance's answer any more: ask again.
      return { call, commands: [acceptance(offer)] }
    default:
      return stay(call)
  }
}

export function acceptLater(
  call: CallIn<'accepting'>,
  retryAfterMs: number | null,
  at: number,
): Step {
  const { phase, callId } = call
  const { tried, retryAt } = phase
  if (retryAt !== null) return stay(call)
  const pause = backOffMs(callId, tried, retryAfterMs, LONGEST_WHILE_WAITING_MS)
  return go(call, { ...phase, retryAt: at + pause, tried: tried + 1 })
}

/** The agent has answered: whatever has become of the Reservation, they stay in routing. */
export function givenUp({ taskSid, reservationSid, leg }: Offer): CallCommand {
  const { workerSid } = leg
  return { kind: 'reject-reservation', taskSid, reservationSid, because: 'not-rung', workerSid }
}

export function acceptance(offer: Offer): CallCommand {
  const { taskSid, reservationSid } = offer
  return { kind: 'accept-reservation', taskSid, reservationSid }
}
