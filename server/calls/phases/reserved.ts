import type { Offer, PhaseOf } from '../model/phase.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent, ReadBack } from '../model/call-event.ts'
import type { CallIn } from '../model/call.ts'
import { abandon } from '../ending/finish.ts'
import { andThen, go, partyOf, secondsBetween, stay } from '../model/step.ts'
import { backToQueue, endOffered, recordOffer } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { offerTaken, takenFromQueue } from './taken-elsewhere.ts'
import { takeBack } from './retrieving.ts'
import { turnedAway } from './rejecting.ts'

/** How long past an offer's end a lost report of its leg is waited for, ms. */
export const RING_GRACE_MS = 4000

/** How long to wait before something that Twilio did not answer is asked again, ms. */
export const RETRY_MS = 2000

/**
 * When a ring that nobody has reported on must be over. Where no leg rings there is no report to wait for; one that Twilio
 * has not created is tried as long as the Reservation leaves time for it to ring.
 */
export function ringsUntil({ offer, overdue }: PhaseOf<'offered'>): number {
  if (!overdue && isUnrung(offer)) return triedUntil(offer)
  return offer.deadline + graceOf(offer)
}

/** The desk was to ring, and nothing has told that it did: whatever comes of it is nothing of the agent's. */
export function isUnrung({ callWaiting, leg }: Offer): boolean {
  return !callWaiting && leg.callSid === null
}

/** TaskRouter takes an agent whose Reservation runs out out of routing: that must not happen to one who could not answer. */
function triedUntil(offer: Offer): number {
  const { since, reservedUntil } = offer
  if (reservedUntil === null) return offer.deadline + graceOf(offer)
  return Math.max(reservedUntil - ringMs(offer), (since + reservedUntil) / 2)
}

function ringMs({ since, deadline }: Offer): number {
  return deadline - since
}

/** The desk rings from now on, and as long as one that rings at once. */
function ringsFrom(offer: Offer, callSid: string, at: number): Offer {
  const latest = offer.reservedUntil ?? offer.deadline
  const deadline = Math.max(offer.deadline, Math.min(at + ringMs(offer), latest))
  return { ...offer, deadline, leg: { ...offer.leg, callSid } }
}

function graceOf({ callWaiting, leg }: Offer): number {
  return callWaiting && leg.callSid === null ? 0 : RING_GRACE_MS
}

export function whileOffered(call: CallIn<'offered'>, event: CallEvent, at: number): Step {
  const { offer } = call.phase
  switch (event.kind) {
    case 'offered': {
      // The end of the one before has not been reported yet; the newer offer proves it.
      if (event.offer.reservationSid === offer.reservationSid) return stay(call)
      const freed = backToQueue(call, offer, howItEnded(offer), ...endOffered(offer))
      const next = offerTo(freed.call, event)
      if (next.call === freed.call) return stay(call)
      return { call: next.call, commands: [...freed.commands, ...next.commands] }
    }
    case 'ring-created': {
      if (event.partyId !== offer.leg.partyId) {
        return { call, commands: [{ kind: 'end-leg', callSid: event.callSid }] }
      }
      const known = { ...call, conferenceSid: event.conferenceSid }
      if (!isUnrung(offer)) return { call: known, commands: [] }
      return go(known, { ...call.phase, offer: ringsFrom(offer, event.callSid, at) })
    }
    case 'device-connected': {
      // Beside another call the desk connects of its own accord; what proves it is the leg's arrival.
      if (!offer.callWaiting || offer.leg.callSid !== null) return stay(call)
      const leg = { ...offer.leg, callSid: event.callSid }
      return go(call, { kind: 'offered', offer: { ...offer, leg }, overdue: false })
    }
    case 'ring-refused':
      return event.partyId === offer.leg.partyId ? notRung(call, at) : stay(call)
    case 'leg-status':
      return event.partyId === offer.leg.partyId ? legReported(call, event, at) : stay(call)
    case 'joined':
      if (partyOf(call, event.who) !== 'agent') return stay(call)
      return answered({ ...call, conferenceSid: event.conferenceSid }, event.who.callSid, at)
    case 'offer-over':
      if (event.reservationSid !== offer.reservationSid) return stay(call)
      // Had it run out, TaskRouter has taken the agent out of routing: the rejection takes that back.
      if (isUnrung(offer)) return backToQueue(call, offer, 'not-rung', reject(call, 'not-rung'))
      return backToQueue(call, offer, 'missed', ...endOffered(offer))
    case 'offer-taken':
      return offerTaken(call, event)
    case 'taken-from-queue':
      return takenFromQueue(call, event.queuing)
    case 'hang-up-asked':
      return backToQueue(call, offer, 'declined', ...endOffered(offer), reject(call, 'declined'))
    case 'take-back-asked':
      return takeBack(call, event.leg, at)
    case 'customer-gone':
      return abandon(call, at, ...endOffered(offer), ...inVain(offer))
    case 'read-back':
      return ringReadBack(call, event.found, at)
    case 'tick': {
      if (at < ringsUntil(call.phase)) return stay(call)
      // A lost report may have been the answer: Twilio is asked before anybody is hung up on.
      const asked = { ...offer, deadline: at + RETRY_MS - graceOf(offer) }
      return go(
        call,
        { kind: 'offered', offer: asked, overdue: true },
        {
          kind: 'read-back',
          upTo: call.asks,
        },
      )
    }
    default:
      return stay(call)
  }
}

type Offered = Extract<CallEvent, { kind: 'offered' }>

export function offerTo(call: Step['call'], event: Offered): Step {
  const { offer } = event
  if (call.spentReservations.includes(offer.reservationSid)) return stay(call)
  const timeoutSeconds = Math.max(1, secondsBetween(offer.since, offer.deadline))
  const known = {
    ...call,
    waitedSeconds: event.waitedSeconds,
    queueName: event.queueName ?? call.queueName,
  }
  const offered = { kind: 'offered', offer, overdue: false } as const
  if (offer.callWaiting) return go(known, offered)
  return go(known, offered, { kind: 'ring-agent', leg: offer.leg, timeoutSeconds })
}

/** What Twilio says of a ring: after a restart, or when its report is overdue. */
function ringReadBack(call: CallIn<'offered'>, found: ReadBack, at: number): Step {
  const { offer, overdue } = call.phase
  if (found.customerCall === 'gone') {
    return abandon(call, at, ...endOffered(offer), ...inVain(offer))
  }
  const agent = found.participants?.find(
    (one) => one.answered !== false && partyOf(call, one.who) === 'agent',
  )
  if (agent !== undefined) return answered(call, agent.who.callSid, at)
  if (!overdue || found.participants === null) return stay(call)
  const how = howItEnded(offer)
  return backToQueue(call, offer, how, ...endOffered(offer), reject(call, how))
}

function howItEnded(offer: Offer): 'missed' | 'not-rung' {
  return isUnrung(offer) ? 'not-rung' : 'missed'
}

/** The caller has given up: only a desk that rang has missed them. */
function inVain(offer: Offer): readonly CallCommand[] {
  return isUnrung(offer) ? [] : [recordOffer(offer, 'missed')]
}

/**
 * Twilio will not ring this desk. It may choose the same one again at once, so the Reservation is rejected no faster than
 * TaskRouter can bear.
 */
function notRung(call: CallIn<'offered'>, at: number): Step {
  const { offer } = call.phase
  const { taskSid, reservationSid, leg } = offer
  const { workerSid } = leg
  return andThen(backToQueue(call, offer, 'not-rung', ...endOffered(offer)), (next) =>
    turnedAway(
      next,
      { kind: 'turned-away', atOnce: false, taskSid, reservationSid, workerSid },
      at,
    ),
  )
}

function legReported(
  call: CallIn<'offered'>,
  event: Extract<CallEvent, { kind: 'leg-status' }>,
  at: number,
): Step {
  const { offer } = call.phase
  switch (event.status) {
    case 'in-progress':
      return answered(call, event.callSid, at)
    case 'busy':
      return backToQueue(call, offer, 'declined', reject(call, 'declined'))
    case 'no-answer':
    case 'completed':
      return backToQueue(call, offer, 'missed', reject(call, 'missed'))
    case 'failed':
    case 'canceled':
      if (offer.callWaiting) return backToQueue(call, offer, 'missed', reject(call, 'missed'))
      // Twilio's doing, or somebody's at the account: the agent had no choice in it.
      return notRung(call, at)
    case 'ringing':
      // Proof of a leg whose creation was not answered.
      if (!isUnrung(offer)) return stay(call)
      return go(call, { ...call.phase, offer: ringsFrom(offer, event.callSid, at) })
  }
}

/** The leg is up, so a person has answered: TaskRouter first, because an unaccepted Task dies with its place in the queue. */
function answered(call: CallIn<'offered'>, callSid: string, at: number): Step {
  const { offer } = call.phase
  const { taskSid, reservationSid } = offer
  const taken = { ...offer, leg: { ...offer.leg, callSid } }
  return go(
    call,
    { kind: 'accepting', offer: taken, since: at, agentGone: false, retryAt: null, tried: 0 },
    { kind: 'accept-reservation', taskSid, reservationSid },
  )
}

function reject(call: CallIn<'offered'>, why: 'declined' | 'missed' | 'not-rung') {
  const { taskSid, reservationSid, callWaiting, leg } = call.phase.offer
  // Whoever talks to another caller is at the desk, and not to be taken out of routing.
  const because = callWaiting ? 'declined' : why
  const { workerSid } = leg
  const engaged = callWaiting ? { engagedWorkerSid: workerSid } : {}
  const common = { taskSid, reservationSid, because, workerSid }
  return { kind: 'reject-reservation', ...common, ...engaged } as const
}
