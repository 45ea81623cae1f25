import { CUSTOMER } from './party.ts'
import type { Phase } from './phase.ts'
import { nextPlace } from './place.ts'
import type { CallFailure } from '../../contract/desk.ts'
import type { CallEffect } from './call-effect.ts'
import type { EffectFailure, LegStatus, ParticipantRef, Reading } from './call-event.ts'
import type { EventOf } from './event-owner.ts'
import { isIn, getLeg } from './call.ts'
import type { Call, CallIn } from './call.ts'

/** What an event changes in a call, and the effects. `call` is the same object when nothing changed. */
export interface Step {
  readonly call: Call
  readonly effects: readonly CallEffect[]
}

/** Without effects. With the call as it was, nothing changes. */
export function stay(call: Call): Step {
  return { call, effects: [] }
}

export function enterPhase(call: Call, phase: Phase, ...effects: readonly CallEffect[]): Step {
  return { call: { ...call, phase }, effects }
}

/** One step after another, as one step. */
export function chain(step: Step, next: (call: Call) => Step): Step {
  const { call, effects } = next(step.call)
  return { call, effects: [...step.effects, ...effects] }
}

/** The next step, if the call is still active. */
export function chainWhileActive(step: Step, next: (call: CallIn<'active'>) => Step): Step {
  return chain(step, (call) => (isIn(call, 'active') ? next(call) : stay(call)))
}

/** Ends a leg, and remembers that. */
export function endLeg(call: Call, callSid: string | null): Step {
  if (callSid === null) return stay(call)
  const known = call.endedLegs.includes(callSid)
  return {
    call: known ? call : { ...call, endedLegs: [...call.endedLegs, callSid] },
    effects: [{ kind: 'end-leg', callSid }],
  }
}

/** Late reports of this leg change nothing: it was ended, or goes on in another call. */
export function isDoneWith({ endedLegs, releasedLegs }: Call, callSid: string): boolean {
  return endedLegs.includes(callSid) || releasedLegs.includes(callSid)
}

/** Ends a leg that may be up, unless that was asked for. */
export function endOpenLeg(call: Call, callSid: string | null): Step {
  return callSid === null || isDoneWith(call, callSid) ? stay(call) : endLeg(call, callSid)
}

export function endLegs(call: Call, callSids: readonly string[]): Step {
  let step = stay(call)
  for (const callSid of callSids) step = chain(step, (next) => endLeg(next, callSid))
  return step
}

/** Before the conversation: the party that a callback is about; null for a participant who is not of this call. */
export function identifyParty(call: Call, who: ParticipantRef): 'customer' | 'agent' | null {
  const leg = getLeg(call.phase)
  if (who.callSid === call.customer.callSid) return 'customer'
  if (who.callSid === leg?.callSid) return 'agent'
  // A leg that was replaced has the same label.
  if (call.endedLegs.includes(who.callSid)) return null
  if (who.label === CUSTOMER) return 'customer'
  return leg !== null && who.label === leg.partyId ? 'agent' : null
}

/** Whether the agent's leg has ended, according to this report. An earlier leg of theirs may end late. */
export function hasAgentLeft(
  call: Call,
  event: EventOf<'leg-status' | 'participant-left'>,
): boolean {
  const leg = getLeg(call.phase)
  // A leg before this one has the same label.
  return event.kind === 'participant-left'
    ? leg !== null && event.participant.callSid === leg.callSid
    : event.partyId === leg?.partyId && event.callSid === leg.callSid && isOver(event.status)
}

/**
 * Before the conversation: whether the agent's leg is up. A Conference that has not started may be in no list, so the
 * leg's own reading counts as well. Null when Twilio could not be asked.
 */
export function hasAgentAnswered(call: Call, { participants, agentCall }: Reading): boolean | null {
  if (agentCall === 'answered') return true
  if (participants === null) return agentCall === 'gone' ? false : null
  return participants.some(
    ({ participant, answered }) =>
      answered !== false && identifyParty(call, participant) === 'agent',
  )
}

export function isOver(status: LegStatus): status is Exclude<LegStatus, 'ringing' | 'in-progress'> {
  return status !== 'ringing' && status !== 'in-progress'
}

/** Asks Twilio who is in the call. */
export function readCall({ requestCount }: Pick<Call, 'requestCount'>): CallEffect {
  return { kind: 'read-call', asOfRequest: requestCount }
}

/** It is not known whether the customer was moved to the call's place: they are moved to the next one. */
export function placeAgain(call: Call): Step {
  const next = { ...call, place: nextPlace(call.place), conferenceSid: null }
  return { call: next, effects: placeCustomer(next) }
}

/** Moves the customer to the call's place, where they wait. */
export function placeCustomer({ customer, place }: Call): readonly CallEffect[] {
  const { callSid } = customer
  return callSid === null ? [] : [{ kind: 'place-customer', callSid, place }]
}

export function createFailure(
  command: CallFailure['command'],
  code: CallFailure['code'] | EffectFailure,
  at: number,
  who: string | null = null,
): CallFailure {
  // To the agent a refusal and a leg that is gone look the same.
  return { command, code: code === 'gone' ? 'refused' : code, who, at: new Date(at).toISOString() }
}

export function countSeconds(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000))
}
