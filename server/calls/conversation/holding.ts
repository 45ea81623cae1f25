import type { CallTrouble } from '../../contract/desk.ts'
import type { CallEvent, Heard, Refusal } from '../model/call-event.ts'
import {
  agentIn,
  notReleasing,
  partyNamed,
  partyWho,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { CUSTOMER, isConnected, whoIs } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { asked, isUnasked, refused, told } from '../model/confirmable.ts'
import { stay, trouble } from '../model/step.ts'
import type { Step } from '../model/step.ts'

type HoldEvent = Extract<
  CallEvent,
  {
    kind:
      | 'hold-asked'
      | 'hold-changed'
      | 'hold-refused'
      | 'mute-asked'
      | 'mute-changed'
      | 'mute-refused'
  }
>

/** Who of the conversation hears music, and who is not heard: asked for, proved, or refused. */
export function holding(call: Talk, event: HoldEvent, at: number): Step {
  switch (event.kind) {
    case 'hold-asked':
      return ask(call, event.partyId, 'hold', event.hold, at)
    case 'mute-asked':
      return ask(call, event.partyId, 'mute', event.mute, at)
    case 'hold-changed':
      return changed(call, partyWho(call, event.who), 'hold', { ...event, value: event.held }, at)
    case 'mute-changed':
      return changed(call, partyWho(call, event.who), 'mute', { ...event, value: event.muted }, at)
    case 'hold-refused':
    case 'mute-refused':
      return notDone(call, event, at)
  }
}

/** Sends the command that makes it so, unless it is so or under way. */
export function command(
  call: Talk,
  party: Party,
  what: 'hold' | 'mute',
  value: boolean,
  at: number,
): Step {
  const { conferenceSid } = call
  const { partyId, callSid } = party
  if (party[what].requested === value || conferenceSid === null || callSid === null) {
    return stay(call)
  }
  const common = { conferenceSid, callSid, partyId }
  const asks = call.asks + 1
  const flag = asked(party[what], value, asks, at)
  const set =
    what === 'hold'
      ? ({ kind: 'set-hold', ...common, hold: value } as const)
      : ({ kind: 'set-mute', ...common, mute: value } as const)
  return {
    call: withParty({ ...call, asks }, { ...party, [what]: flag }),
    // After commands in haste only a reading proves what is true in the end.
    commands: flag.overlaps ? [set, { kind: 'read-back', upTo: asks }] : [set],
  }
}

/** During a transfer who hears whom follows from its stage alone; a customer on the way elsewhere is left alone. */
export function isOfTransfer(call: Talk, partyId: string): boolean {
  const { transfer, queueing, merging } = call.phase
  if (queueing !== null || merging !== null) return partyId === CUSTOMER
  return transfer !== null && (partyId === CUSTOMER || partyId === transfer.partyId)
}

function ask(call: Talk, partyId: string, what: 'hold' | 'mute', value: boolean, at: number): Step {
  const party = partyNamed(call, partyId)
  if (party === null || !isConnected(party) || call.phase.closing !== null) return stay(call)
  // Nobody would be there to take it back.
  if (agentIn(call) === null) return stay(call)
  if (what === 'hold' && isOfTransfer(call, partyId)) return stay(call)
  if (party[what].requested === value) return stay(call)
  return command(
    what === 'hold' && value ? notReleasing(call, partyId) : call,
    party,
    what,
    value,
    at,
  )
}

function changed(
  call: Talk,
  party: Party | null,
  what: 'hold' | 'mute',
  event: { readonly value: boolean; readonly heard?: Heard },
  at: number,
): Step {
  const { heard, value } = event
  if (party === null || !isConnected(party)) return stay(call)
  // The same customer may have been in an earlier Conference of the same name.
  if (heard !== undefined && heard.conferenceSid !== call.conferenceSid) return stay(call)
  const flag = party[what]
  const sequence = heard?.sequence ?? null
  if (sequence !== null && sequence > flag.sequence && isUnasked(flag, value)) {
    const seen = withFlag(call, party.partyId, what, { ...flag, sequence })
    return { call: seen, commands: [{ kind: 'read-back', upTo: call.asks }] }
  }
  const next = told(flag, value, sequence, at)
  if (next === party[what]) return stay(call)
  const known = withParty(call, { ...party, [what]: next })
  const settled = next.confirmed !== party[what].confirmed && next.deadline === null
  // What the server does by itself says nothing about the agent's last command.
  const own = call.phase.releasing.includes(party.partyId) || call.phase.transfer !== null
  return stay(settled && !own ? { ...known, trouble: null } : known)
}

function notDone(
  call: Talk,
  event: Extract<HoldEvent, { kind: 'hold-refused' | 'mute-refused' }>,
  at: number,
): Step {
  const what = event.kind === 'hold-refused' ? 'hold' : 'mute'
  const value = event.kind === 'hold-refused' ? event.hold : event.mute
  const party = partyNamed(call, event.partyId)
  if (party === null || !isConnected(party)) return stay(call)
  const flag = party[what]
  if (flag.requested !== value || flag.deadline === null) return stay(call)
  const failed = couldNot(call, party, { what, value }, event.refusal, at)
  // A refusal may mean that the party is gone, and a lost reply hides what was done: the truth is asked.
  const ask = { kind: 'read-back', upTo: call.asks } as const
  if (event.refusal === 'unreachable' || flag.overlaps)
    return { call: troubleAlone(call, failed), commands: [ask] }
  return { call: withFlag(failed, party.partyId, what, refused(flag, at)), commands: [ask] }
}

function troubleAlone(before: Talk, after: Talk): Talk {
  return { ...before, trouble: after.trouble }
}

function withFlag(call: Talk, partyId: string, what: 'hold' | 'mute', flag: Party['hold']): Talk {
  const party = partyNamed(call, partyId)
  return party === null ? call : withParty(call, { ...party, [what]: flag })
}

/** A request has failed. Of a transfer, its step is off; of the server's own doing, it will be tried again. */
export function couldNot(
  call: Talk,
  party: Party,
  { what, value }: { readonly what: 'hold' | 'mute'; readonly value: boolean },
  code: CallTrouble['code'] | Refusal,
  at: number,
): Talk {
  const { transfer, releasing } = call.phase
  if (what === 'hold' && transfer !== null && isOfTransfer(call, party.partyId)) {
    // A cold transfer that was answered has no way back: it is tried again.
    const pending = transfer.kind === 'cold' ? transfer.pending : null
    const told = { ...call, trouble: trouble('transfer', code, at) }
    return withPhase(told, { transfer: { ...transfer, pending } })
  }
  if (releasing.includes(party.partyId)) return call
  const held = value ? 'hold' : 'resume'
  return { ...call, trouble: trouble(what === 'hold' ? held : 'mute', code, at, whoIs(party)) }
}
