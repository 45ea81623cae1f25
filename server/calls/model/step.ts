import type { CallTrouble } from '../../contract/desk.ts'
import type { CallCommand } from './call-effect.ts'
import type { Refusal, Who } from './call-event.ts'
import { CUSTOMER, isIn, legOf } from './call.ts'
import type { Call, CallIn, Offer, Phase } from './call.ts'

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

/** One step after another, as one. */
export function andThen(step: Step, next: (call: Call) => Step): Step {
  const { call, commands } = next(step.call)
  return { call, commands: [...step.commands, ...commands] }
}

/** Goes on as long as the conversation does. */
export function whileTalking(step: Step, next: (call: CallIn<'active'>) => Step): Step {
  return andThen(step, (call) => (isIn(call, 'active') ? next(call) : stay(call)))
}

/** Tells a leg to end, and remembers that it was told. */
export function endLeg(call: Call, callSid: string | null): Step {
  if (callSid === null) return stay(call)
  const known = call.endedLegs.includes(callSid)
  return {
    call: known ? call : { ...call, endedLegs: [...call.endedLegs, callSid] },
    commands: [{ kind: 'end-leg', callSid }],
  }
}

/** Before the conversation: which party a callback speaks of, or null for one that is not of this call. */
export function partyOf(call: Call, who: Who): 'customer' | 'agent' | null {
  const leg = legOf(call.phase)
  if (who.callSid === call.customer.callSid || who.label === CUSTOMER) return 'customer'
  if (leg !== null && (who.label === leg.partyId || who.callSid === leg.callSid)) return 'agent'
  return null
}

export function trouble(
  command: CallTrouble['command'],
  code: CallTrouble['code'] | Refusal,
  at: number,
  who: string | null = null,
): CallTrouble {
  // To an agent it is the same whether it was declined or came too late.
  return { command, code: code === 'gone' ? 'refused' : code, who, at: new Date(at).toISOString() }
}

export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000))
}

/** The offer is over without a conversation: the caller waits on, and the agent's history says how. */
export function backToQueue(
  call: Call,
  offer: Offer,
  outcome: 'missed' | 'declined' | 'failed' | 'not-known-yet' | 'not-rung',
  ...commands: readonly CallCommand[]
): Step {
  const spent = {
    ...call,
    spentReservations: [...call.spentReservations, offer.reservationSid],
  }
  const answered = outcome === 'not-known-yet' ? offer : null
  const queued = {
    kind: 'queued',
    since: call.queuedAt,
    answered,
    requeueAt: null,
    requeueTried: 0,
  } as const
  // A desk that Twilio did not ring has nothing to tell.
  if (outcome === 'not-known-yet' || outcome === 'not-rung') return go(spent, queued, ...commands)
  return go(spent, queued, ...commands, recordOffer(offer, outcome))
}

export function recordOffer(
  offer: Offer,
  outcome: 'missed' | 'declined' | 'failed' | 'abandoned',
): CallCommand {
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
