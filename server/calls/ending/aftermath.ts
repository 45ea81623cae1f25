import { backOffMs } from '../model/back-off.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent, ReadBack } from '../model/call-event.ts'
import { isIn, legOf, partiesOf } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { isHere, wasGivenUp, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { andThen, endLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** The call is over; what was still under way when it ended is put away. */
export function onceEnded(call: CallIn<'ended'>, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'ring-created':
      return endLeg(call, event.callSid)
    case 'hang-up-refused':
      return stay(leftOver(call, call.endedLegs, at))
    case 'read-back':
      return everybodyOut(call, event.found)
    default:
      return stay(call)
  }
}

/**
 * A leg that was rung for somebody whom the call has done with, or whose creation we were told had failed:
 * it must not ring on, let alone listen. Null for legs that belong.
 */
export function strayLeg(call: Call, event: CallEvent): Step | null {
  const found = legIn(event)
  if (found === null) return null
  const { phase } = call
  if (phase.kind === 'placing' || phase.kind === 'joining' || phase.kind === 'dialing') return null
  if (found.partyId === CUSTOMER && (phase.kind !== 'ended' || wentOn(phase))) return null
  if (presentIn(call).includes(found.partyId)) return null
  // A leg that has taken an older one's place has a label of its own.
  if (partiesOf(phase).some((each) => each.callSid === found.callSid && isHere(each))) return null
  const known = partiesOf(phase).find(({ partyId }) => partyId === found.partyId)
  if (phase.kind === 'active' && known !== undefined && wasGivenUp(known)) return null
  return call.endedLegs.includes(found.callSid) ? stay(call) : endLeg(call, found.callSid)
}

/** The customer's leg is another call's now: what is still told of it here concerns nobody. */
export function wentOn(phase: Call['phase']): boolean {
  return phase.kind === 'ended' && phase.reason === 'transferred'
}

/** Whoever is found where nobody should be: the legs whose names we never learned. */
export function everybodyOut(call: Call, { participants }: ReadBack): Step {
  let step: Step = stay(call)
  for (const { who } of participants ?? []) {
    const ours = who.label !== CUSTOMER && who.callSid !== call.customer.callSid
    const told = call.endedLegs.includes(who.callSid)
    if (ours && !told) step = andThen(step, (next) => endLeg(next, who.callSid))
  }
  return step
}

/** A ring whose answer we have not heard may have made a leg that nobody can name yet. */
export function lookForUnnamed(
  call: Pick<Call, 'asks'>,
  parties: readonly Party[],
): readonly CallCommand[] {
  const unnamed = parties.some(
    ({ callSid, presence }) => callSid === null && presence.kind === 'ringing',
  )
  return unnamed ? [{ kind: 'read-back', upTo: call.asks }] : []
}

/** A leg that was to end and could not be told is told again. */
export function leftOver(call: Call, legs: readonly string[], at: number): Call {
  const all = new Set([...(call.leftovers?.legs ?? []), ...legs])
  if (all.size === 0) return call
  const tried = call.leftovers?.tried ?? 0
  const deadline = at + backOffMs(call.callId, tried)
  return { ...call, leftovers: { legs: [...all], deadline, tried } }
}

export function putAway(call: Call, at: number): Step {
  const { leftovers } = call
  if (leftovers === null || leftovers.deadline === null || at < leftovers.deadline) {
    return stay(call)
  }
  const tried = leftovers.tried + 1
  let step: Step = stay({ ...call, leftovers: { legs: [], deadline: null, tried } })
  for (const callSid of leftovers.legs) step = andThen(step, (next) => endLeg(next, callSid))
  return step
}

function legIn(event: CallEvent): { readonly partyId: string; readonly callSid: string } | null {
  if (event.kind === 'leg-status') {
    const up = event.status === 'ringing' || event.status === 'in-progress'
    return up ? { partyId: event.partyId, callSid: event.callSid } : null
  }
  if (event.kind !== 'joined' || event.who.label === null) return null
  return { partyId: event.who.label, callSid: event.who.callSid }
}

function presentIn(call: Call): readonly string[] {
  if (isIn(call, 'active')) return call.phase.parties.filter(isHere).map(({ partyId }) => partyId)
  const leg = legOf(call.phase)
  return leg === null ? [] : [leg.partyId]
}
