import type { CallTrouble } from '../contract/desk.ts'
import type { CallCommand } from './call-command.ts'
import type { Refusal, Who } from './call-event.ts'
import { CUSTOMER, legOf } from './call.ts'
import type { Call, Offer, Phase } from './call.ts'

/** What an event made of a call. `call` is the very same object when it changed nothing. */
export interface Step {
  readonly call: Call
  readonly commands: readonly CallCommand[]
}

/** The event does not fit: nothing changes. */
export function stay(call: Call): Step {
  return { call, commands: [] }
}

export function go(call: Call, phase: Phase, ...commands: readonly CallCommand[]): Step {
  return { call: { ...call, phase }, commands }
}

/** Which party a callback speaks of, or null for one that is not (or no longer) of this call. */
export function partyOf(call: Call, who: Who): 'customer' | 'agent' | null {
  const leg = legOf(call.phase)
  if (who.callSid === call.customer.callSid || who.label === CUSTOMER) return 'customer'
  if (leg !== null && (who.label === leg.partyId || who.callSid === leg.callSid)) return 'agent'
  return null
}

export function trouble(
  command: CallTrouble['command'],
  code: Refusal | 'not-confirmed',
  at: number,
): CallTrouble {
  return { command, code, at: new Date(at).toISOString() }
}

export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000))
}

/** The offer is over without a conversation: the caller waits on, and the agent's history says how. */
export function backToQueue(
  call: Call,
  offer: Offer,
  outcome: 'missed' | 'declined',
  ...commands: readonly CallCommand[]
): Step {
  const spent = {
    ...call,
    spentReservations: [...call.spentReservations, offer.reservationSid],
  }
  return go(
    spent,
    { kind: 'queued', since: call.startedAt, requeueAt: null },
    ...commands,
    recordOffer(offer, outcome),
  )
}

export function recordOffer(offer: Offer, outcome: 'missed' | 'declined'): CallCommand {
  return {
    kind: 'record',
    entry: {
      entryId: offer.leg.partyId,
      identity: offer.leg.identity,
      startedAt: offer.since,
      talkedSeconds: 0,
      outcome,
    },
  }
}

/** Ends the offered leg once it is known; a leg that is still being created is ended when it appears. */
export function endOffered(offer: Offer): readonly CallCommand[] {
  return offer.leg.callSid === null ? [] : [{ kind: 'end-leg', callSid: offer.leg.callSid }]
}
