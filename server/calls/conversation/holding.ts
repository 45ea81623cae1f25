import { getOperation } from '../model/phase.ts'
import type { CallFailure } from '../../contract/desk.ts'
import type { EffectFailure } from '../model/call-event.ts'
import type { EventOf } from '../model/event-owner.ts'
import {
  findAgent,
  withoutReleasing,
  findParty,
  findParticipant,
  withParty,
  withTransfer,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, isConnected, describeParty } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import {
  applyCallback,
  getRequested,
  isPending,
  isUnrequested,
  reject,
  request,
} from '../model/confirmable.ts'
import { readCall, stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** What Twilio can set on a Participant. */
export type FlagName = 'hold' | 'mute'
export interface Setting {
  readonly what: FlagName
  readonly value: boolean
}

/** Requests the value, unless it is requested already. */
export function requestFlag(
  call: ActiveCall,
  party: Party,
  what: FlagName,
  value: boolean,
  at: number,
): Step {
  const { conferenceSid } = call
  const { partyId, callSid } = party
  if (getRequested(party[what]) === value || conferenceSid === null || callSid === null) {
    return stay(call)
  }
  const common = { conferenceSid, callSid, partyId }
  const requestNumber = call.requestCount + 1
  const flag = request(party[what], value, requestNumber, at)
  const set =
    what === 'hold'
      ? ({ kind: 'set-hold', ...common, hold: value } as const)
      : ({ kind: 'set-mute', ...common, mute: value } as const)
  const asked = withParty({ ...call, requestCount: requestNumber }, { ...party, [what]: flag })
  // After overlapping requests only a reading says what is true.
  return { call: asked, effects: flag.state.overlaps ? [set, readCall(asked)] : [set] }
}

/** During a transfer its stage alone decides who is on hold; a customer on the way elsewhere is left alone. */
export function isHeldByOperation(call: ActiveCall, partyId: string): boolean {
  const { transfer, requeue, merge } = getOperation(call.phase)
  if (requeue !== null || merge !== null) return partyId === CUSTOMER
  return transfer !== null && (partyId === CUSTOMER || partyId === transfer.partyId)
}

export function onFlagRequested(
  call: ActiveCall,
  partyId: string,
  what: FlagName,
  value: boolean,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isConnected(party) || call.phase.closing !== null) return stay(call)
  // Nobody would be there to end the hold.
  if (findAgent(call) === null) return stay(call)
  if (what === 'hold' && isHeldByOperation(call, partyId)) return stay(call)
  if (getRequested(party[what]) === value) return stay(call)
  const kept = what === 'hold' && value ? withoutReleasing(call, partyId) : call
  return requestFlag(kept, party, what, value, at)
}

export function onFlagChanged(
  call: ActiveCall,
  { participant, stamp }: EventOf<'hold-changed' | 'mute-changed'>,
  what: FlagName,
  value: boolean,
  at: number,
): Step {
  const party = findParticipant(call, participant)
  if (party === null || !isConnected(party)) return stay(call)
  // The same customer may have been in an earlier Conference of the same name.
  if (stamp !== undefined && stamp.conferenceSid !== call.conferenceSid) return stay(call)
  const flag = party[what]
  const sequence = stamp?.sequence ?? null
  if (sequence !== null && sequence > flag.sequence && isUnrequested(flag, value)) {
    const seen = withParty(call, { ...party, [what]: { ...flag, sequence } })
    return { call: seen, effects: [readCall(call)] }
  }
  const next = applyCallback(flag, value, sequence, at)
  if (next === flag) return stay(call)
  const known = withParty(call, { ...party, [what]: next })
  const settled = next.confirmed !== flag.confirmed && !isPending(next)
  // What the server does by itself says nothing about the agent's last command.
  const own =
    call.phase.releasing.includes(party.partyId) || call.phase.operation.kind === 'transfer'
  return stay(settled && !own ? { ...known, failure: null } : known)
}

export function onFlagFailed(
  call: ActiveCall,
  { partyId, failure }: EventOf<'hold-failed' | 'mute-failed'>,
  what: FlagName,
  value: boolean,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isConnected(party)) return stay(call)
  const { state } = party[what]
  if (state.kind !== 'requested' || state.value !== value) return stay(call)
  const failed = withFailedRequest(call, party, { what, value }, failure, at)
  // A failure may mean that the party has left, and a lost answer hides what was done: Twilio is asked.
  const effects = [readCall(call)]
  if (failure === 'unreachable' || state.overlaps)
    return { call: { ...call, failure: failed.failure }, effects }
  return { call: withParty(failed, { ...party, [what]: reject(party[what], at) }), effects }
}

/** A request has failed. In a transfer, its step is cancelled; a request of the server is retried. */
export function withFailedRequest(
  call: ActiveCall,
  party: Party,
  { what, value }: Setting,
  code: CallFailure['code'] | EffectFailure,
  at: number,
): ActiveCall {
  const { releasing } = call.phase
  const { transfer } = getOperation(call.phase)
  if (what === 'hold' && transfer !== null && isHeldByOperation(call, party.partyId)) {
    // A cold transfer that was answered cannot be undone: it is retried.
    const pending = transfer.kind === 'cold' ? transfer.pending : null
    const withFailure = { ...call, failure: createFailure('transfer', code, at) }
    return withTransfer(withFailure, { ...transfer, pending })
  }
  if (releasing.includes(party.partyId)) return call
  const held = value ? 'hold' : 'resume'
  return {
    ...call,
    failure: createFailure(what === 'hold' ? held : 'mute', code, at, describeParty(party)),
  }
}
