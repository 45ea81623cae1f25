import { LONGEST_WHILE_WAITING_MS, backOffMs } from '../model/back-off.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent, Refusal } from '../model/call-event.ts'
import { conversation } from '../model/call.ts'
import type { Call, CallIn, Offer } from '../model/call.ts'
import { abandon, finish } from '../ending/finish.ts'
import { RETRY_MS } from './reserved.ts'
import { backToQueue, endOffered, go, partyOf, recordOffer, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { closeTask, withTask } from '../tasks/tasks.ts'

/** How long the caller may take from the queue into the Conference before Twilio is asked, ms. */
export const CONNECT_DEADLINE_MS = 8000

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

function accepted(call: CallIn<'accepting'>, at: number): Step {
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
function taskOf({ taskSid, reservationSid, leg }: Offer) {
  const { partyId, identity } = leg
  return { partyId, identity, taskSid, reservationSid }
}

function acceptLater(call: CallIn<'accepting'>, retryAfterMs: number | null, at: number): Step {
  const { phase, callId } = call
  const { tried, retryAt } = phase
  if (retryAt !== null) return stay(call)
  const pause = backOffMs(callId, tried, retryAfterMs, LONGEST_WHILE_WAITING_MS)
  return go(call, { ...phase, retryAt: at + pause, tried: tried + 1 })
}

/** The agent has answered: whatever has become of the Reservation, they stay in routing. */
function givenUp({ taskSid, reservationSid, leg }: Offer): CallCommand {
  const { workerSid } = leg
  return { kind: 'reject-reservation', taskSid, reservationSid, because: 'not-rung', workerSid }
}

function acceptance(offer: Offer): CallCommand {
  const { taskSid, reservationSid } = offer
  return { kind: 'accept-reservation', taskSid, reservationSid }
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

function isOver(status: string): boolean {
  return status !== 'ringing' && status !== 'in-progress'
}
