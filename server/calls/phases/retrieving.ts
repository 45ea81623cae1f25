import { assertNever } from '../../contract/assert-never.ts'
import { CONVERSATION_EVENTS, QUEUE_EVENTS, isOneOf } from '../model/event-owner.ts'
import type { PhaseEvent } from '../model/event-owner.ts'
import type { AgentLeg } from '../model/phase.ts'
import { endAllLegs } from '../ending/aftermath.ts'
import type { Reading } from '../model/call-event.ts'
import { DEVICE_TIMEOUT_MS, createActivePhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { chain, endLeg, enterPhase, identifyParty, stay } from '../model/step.ts'
import { endReservedLeg } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/*
 * The agent who transferred the customer to a queue wants them back, and nobody has answered. The customer leaves the queue at
 * once, so that TaskRouter cancels the Task and no other desk can answer. They meet the agent, whose Device connects, in the
 * Conference. If that fails the customer is put back into the queue.
 */

/** Whether this agent may have the customer back now. */
export function canRetrieve({ phase, handover }: Call, identity: string): boolean {
  const waits = phase.kind === 'queued' || phase.kind === 'reserved'
  return waits && handover?.kind === 'queue' && handover.fromIdentity === identity
}

export function retrieve(call: CallIn<'queued' | 'reserved'>, leg: AgentLeg, at: number): Step {
  const { callSid } = call.customer
  if (callSid === null || !canRetrieve(call, leg.identity)) return stay(call)
  const reservation = call.phase.kind === 'reserved' ? call.phase.reservation : null
  const spent = reservation === null ? [] : [reservation.reservationSid]
  return enterPhase(
    { ...call, spentReservations: [...call.spentReservations, ...spent] },
    { kind: 'retrieving', leg, since: at, deadline: at + DEVICE_TIMEOUT_MS, arrived: [] },
    { kind: 'move-caller', callSid },
    ...(reservation === null ? [] : endReservedLeg(reservation)),
  )
}

const IGNORED = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'ring-failed',
  'conference-ended',
  'hang-up-failed',
] as const

export function handleRetrieving(call: CallIn<'retrieving'>, event: PhaseEvent, at: number): Step {
  const { phase } = call
  const { leg } = phase
  switch (event.kind) {
    case 'device-connected':
      if (leg.callSid !== null) return stay(call)
      return enterPhase(call, { ...phase, leg: { ...leg, callSid: event.callSid } })
    case 'participant-joined': {
      const who = identifyParty(call, event.who)
      if (who === null) return stay(call)
      const callSid = who === 'agent' ? event.who.callSid : leg.callSid
      const inConference = { ...call, conferenceSid: event.conferenceSid }
      return onArrived(
        { ...inConference, phase: { ...phase, leg: { ...leg, callSid } } },
        [who],
        at,
      )
    }
    case 'participant-left':
      return identifyParty(call, event.who) === 'agent' ? requeue(call) : stay(call)
    case 'leg-status': {
      const up = event.status === 'ringing' || event.status === 'in-progress'
      return event.partyId !== leg.partyId || up ? stay(call) : requeue(call)
    }
    case 'hang-up-requested':
      return requeue(call)
    case 'move-failed':
      return event.failure === 'gone' ? finish(call, 'customer-hung-up', at) : requeue(call)
    case 'customer-left':
      return finish(call, 'customer-hung-up', at)
    case 'ring-created':
      // The other desk's ring was cancelled while Twilio was still creating its leg.
      return endLeg(call, event.callSid)
    case 'tick':
      if (at < phase.deadline) return stay(call)
      return enterPhase(
        call,
        { ...phase, deadline: at + CONFIRM_TIMEOUT_MS },
        { kind: 'read-call', asOfRequest: call.requestCount },
      )
    case 'call-read':
      return onCallRead(call, event.reading, at)
    default:
      return isOneOf(event, IGNORED) ? stay(call) : assertNever(event)
  }
}

/** Once both are here they talk, and new after-call work begins when they have. */
function onArrived(
  call: CallIn<'retrieving'>,
  who: readonly ('customer' | 'agent')[],
  at: number,
): Step {
  const { phase } = call
  const here = [...new Set([...phase.arrived, ...who])]
  if (here.length < 2) return enterPhase(call, { ...phase, arrived: here })
  const { leg } = phase
  const talking = { ...call, handover: null, phase: createActivePhase(call, leg, at) }
  const { identity } = leg
  return chain(openTask(talking, leg, null), (next) => ({
    call: next,
    effects: [{ kind: 'withdraw-wrap-up', identity }],
  }))
}

/** What Twilio lists: after a restart, or when a report is overdue. */
function onCallRead(call: CallIn<'retrieving'>, reading: Reading, at: number): Step {
  const { since, leg } = call.phase
  if (reading.customerCall === 'gone') return finish(call, 'customer-hung-up', at)
  if (reading.participants === null) return stay(call)
  const here = reading.participants
    .filter(({ answered }) => answered !== false)
    .flatMap(({ who }) => identifyParty(call, who) ?? [])
  if (here.includes('agent') && here.includes('customer')) return onArrived(call, here, at)
  if (at < since + DEVICE_TIMEOUT_MS && leg.callSid === null) return stay(call)
  // Nobody is left to wait there alone.
  return chain(requeue(call), (next) => endAllLegs(next, reading))
}

function requeue(call: CallIn<'retrieving'>): Step {
  const { customer, queueName, handover, queuedAt, phase } = call
  const { callSid } = customer
  const back =
    callSid === null ? [] : [{ kind: 'requeue-caller', callSid, queueName, handover } as const]
  return chain(
    enterPhase(
      call,
      { kind: 'queued', since: queuedAt, answered: null, requeueAt: null, requeueAttempts: 0 },
      ...back,
    ),
    (next) => endLeg(next, phase.leg.callSid),
  )
}
