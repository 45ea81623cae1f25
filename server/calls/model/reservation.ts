import type { Offer } from './phase.ts'
import type { CallCommand } from './call-effect.ts'
import type { Call } from './call.ts'
import { go } from './step.ts'
import type { Step } from './step.ts'

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
