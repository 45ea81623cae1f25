import { assertNever } from '../../contract/assert-never.ts'
import { CONVERSATION_EVENTS, QUEUE_EVENTS, isOneOf } from '../model/event-owner.ts'
import type { PhaseEvent } from '../model/event-owner.ts'
import type { Reservation } from '../model/phase.ts'
import type { EffectFailure } from '../model/call-event.ts'
import { createActivePhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { RETRY_MS } from './reserved.ts'
import { enterPhase, identifyParty, stay } from '../model/step.ts'
import { returnToQueue } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { closeTask, withTask } from '../tasks/tasks.ts'

/** How long the caller may take from the queue into the Conference before Twilio is asked, ms. */
export const CONNECT_DEADLINE_MS = 8000

const IGNORED = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'ring-created',
  'ring-failed',
  'conference-ended',
  'device-connected',
  'hang-up-failed',
] as const

/** Accepted: the caller is being moved to the agent. */
export function handleConnecting(call: CallIn<'connecting'>, event: PhaseEvent, at: number): Step {
  const { phase } = call
  switch (event.kind) {
    case 'participant-joined': {
      const inConference = { ...call, conferenceSid: event.conferenceSid }
      return identifyParty(call, event.who) === 'customer'
        ? startConversation(inConference, at)
        : stay(call)
    }
    case 'participant-left':
      return identifyParty(call, event.who) === 'agent' ? requeue(call) : stay(call)
    case 'leg-status':
      if (event.partyId !== phase.leg.partyId || !isOver(event.status)) return stay(call)
      return requeue(call)
    case 'hang-up-requested':
      return requeueAndEndAgent(call)
    case 'move-failed':
      return onMoveFailed(call, event.failure, at)
    case 'customer-left':
      return finish(call, 'customer-hung-up', at)
    case 'tick':
      if (at < phase.deadline) return stay(call)
      return enterPhase(
        call,
        { ...phase, deadline: at + CONNECT_DEADLINE_MS },
        { kind: 'read-call', asOfRequest: call.requestCount },
      )
    case 'call-read': {
      const { participants, customerCall } = event.reading
      if (customerCall === 'gone') return finish(call, 'customer-hung-up', at)
      const present = participants?.map(({ who }) => identifyParty(call, who)) ?? []
      if (participants === null) return stay(call)
      if (!present.includes('agent')) return requeue(call)
      if (present.includes('customer')) return startConversation(call, at)
      // The reading is from before the move that is under way. A second move would take the caller out of the Conference.
      return (event.asOfRequest ?? call.requestCount) < call.requestCount
        ? stay(call)
        : moveCaller(call)
    }
    default:
      return isOneOf(event, IGNORED) ? stay(call) : assertNever(event)
  }
}

export function onAccepted(call: CallIn<'accepting'>, at: number): Step {
  const { reservation, agentLeft } = call.phase
  const { leg } = reservation
  const connecting = {
    kind: 'connecting' as const,
    leg,
    since: call.phase.since,
    deadline: at + CONNECT_DEADLINE_MS,
  }
  const known = withTask(call, { ...toTask(reservation), accepted: true, due: null })
  const taken: CallIn<'connecting'> = { ...known, phase: connecting }
  return agentLeft ? requeue(taken) : moveCaller(taken)
}

/** Only an end that Twilio reports is one: while Twilio is busy or silent, the two wait a little longer. */
function onMoveFailed(call: CallIn<'connecting'>, failure: EffectFailure, at: number): Step {
  switch (failure) {
    case 'gone':
      return finish(call, 'customer-hung-up', at)
    case 'refused':
      return requeueAndEndAgent(call)
    case 'unreachable':
      return enterPhase(call, { ...call.phase, deadline: at + RETRY_MS })
  }
}

/** TaskRouter's own Task for the caller, as the agent's Task. */
export function toTask({ taskSid, reservationSid, leg }: Reservation) {
  const { partyId, identity } = leg
  return { partyId, identity, taskSid, reservationSid }
}

function moveCaller(call: CallIn<'connecting'>): Step {
  const { callSid } = call.customer
  if (callSid === null) return stay(call)
  return {
    call: { ...call, requestCount: call.requestCount + 1 },
    effects: [{ kind: 'move-caller', callSid }],
  }
}

function startConversation(call: Call & CallIn<'connecting'>, at: number): Step {
  return enterPhase(call, createActivePhase(call, call.phase.leg, at))
}

/** The agent left before the two met: the caller goes back into the queue, with a new Task. */
function requeue(call: CallIn<'connecting'>): Step {
  const { customer, phase, queueName, handover } = call
  const { leg, since } = phase
  const task = call.tasks.find(({ partyId }) => partyId === leg.partyId)
  const { taskSid, reservationSid } = task ?? {}
  if (!taskSid || !reservationSid) return stay(call)
  const { callSid } = customer
  const moved =
    callSid === null ? [] : [{ kind: 'requeue-caller', callSid, queueName, handover } as const]
  const closed = closeTask(call, leg.partyId, 'completed')
  const reservation: Reservation = {
    taskSid,
    reservationSid,
    leg,
    since,
    deadline: since,
    reservedUntil: null,
    callWaiting: false,
  }
  return returnToQueue(closed.call, reservation, 'missed', ...moved, ...closed.effects)
}

/** Also ends the agent's leg: nobody stays alone in the Conference with a live microphone. */
function requeueAndEndAgent(call: CallIn<'connecting'>): Step {
  const { callSid } = call.phase.leg
  const back = requeue(call)
  if (callSid === null) return back
  return { call: back.call, effects: [{ kind: 'end-leg', callSid }, ...back.effects] }
}

export function isOver(status: string): boolean {
  return status !== 'ringing' && status !== 'in-progress'
}
