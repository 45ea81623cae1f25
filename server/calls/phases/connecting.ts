import type { Offer } from '../model/phase.ts'
import type { CallEvent, Refusal } from '../model/call-event.ts'
import { conversation } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { RETRY_MS } from './reserved.ts'
import { go, partyOf, stay } from '../model/step.ts'
import { backToQueue } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { closeTask, withTask } from '../tasks/tasks.ts'

/** How long the caller may take from the queue into the Conference before Twilio is asked, ms. */
export const CONNECT_DEADLINE_MS = 8000

/** Accepted: the caller is being moved to the agent. */
export function whileConnecting(call: CallIn<'connecting'>, event: CallEvent, at: number): Step {
  const { phase } = call
  switch (event.kind) {
    case 'joined': {
      const known = { ...call, conferenceSid: event.conferenceSid }
      return partyOf(call, event.who) === 'customer' ? converse(known, at) : stay(call)
    }
    case 'left':
      return partyOf(call, event.who) === 'agent' ? requeue(call) : stay(call)
    case 'leg-status':
      if (event.partyId !== phase.leg.partyId || !isOver(event.status)) return stay(call)
      return requeue(call)
    case 'hang-up-asked':
      return partWithAgent(call)
    case 'move-failed':
      return notMoved(call, event.refusal, at)
    case 'customer-gone':
      return finish(call, 'customer-hung-up', at)
    case 'tick':
      if (at < phase.deadline) return stay(call)
      return go(
        call,
        { ...phase, deadline: at + CONNECT_DEADLINE_MS },
        { kind: 'read-back', upTo: call.asks },
      )
    case 'read-back': {
      const { participants, customerCall } = event.found
      if (customerCall === 'gone') return finish(call, 'customer-hung-up', at)
      const present = participants?.map(({ who }) => partyOf(call, who)) ?? []
      if (participants === null) return stay(call)
      if (!present.includes('agent')) return requeue(call)
      if (present.includes('customer')) return converse(call, at)
      // Read before the move that is under way: moved twice, the caller would leave the Conference to enter it.
      return (event.upTo ?? call.asks) < call.asks ? stay(call) : moveCaller(call)
    }
    default:
      return stay(call)
  }
}

export function accepted(call: CallIn<'accepting'>, at: number): Step {
  const { offer, agentGone } = call.phase
  const { leg } = offer
  const connecting = {
    kind: 'connecting' as const,
    leg,
    since: call.phase.since,
    deadline: at + CONNECT_DEADLINE_MS,
  }
  const known = withTask(call, { ...taskOf(offer), accepted: true, due: null })
  const taken: CallIn<'connecting'> = { ...known, phase: connecting }
  return agentGone ? requeue(taken) : moveCaller(taken)
}

/** Only an end that Twilio told of is one: while it is busy or silent, the two wait for each other a little longer. */
function notMoved(call: CallIn<'connecting'>, refusal: Refusal, at: number): Step {
  switch (refusal) {
    case 'gone':
      return finish(call, 'customer-hung-up', at)
    case 'refused':
      return partWithAgent(call)
    case 'unreachable':
      return go(call, { ...call.phase, deadline: at + RETRY_MS })
  }
}

/** TaskRouter's own Task for the caller, as the agent's. */
export function taskOf({ taskSid, reservationSid, leg }: Offer) {
  const { partyId, identity } = leg
  return { partyId, identity, taskSid, reservationSid }
}

function moveCaller(call: CallIn<'connecting'>): Step {
  const { callSid } = call.customer
  if (callSid === null) return stay(call)
  return { call: { ...call, asks: call.asks + 1 }, commands: [{ kind: 'move-caller', callSid }] }
}

function converse(call: Call & CallIn<'connecting'>, at: number): Step {
  return go(call, conversation(call, call.phase.leg, at))
}

/** The agent is gone before the two met: the caller keeps a place in the queue with a Task of its own. */
function requeue(call: CallIn<'connecting'>): Step {
  const { customer, phase, queueName, handing } = call
  const { leg, since } = phase
  const task = call.tasks.find(({ partyId }) => partyId === leg.partyId)
  const { taskSid, reservationSid } = task ?? {}
  if (!taskSid || !reservationSid) return stay(call)
  const { callSid } = customer
  const moved =
    callSid === null ? [] : [{ kind: 'requeue-caller', callSid, queueName, handing } as const]
  const closed = closeTask(call, leg.partyId, 'completed')
  const offer: Offer = {
    taskSid,
    reservationSid,
    leg,
    since,
    deadline: since,
    reservedUntil: null,
    callWaiting: false,
  }
  return backToQueue(closed.call, offer, 'missed', ...moved, ...closed.commands)
}

/** The agent, alone in the Conference, is let go as well: nobody is left there with a live microphone. */
function partWithAgent(call: CallIn<'connecting'>): Step {
  const { callSid } = call.phase.leg
  const back = requeue(call)
  if (callSid === null) return back
  return { call: back.call, commands: [{ kind: 'end-leg', callSid }, ...back.commands] }
}

export function isOver(status: string): boolean {
  return status !== 'ringing' && status !== 'in-progress'
}
