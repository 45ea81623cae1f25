import type { EventFor } from '../model/event-owner.ts'
import type { AgentLeg } from '../model/phase.ts'
import { resumeTalk, waitInQueue } from '../conversation/waiting-again.ts'
import { endAllLegs } from '../ending/aftermath.ts'
import type { Reading } from '../model/call-event.ts'
import { DEVICE_TIMEOUT_MS, createActivePhase, createQueuedPhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { CUSTOMER } from '../model/party.ts'
import {
  chain,
  endLeg,
  enterPhase,
  hasAgentAnswered,
  hasAgentLeft,
  identifyParty,
  placeAgain,
  readCall,
  stay,
} from '../model/step.ts'
import { endReservedLeg, withReservationSpent } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { cancelQueueTask, createQueueTask, openTask } from '../tasks/tasks.ts'
import { waitsNowhere } from './used-place.ts'

/*
 * The customer waits for one agent, whose Device connects to where they wait: the agent has transferred them to a
 * queue and wants them back, or has lost the conversation with the desk. If the agent does not come, the customer
 * waits in the queue.
 */
type Returning = CallIn<'returning'>

/** Whether this agent may have the customer back now. */
export function canRetrieve({ phase, handover }: Call, identity: string): boolean {
  const waits = (phase.kind === 'queued' && phase.placed) || phase.kind === 'reserved'
  return waits && handover?.kind === 'queue' && handover.fromIdentity === identity
}

export function retrieve(call: CallIn<'queued' | 'reserved'>, leg: AgentLeg, at: number): Step {
  if (!canRetrieve(call, leg.identity)) return stay(call)
  const reservation = call.phase.kind === 'reserved' ? call.phase.reservation : null
  return enterPhase(
    reservation === null ? call : withReservationSpent(call, reservation),
    {
      kind: 'returning',
      leg,
      since: at,
      deadline: at + DEVICE_TIMEOUT_MS,
      placed: true,
      talk: null,
    },
    ...cancelQueueTask(call),
    ...(reservation === null ? [] : endReservedLeg(reservation)),
  )
}

export function handleReturning(call: Returning, event: EventFor<'returning'>, at: number): Step {
  const { phase } = call
  const { leg } = phase
  switch (event.kind) {
    case 'device-connected':
      if (leg.callSid !== null) return stay(call)
      return enterPhase(call, { ...phase, leg: { ...leg, callSid: event.callSid } })
    case 'participant-joined': {
      const { conferenceSid, participant } = event
      const who = identifyParty(call, participant)
      if (who === 'agent') return meet({ ...call, conferenceSid }, participant.callSid, at)
      return who === 'customer' ? onPlaced({ ...call, conferenceSid }) : stay(call)
    }
    case 'participant-left':
      if (identifyParty(call, event.participant) === 'customer')
        return { call, effects: [readCall(call)] }
      return hasAgentLeft(call, event) ? giveUp(call, at) : stay(call)
    case 'leg-status':
      return hasAgentLeft(call, event) ? giveUp(call, at) : stay(call)
    case 'placing-failed':
      return phase.placed ? stay(call) : waitElsewhere(call)
    case 'customer-placed':
      return onPlaced(call)
    case 'hang-up-requested':
      return phase.talk === null ? giveUp(call, at) : hangUp(call, event.by, at)
    case 'agent-access-ended':
      return event.by === leg.identity ? giveUp(call, at) : stay(call)
    case 'customer-left':
      return end(call, 'customer-hung-up', at)
    case 'ring-created':
      // The other desk's ring was cancelled while Twilio was still creating its leg.
      return endLeg(call, event.callSid)
    case 'tick':
      if (at < phase.deadline) return stay(call)
      if (leg.callSid === null) return giveUp(call, at)
      return enterPhase(call, { ...phase, deadline: at + CONFIRM_TIMEOUT_MS }, readCall(call))
    case 'call-read':
      return onCallRead(call, event.reading, at)
  }
}

function onPlaced(call: Returning): Step {
  return enterPhase(call, call.phase.placed ? call.phase : { ...call.phase, placed: true })
}

/** The customer waits in another place: a Device that has connected to this one connects again. */
function waitElsewhere(call: Returning): Step {
  const { phase } = call
  const leg = { ...phase.leg, callSid: null }
  return chain(endLeg(call, phase.leg.callSid), (next) =>
    placeAgain({ ...next, phase: { ...phase, leg } }),
  )
}

/** The agent is where the customer waits. Who takes a customer back has new after-call work when they have talked. */
function meet(call: Returning, callSid: string, at: number): Step {
  const { leg, talk } = call.phase
  if (talk !== null) return stay(resumeTalk(call, { ...talk, callSid }, at))
  const met = { ...leg, callSid }
  const talking = { ...call, handover: null, phase: createActivePhase(call, met, at) }
  const opened = openTask(talking, met, null)
  const withdrawal = { kind: 'withdraw-wrap-up', identity: leg.identity } as const
  return { ...opened, effects: [...opened.effects, withdrawal] }
}

/** What Twilio lists: after a restart, or when a report is overdue. */
function onCallRead(call: Returning, reading: Reading, at: number): Step {
  const { leg, since } = call.phase
  if (reading.customerCall === 'gone') return end(call, 'customer-hung-up', at)
  const answered = hasAgentAnswered(call, reading)
  if (answered === true && leg.callSid !== null) return meet(call, leg.callSid, at)
  if (call.phase.placed && waitsNowhere(call, reading))
    return waitElsewhere({ ...call, phase: { ...call.phase, placed: false } })
  if (answered === null || at < since + DEVICE_TIMEOUT_MS) return stay(call)
  // Nobody is left to wait there alone.
  return chain(giveUp(call, at), (next) => endAllLegs(next, reading))
}

/** The agent does not come: the customer waits in the queue. */
function giveUp(call: Returning, at: number): Step {
  const { leg, talk } = call.phase
  const ended = endLeg(call, leg.callSid)
  if (talk === null) {
    const queued = enterPhase(ended.call, createQueuedPhase(call.queuedAt, true), ...ended.effects)
    return chain(queued, createQueueTask)
  }
  return chain(ended, () =>
    waitInQueue(resumeTalk({ ...call, endedLegs: ended.call.endedLegs }, talk, at), at, {
      lost: leg.partyId,
      ...(call.phase.placed ? { place: call.place } : {}),
    }),
  )
}

/** Only the agent that the customer waits for ends the conversation. */
function hangUp(call: Returning, by: string | null, at: number): Step {
  return by === call.phase.leg.identity ? end(call, 'agent-hung-up', at) : stay(call)
}

function end(call: Returning, reason: 'customer-hung-up' | 'agent-hung-up', at: number): Step {
  const { talk, leg } = call.phase
  if (talk === null) return finish(call, reason, at)
  const by = reason === 'agent-hung-up' ? leg.partyId : CUSTOMER
  return chain(endLeg(call, leg.callSid), () => finish(resumeTalk(call, talk, at), reason, at, by))
}
