import type { EventFor } from '../model/event-owner.ts'
import type { Reservation } from '../model/phase.ts'
import type { EffectFailure } from '../model/call-event.ts'
import { createActivePhase } from '../model/call.ts'
import type { CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { RETRY_MS } from './reserved.ts'
import {
  enterPhase,
  hasAgentLeft,
  identifyParty,
  readCall,
  requeueCaller,
  stay,
} from '../model/step.ts'
import { returnToQueue } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { closeTask, withTask } from '../tasks/tasks.ts'

/** How long the caller may take from the queue into the Conference before Twilio is asked, ms. */
const CONNECT_DEADLINE_MS = 8000

/** Accepted: the caller is being moved to the agent. */
export function handleConnecting(
  call: CallIn<'connecting'>,
  event: EventFor<'connecting'>,
  at: number,
): Step {
  const { phase } = call
  switch (event.kind) {
    case 'participant-joined':
      return identifyParty(call, event.participant) === 'customer'
        ? startConversation({ ...call, conferenceSid: event.conferenceSid }, at)
        : stay(call)
    case 'participant-left':
    case 'leg-status':
      return hasAgentLeft(call, event) ? requeue(call) : stay(call)
    case 'hang-up-requested':
      return requeueAndEndAgent(call)
    case 'move-failed':
      return onMoveFailed(call, event.failure, at)
    case 'customer-left':
      return finish(call, 'customer-hung-up', at)
    case 'tick':
      if (at < phase.deadline) return stay(call)
      return enterPhase(call, { ...phase, deadline: at + CONNECT_DEADLINE_MS }, readCall(call))
    case 'call-read': {
      const { participants, customerCall } = event.reading
      if (customerCall === 'gone') return finish(call, 'customer-hung-up', at)
      if (participants === null) return stay(call)
      const here = new Set(participants.map((each) => identifyParty(call, each.participant)))
      if (!here.has('agent')) return requeue(call)
      if (here.has('customer')) return startConversation(call, at)
      // The reading is from before the move that is under way. A second move would take the caller out of the
      // Conference.
      const isOlder = (event.asOfRequest ?? call.requestCount) < call.requestCount
      return isOlder ? stay(call) : moveCaller(call)
    }
  }
}

export function onAccepted(call: CallIn<'accepting'>, at: number): Step {
  const { reservation, agentLeft, since } = call.phase
  const { leg } = reservation
  const phase = { kind: 'connecting', leg, since, deadline: at + CONNECT_DEADLINE_MS } as const
  const known = withTask(call, { ...toTask(reservation), accepted: true, due: null })
  return agentLeft ? requeue({ ...known, phase }) : moveCaller({ ...known, phase })
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

function startConversation(call: CallIn<'connecting'>, at: number): Step {
  return enterPhase(call, createActivePhase(call, call.phase.leg, at))
}

/** The agent left before the two met: the caller goes back into the queue, with a new Task. */
function requeue(call: CallIn<'connecting'>): Step {
  const { leg, since } = call.phase
  const reservationSid = call.tasks.find(({ partyId }) => partyId === leg.partyId)?.reservationSid
  if (!reservationSid) return stay(call)
  const closed = closeTask(call, leg.partyId, 'completed')
  const effects = [...requeueCaller(call), ...closed.effects]
  return returnToQueue(closed.call, { reservationSid, leg, since }, 'missed', ...effects)
}

/** Also ends the agent's leg: nobody stays alone in the Conference with a live microphone. */
function requeueAndEndAgent(call: CallIn<'connecting'>): Step {
  const { callSid } = call.phase.leg
  const back = requeue(call)
  if (callSid === null) return back
  return { ...back, effects: [{ kind: 'end-leg', callSid }, ...back.effects] }
}
