import type { CallSnapshot, Party } from '../../server/contract/desk.ts'
import type { ActiveCallView } from './app-view.ts'
import {
  canControlCall,
  customerOf,
  goesOnWithout,
  othersOf,
  selfOf,
} from '../domain/calls/parties.ts'

/** What the agent's own controls can do now. */
export interface Abilities {
  readonly hold: boolean
  readonly keypad: boolean
  readonly transfer: boolean
  readonly add: boolean
  /** Another call can be placed, for which this one is put on hold. */
  readonly newCall: boolean
  /** The others would go on, so leaving and hanging up differ. */
  readonly leave: boolean
}

/** During a transfer only the transfer holds and resumes: resuming by hand could let the customer hear the consult. */
export function abilitiesOf({ call, requested }: ActiveCallView): Abilities {
  const up = call.state.kind === 'active'
  const agent = selfOf(call)?.role === 'agent'
  const withCustomer = up && customerOf(call)?.state === 'connected'
  const between = requested.transfer === 'start' || (call.transfer?.stage ?? 'joined') !== 'joined'
  return {
    hold: withCustomer && !between && canControlCall(call),
    keypad: up && othersOf(call).some((party) => party.state === 'connected'),
    transfer: withCustomer && agent && call.transfer === null && !betweenTeammates(call),
    add: up && agent && !between,
    newCall: up && agent && call.transfer === null && requested.transfer === null,
    leave: up && agent && call.transfer === null && goesOnWithout(call),
  }
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
