import type { EventFor, EventOf } from '../model/event-owner.ts'
import type { Reservation, PhaseOf } from '../model/phase.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Reading } from '../model/call-event.ts'
import { createActivePhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { isFormerQueueTask, withTask } from '../tasks/tasks.ts'
import { UNSEEN_MS } from '../conversation/reading.ts'
import { abandon } from '../ending/finish.ts'
import { CUSTOMER } from '../model/party.ts'
import {
  chain,
  endLeg,
  enterPhase,
  hasAgentAnswered,
  identifyParty,
  countSeconds,
  readCall,
  stay,
} from '../model/step.ts'
import {
  acceptReservation,
  returnToQueue,
  endReservedLeg,
  writeReservationHistory,
} from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { onAcceptedElsewhere } from './taken-elsewhere.ts'
import { retrieve } from './returning.ts'
import { waitsNowhere } from './used-place.ts'
import { onAgentRejected } from './rejecting.ts'
import { beginRing, endRest, isResting, withDeclined, withRest } from './resting.ts'

/** How long after the end of a Reservation a lost report of its leg is waited for, ms. */
const RING_GRACE_MS = 4000

/** The pause before a request that Twilio did not answer is repeated, ms. */
export const RETRY_MS = 2000

/**
 * When a ring without a report must be over. Where no leg rings there is no report to wait for. A ring that Twilio
 * has not created is retried as long as the Reservation leaves time for it to ring.
 */
export function getRingEnd({ reservation, overdue }: PhaseOf<'reserved'>): number {
  const { since, deadline, reservedUntil, restsUntil } = reservation
  if (restsUntil !== null) return restsUntil
  if (overdue || !isUnrung(reservation) || reservedUntil === null)
    return deadline + getGraceMs(reservation)
  // TaskRouter takes an agent out of routing whose Reservation times out. That must not happen to one who could not
  // answer.
  return Math.max(reservedUntil - getRingMs(reservation), (since + reservedUntil) / 2)
}

/** The desk should ring, and no report says that it does: the agent is not responsible for the outcome. */
function isUnrung({ callWaiting, leg, restsUntil }: Reservation): boolean {
  return restsUntil !== null || (!callWaiting && leg.callSid === null)
}

function getRingMs({ since, deadline }: Reservation): number {
  return deadline - since
}

/** The desk rings from now on, for as long as one that rings at once. */
function startRing(call: CallIn<'reserved'>, callSid: string, at: number): Step {
  const { reservation } = call.phase
  const latest = reservation.reservedUntil ?? reservation.deadline
  const deadline = Math.max(reservation.deadline, Math.min(at + getRingMs(reservation), latest))
  const ringing = { ...reservation, deadline, leg: { ...reservation.leg, callSid } }
  return enterPhase(call, { ...call.phase, reservation: ringing })
}

function getGraceMs({ callWaiting, leg }: Reservation): number {
  return callWaiting && leg.callSid === null ? 0 : RING_GRACE_MS
}

export function handleReserved(
  call: CallIn<'reserved'>,
  event: EventFor<'reserved'>,
  at: number,
): Step {
  const { reservation } = call.phase
  switch (event.kind) {
    case 'agent-reserved':
      return onAgentReserved(call, event)
    case 'ring-created':
      return onRingCreated(call, event, at)
    case 'device-connected': {
      // A waiting call is answered by a Device that connects; its join in the Conference confirms it.
      if (!reservation.callWaiting || reservation.leg.callSid !== null) return stay(call)
      if (isResting(call)) return stay(call)
      const leg = { ...reservation.leg, callSid: event.callSid }
      return enterPhase(call, {
        ...call.phase,
        reservation: { ...reservation, leg },
        overdue: false,
      })
    }
    case 'ring-failed':
      return event.partyId === reservation.leg.partyId ? onNotRung(call, at) : stay(call)
    case 'leg-status':
      return event.partyId === reservation.leg.partyId ? onLegStatus(call, event, at) : stay(call)
    case 'participant-joined': {
      const { conferenceSid, participant } = event
      const who = identifyParty(call, participant)
      if (who === 'customer') return stay({ ...call, conferenceSid })
      if (who !== 'agent') return stay(call)
      const { call: talking, effects } = onAnswered(call, participant.callSid, at)
      return { call: { ...talking, conferenceSid }, effects }
    }
    case 'participant-left':
      if (identifyParty(call, event.participant) !== 'customer') return stay(call)
      // Their call goes on, so their document may lead them to the next place.
      return { call, effects: [readCall(call)] }
    case 'customer-placed':
      return stay(call)
    case 'reservation-over':
      if (event.reservationSid !== reservation.reservationSid) return stay(call)
      return onReservationOver(call, at)
    case 'rest-interrupted':
      return isResting(call) ? giveBack(call, 'not-rung', at) : stay(call)
    case 'reservation-accepted-elsewhere':
      return onAcceptedElsewhere(call, event)
    case 'hang-up-requested':
      return isResting(call)
        ? giveBack(call, 'not-rung', at)
        : giveBack(call, 'declined', at, ...endReservedLeg(reservation))
    case 'retrieve-requested':
      return retrieve(call, event.leg, at)
    case 'customer-left':
      return onCallerLeft(call, at)
    case 'call-read':
      return onCallRead(call, event.reading, at)
    case 'tick':
      return onTick(call, at)
  }
}

/** The end of the older Reservation has not been reported yet; the newer one proves it. */
function onAgentReserved(call: CallIn<'reserved'>, event: EventOf<'agent-reserved'>): Step {
  const { reservation } = call.phase
  if (event.reservation.reservationSid === reservation.reservationSid) return stay(call)
  const outcome = getOutcome(reservation)
  const freed = returnToQueue(call, reservation, outcome, ...endReservedLeg(reservation))
  const next = reserveFor(freed.call, event)
  if (next.call === freed.call) return stay(call)
  return { call: next.call, effects: [...freed.effects, ...next.effects] }
}

function onRingCreated(call: CallIn<'reserved'>, event: EventOf<'ring-created'>, at: number): Step {
  const { reservation } = call.phase
  if (event.partyId !== reservation.leg.partyId) {
    return { call, effects: [{ kind: 'end-leg', callSid: event.callSid }] }
  }
  return isUnrung(reservation) ? startRing(call, event.callSid, at) : stay(call)
}

function onReservationOver(call: CallIn<'reserved'>, at: number): Step {
  const { reservation } = call.phase
  // If it timed out, TaskRouter has taken the agent out of routing: the rejection undoes that.
  if (isUnrung(reservation)) return giveBack(call, 'not-rung', at)
  return returnToQueue(call, reservation, 'missed', ...endReservedLeg(reservation))
}

/** A lost report may have been the answer: Twilio is asked before anybody is hung up on. */
function onTick(call: CallIn<'reserved'>, at: number): Step {
  if (at < getRingEnd(call.phase)) return stay(call)
  if (isResting(call)) return endRest(call, at)
  const { reservation } = call.phase
  const waiting = { ...reservation, deadline: at + RETRY_MS - getGraceMs(reservation) }
  return enterPhase(call, { kind: 'reserved', reservation: waiting, overdue: true }, readCall(call))
}

export function reserveFor(call: Call, event: EventOf<'agent-reserved'>): Step {
  const { reservation } = event
  if (call.spentReservations.includes(reservation.reservationSid)) return stay(call)
  if (isFormerQueueTask(call, reservation.taskSid)) return stay(call)
  const known = {
    ...call,
    waitedSeconds: event.waitedSeconds,
    queueName: event.queueName ?? call.queueName,
  }
  const offered = {
    kind: 'reserved',
    reservation: withRest(call, reservation),
    overdue: false,
  } as const
  return beginRing(known, offered)
}

/** What Twilio lists about a ring: after a restart, or when its report is overdue. */
function onCallRead(call: CallIn<'reserved'>, reading: Reading, at: number): Step {
  const { reservation, overdue } = call.phase
  if (reading.customerCall === 'gone') return onCallerLeft(call, at)
  const answered = hasAgentAnswered(call, reading)
  const callSid = reservation.leg.callSid ?? findAgentLeg(call, reading)
  if (answered === true && callSid !== null) return onAnswered(call, callSid, at)
  if (waitsNowhere(call, reading))
    return giveBack(call, 'not-rung', at, ...endReservedLeg(reservation))
  if (!overdue || answered === null) return stay(call)
  return giveBack(call, getOutcome(reservation), at, ...endReservedLeg(reservation))
}

/** The agent's leg, when only the reading names it. */
function findAgentLeg(call: Call, { participants }: Reading): string | null {
  const found = participants?.find(
    ({ participant }) => identifyParty(call, participant) === 'agent',
  )
  return found?.participant.callSid ?? null
}

function getOutcome(reservation: Reservation): 'missed' | 'not-rung' {
  return isUnrung(reservation) ? 'not-rung' : 'missed'
}

/** The caller has hung up: only a desk that rang has missed the call. */
function onCallerLeft(call: CallIn<'reserved'>, at: number): Step {
  const { reservation } = call.phase
  const history = isUnrung(reservation) ? [] : [writeReservationHistory(reservation, 'missed')]
  return abandon(call, at, ...endReservedLeg(reservation), ...history)
}

/** Twilio did not ring this desk. TaskRouter may choose it again at once, so the rejections are spaced. */
function onNotRung(call: CallIn<'reserved'>, at: number): Step {
  const { reservation } = call.phase
  const { taskSid, reservationSid, leg } = reservation
  const { workerSid } = leg
  const freed = returnToQueue(call, reservation, 'not-rung', ...endReservedLeg(reservation))
  return chain(freed, (next) =>
    onAgentRejected(next, { atOnce: false, taskSid, reservationSid, workerSid }, at),
  )
}

function onLegStatus(call: CallIn<'reserved'>, event: EventOf<'leg-status'>, at: number): Step {
  const { reservation } = call.phase
  // An earlier leg of this Reservation, which rang in another place.
  if (call.endedLegs.includes(event.callSid)) return stay(call)
  switch (event.status) {
    case 'in-progress':
      return onAnswered(call, event.callSid, at)
    case 'busy':
      return giveBack(call, 'declined', at)
    case 'no-answer':
    case 'completed':
      return giveBack(call, 'missed', at)
    case 'failed':
    case 'canceled':
      // Where a leg rang, Twilio did it, or somebody with access to the account: not the agent.
      return reservation.callWaiting ? giveBack(call, 'missed', at) : onNotRung(call, at)
    case 'ringing':
      // Proves a leg whose creation was not answered.
      return isUnrung(reservation) ? startRing(call, event.callSid, at) : stay(call)
  }
}

/**
 * The leg is up, so a person has answered, and is where the customer waits. TaskRouter learns of it beside their
 * talk. Where no report has shown the customer, Twilio is asked.
 */
function onAnswered(call: CallIn<'reserved'>, callSid: string, at: number): Step {
  const { reservation } = call.phase
  const { taskSid, reservationSid, leg } = reservation
  const { partyId, identity } = leg
  // The desk counted on while it rang.
  const waitedSeconds = call.waitedSeconds + countSeconds(reservation.since, at)
  const task = {
    partyId,
    identity,
    taskSid,
    reservationSid,
    accepted: false,
    due: null,
    held: false,
  }
  const known = withTask({ ...call, waitedSeconds }, task)
  const phase = createActivePhase(known, { ...leg, callSid }, at)
  const accept = acceptReservation(reservation)
  if (call.seenPlace === call.place) return enterPhase(known, phase, accept)
  // Their music's host may keep them from coming in.
  const parties = phase.parties.map((party) =>
    party.partyId === CUSTOMER ? { ...party, expectedUntil: at + UNSEEN_MS } : party,
  )
  return enterPhase(known, { ...phase, parties }, accept, readCall(call))
}

/** The customer has gone on to another place of the call: the desk rings there. */
export function ringAgain(call: CallIn<'reserved'>): Step {
  const { reservation, overdue } = call.phase
  const { callSid } = reservation.leg
  const offered = {
    kind: 'reserved',
    overdue,
    reservation: { ...reservation, leg: { ...reservation.leg, callSid: null } },
  } as const
  return chain(endLeg(call, callSid), (next) => beginRing(next, offered))
}

/** The agent has not taken the call. */
function giveBack(
  call: CallIn<'reserved'>,
  outcome: 'declined' | 'missed' | 'not-rung',
  at: number,
  ...effects: readonly CallEffect[]
): Step {
  const { reservation } = call.phase
  const { taskSid, reservationSid, callWaiting, leg } = reservation
  const { workerSid } = leg
  const ref = { taskSid, reservationSid, workerSid }
  // An agent who talks to another caller is at the desk, and must stay in routing.
  const rejection = callWaiting
    ? { ...ref, because: 'declined' as const, engagedWorkerSid: workerSid }
    : { ...ref, because: outcome }
  const known = outcome === 'declined' ? withDeclined(call, workerSid, at) : call
  return returnToQueue(known, reservation, outcome, ...effects, {
    kind: 'reject-reservation',
    ...rejection,
  })
}
