import { getOperation } from '../model/phase.ts'
import type { CallFailure } from '../../contract/desk.ts'
import type { CallEvent, CallbackStamp, EffectFailure } from '../model/call-event.ts'
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
import { stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'

type HoldEvent = Extract<
  CallEvent,
  {
    kind:
      | 'hold-requested'
      | 'hold-changed'
      | 'hold-failed'
      | 'mute-requested'
      | 'mute-changed'
      | 'mute-failed'
  }
>

/** Hold and mute of the parties: requested, confirmed or failed. */
export function onHoldEvent(call: ActiveCall, event: HoldEvent, at: number): Step {
  switch (event.kind) {
    case 'hold-requested':
      return onFlagRequested(call, event.partyId, 'hold', event.hold, at)
    case 'mute-requested':
      return onFlagRequested(call, event.partyId, 'mute', event.mute, at)
    case 'hold-changed':
      return onFlagChanged(
        call,
        findParticipant(call, event.participant),
        'hold',
        { ...event, value: event.held },
        at,
      )
    case 'mute-changed':
      return onFlagChanged(
        call,
        findParticipant(call, event.participant),
        'mute',
        { ...event, value: event.muted },
        at,
      )
    case 'hold-failed':
    case 'mute-failed':
      return onFlagFailed(call, event, at)
  }
}

/** Requests the value, unless it is requested already. */
export function requestFlag(
  call: ActiveCall,
  party: Party,
  what: 'hold' | 'mute',
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
  return {
    call: withParty({ ...call, requestCount: requestNumber }, { ...party, [what]: flag }),
    // After overlapping requests only a reading says what is true.
    effects: flag.state.overlaps ? [set, { kind: 'read-call', asOfRequest: requestNumber }] : [set],
  }
}

/** During a transfer its stage alone decides who is on hold; a customer on the way elsewhere is left alone. */
export function isHeldByOperation(call: ActiveCall, partyId: string): boolean {
  const { transfer, requeue, merge } = getOperation(call.phase)
  if (requeue !== null || merge !== null) return partyId === CUSTOMER
  return transfer !== null && (partyId === CUSTOMER || partyId === transfer.partyId)
}

function onFlagRequested(
  call: ActiveCall,
  partyId: string,
  what: 'hold' | 'mute',
  value: boolean,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isConnected(party) || call.phase.closing !== null) return stay(call)
  // Nobody would be there to end the hold.
  if (findAgent(call) === null) return stay(call)
  if (what === 'hold' && isHeldByOperation(call, partyId)) return stay(call)
  if (getRequested(party[what]) === value) return stay(call)
  return requestFlag(
    what === 'hold' && value ? withoutReleasing(call, partyId) : call,
    party,
    what,
    value,
    at,
  )
}

function onFlagChanged(
  call: ActiveCall,
  party: Party | null,
  what: 'hold' | 'mute',
  event: { readonly value: boolean; readonly stamp?: CallbackStamp },
  at: number,
): Step {
  const { stamp, value } = event
  if (party === null || !isConnected(party)) return stay(call)
  // The same customer may have been in an earlier Conference of the same name.
  if (stamp !== undefined && stamp.conferenceSid !== call.conferenceSid) return stay(call)
  const flag = party[what]
  const sequence = stamp?.sequence ?? null
  if (sequence !== null && sequence > flag.sequence && isUnrequested(flag, value)) {
    const seen = withFlag(call, party.partyId, what, { ...flag, sequence })
    return { call: seen, effects: [{ kind: 'read-call', asOfRequest: call.requestCount }] }
  }
  const next = applyCallback(flag, value, sequence, at)
  if (next === party[what]) return stay(call)
  const known = withParty(call, { ...party, [what]: next })
  const settled = next.confirmed !== flag.confirmed && !isPending(next)
  // What the server does by itself says nothing about the agent's last command.
  const own =
    call.phase.releasing.includes(party.partyId) || call.phase.operation.kind === 'transfer'
  return stay(settled && !own ? { ...known, failure: null } : known)
}

function onFlagFailed(
  call: ActiveCall,
  event: Extract<HoldEvent, { kind: 'hold-failed' | 'mute-failed' }>,
  at: number,
): Step {
  const what = event.kind === 'hold-failed' ? 'hold' : 'mute'
  const value = event.kind === 'hold-failed' ? event.hold : event.mute
  const party = findParty(call, event.partyId)
  if (party === null || !isConnected(party)) return stay(call)
  const flag = party[what]
  const { state } = flag
  if (state.kind !== 'requested' || state.value !== value) return stay(call)
  const failed = withFailedRequest(call, party, { what, value }, event.failure, at)
  // A failure may mean that the party has left, and a lost answer hides what was done: Twilio is asked.
  const ask = { kind: 'read-call', asOfRequest: call.requestCount } as const
  if (event.failure === 'unreachable' || state.overlaps)
    return { call: withFailureOf(call, failed), effects: [ask] }
  return { call: withFlag(failed, party.partyId, what, reject(flag, at)), effects: [ask] }
}

function withFailureOf(before: ActiveCall, after: ActiveCall): ActiveCall {
  return { ...before, failure: after.failure }
}

function withFlag(
  call: ActiveCall,
  partyId: string,
  what: 'hold' | 'mute',
  flag: Party['hold'],
): ActiveCall {
  const party = findParty(call, partyId)
  return party === null ? call : withParty(call, { ...party, [what]: flag })
}

/** A request has failed. In a transfer, its step is cancelled; a request of the server is retried. */
export function withFailedRequest(
  call: ActiveCall,
  party: Party,
  { what, value }: { readonly what: 'hold' | 'mute'; readonly value: boolean },
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
