import type { CallSnapshot, Party } from '../../server/contract/desk.ts'
import type { ActiveCallView } from './app-view.ts'
import {
  canControlCall,
  customerOf,
  goesOnWithout,
  othersOf,
  selfOf,
} from '../domain/calls/parties.ts'

/** Why the agent's own control can do nothing now. */
export type Barrier =
  | 'ended'
  | 'not-connected'
  | 'not-yours'
  | 'transfer'
  | 'between-teammates'
  | 'other-call'
  | 'policy'

/** What the agent's own controls can do now. `newCall` places another call, for which this one is put on hold. */
export type Abilities = Readonly<Record<Control, boolean>> & {
  /** The others would go on, so leaving and hanging up differ. */
  readonly leave: boolean
}

type Control = 'hold' | 'keypad' | 'transfer' | 'add' | 'newCall'
export type Barriers = Readonly<Record<Control, Barrier | null>>

/**
 * What bars each control; null for one that can be used. During a transfer only the transfer holds and resumes: resuming by
 * hand could let the customer hear the consult.
 */
export function barriersOf({ call, requested }: ActiveCallView): Barriers {
  const agent = selfOf(call)?.role === 'agent'
  const between = requested.transfer === 'start' || (call.transfer?.stage ?? 'joined') !== 'joined'
  const notUp = call.state.kind === 'ended' ? 'ended' : 'not-connected'
  const up = barrier(call.state.kind !== 'active', notUp)
  const customer = barrier(customerOf(call)?.state !== 'connected', 'not-connected')
  const guest = barrier(!agent, 'not-yours')
  const consult = barrier(between, 'transfer')
  const reached = othersOf(call).some((party) => party.state === 'connected')
  const moving = call.transfer !== null || requested.transfer !== null
  return {
    hold: up ?? barrier(!canControlCall(call), 'not-yours') ?? consult ?? customer,
    keypad: up ?? barrier(!reached, 'not-connected'),
    transfer:
      up ??
      guest ??
      barrier(call.transfer !== null, 'transfer') ??
      barrier(betweenTeammates(call), 'between-teammates') ??
      customer,
    add: up ?? guest ?? consult,
    newCall: up ?? guest ?? barrier(moving, 'transfer'),
  }
}

function barrier(stands: boolean, why: Barrier): Barrier | null {
  return stands ? why : null
}

export function abilitiesOf(stage: ActiveCallView): Abilities {
  const { call } = stage
  return { ...withoutBarrier(barriersOf(stage)), leave: canLeave(call) }
}

function withoutBarrier({ hold, keypad, transfer, add, newCall }: Barriers) {
  return {
    hold: hold === null,
    keypad: keypad === null,
    transfer: transfer === null,
    add: add === null,
    newCall: newCall === null,
  }
}

function canLeave(call: CallSnapshot): boolean {
  const agent = selfOf(call)?.role === 'agent'
  return call.state.kind === 'active' && agent && call.transfer === null && goesOnWithout(call)
}

/** A call between teammates is not transferred. A teammate who called a queue is its customer. */
function betweenTeammates({ direction, queueName }: CallSnapshot): boolean {
  return direction === 'internal' && queueName === null
}

export type PartyControl = 'talk-to' | 'hold' | 'mute' | 'remove'

/**
 * What the agent can do with one party. In a call of two, the call's own controls do it all. During a transfer, only
 * its steps change who hears who.
 */
export function controlsOf(call: CallSnapshot, party: Party): readonly PartyControl[] {
  const others = othersOf(call)
  if (call.state.kind !== 'active' || selfOf(call)?.role !== 'agent') return []
  if (!others.includes(party) || party.role === 'supervisor') return []
  if (party.role === 'customer' && (others.length === 1 || party.state !== 'connected')) return []
  const { transfer } = call
  if (transfer !== null && transfer.stage !== 'joined') {
    if (party.role === 'customer') return transfer.stage === 'consulting' ? ['talk-to'] : []
    if (party.partyId === transfer.partyId) return ofTarget[transfer.stage]
  }
  return party.state === 'connected' ? ['hold', 'mute', 'remove'] : ['remove']
}

const ofTarget = {
  // The transfer bar cancels a ring.
  ringing: [],
  consulting: ['hold', 'remove'],
  swapped: ['talk-to', 'remove'],
} as const
