import type { EventFor } from '../model/event-owner.ts'
import type { AgentLeg } from '../model/phase.ts'
import { endAllLegs } from '../ending/aftermath.ts'
import type { Reading } from '../model/call-event.ts'
import { DEVICE_TIMEOUT_MS, createActivePhase, createQueuedPhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import {
  chain,
  endLeg,
  enterPhase,
  hasAgentLeft,
  identifyParty,
  listAnswered,
  readCall,
  requeueCaller,
  stay,
} from '../model/step.ts'
import { endReservedLeg, withReservationSpent } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/*
 * The agent who transferred the customer to a queue wants them back, and nobody has answered. The customer leaves the
 * queue at once, so that TaskRouter cancels the Task and no other desk can answer. They meet the agent, whose Device
 * connects, in the Conference. If that fails the customer is put back into the queue.
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
  return enterPhase(
    reservation === null ? call : withReservationSpent(call, reservation),
    { kind: 'retrieving', leg, since: at, deadline: at + DEVICE_TIMEOUT_MS, arrived: [] },
    { kind: 'move-caller', callSid },
    ...(reservation === null ? [] : endReservedLeg(reservation)),
  )
}

export function handleRetrieving(
  call: CallIn<'retrieving'>,
  event: EventFor<'retrieving'>,
  at: number,
): Step {
  const { phase } = call
  const { leg } = phase
  switch (event.kind) {
    case 'device-connected':
      if (leg.callSid !== null) return stay(call)
      return enterPhase(call, { ...phase, leg: { ...leg, callSid: event.callSid } })
    case 'participant-joined': {
      const who = identifyParty(call, event.participant)
      if (who === null) return stay(call)
      const { conferenceSid, participant } = event
      const callSid = who === 'agent' ? participant.callSid : leg.callSid
      const inConference = { ...call, conferenceSid, phase: { ...phase, leg: { ...leg, callSid } } }
      return onArrived(inConference, [who], at)
    }
    case 'participant-left':
    case 'leg-status':
      return hasAgentLeft(call, event) ? requeue(call) : stay(call)
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
      return enterPhase(call, { ...phase, deadline: at + CONFIRM_TIMEOUT_MS }, readCall(call))
    case 'call-read':
      return onCallRead(call, event.reading, at)
  }
}

/** Once both are here they talk, and new after-call work begins when they have. */
function onArrived(
  call: CallIn<'retrieving'>,
  who: readonly ('customer' | 'agent')[],
  at: number,
): Step {
  const { phase } = call
  const { leg } = phase
  const arrived = [...new Set([...phase.arrived, ...who])]
  if (arrived.length < 2) return enterPhase(call, { ...phase, arrived })
  const talking = { ...call, handover: null, phase: createActivePhase(call, leg, at) }
  const opened = openTask(talking, leg, null)
  const withdrawal = { kind: 'withdraw-wrap-up', identity: leg.identity } as const
  return { ...opened, effects: [...opened.effects, withdrawal] }
}

/** What Twilio lists: after a restart, or when a report is overdue. */
function onCallRead(call: CallIn<'retrieving'>, reading: Reading, at: number): Step {
  const { since, leg } = call.phase
  if (reading.customerCall === 'gone') return finish(call, 'customer-hung-up', at)
  const here = listAnswered(call, reading)
  if (here === null) return stay(call)
  if (here.includes('agent') && here.includes('customer')) return onArrived(call, here, at)
  if (at < since + DEVICE_TIMEOUT_MS && leg.callSid === null) return stay(call)
  // Nobody is left to wait there alone.
  return chain(requeue(call), (next) => endAllLegs(next, reading))
}

function requeue(call: CallIn<'retrieving'>): Step {
  const queued = enterPhase(call, createQueuedPhase(call.queuedAt), ...requeueCaller(call))
  return chain(queued, (next) => endLeg(next, call.phase.leg.callSid))
}
