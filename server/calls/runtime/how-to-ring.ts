import { CUSTOMER } from '../model/party.ts'
import { identityInAddress } from '../../identity.ts'
import type { RingRequest } from '../../twilio/gateway.ts'
import { RING_PARTY_SECONDS, getRingSeconds } from '../model/ringing.ts'
import type { EffectOf } from '../model/call-effect.ts'
import { getLeg } from '../model/call.ts'
import type { Call } from '../model/call.ts'

export type Ring = EffectOf<'ring-agent' | 'ring-customer' | 'ring-party'>

type How = Pick<RingRequest, 'to' | 'from' | 'timeoutSeconds' | 'earlyMedia'> & {
  readonly partyId: string
}

/** The numbers that may be shown; the first is the default. */
export type CallerIds = readonly [string, ...string[]]

/**
 * Who is rung, how long, and which number is shown. Twilio takes a number as `From` only when the account owns or has
 * verified it, also for a leg to a desk, where it takes a client too (Twilio: Participants subresource, From; error
 * 21210). So a telephone is shown our number, and a desk our number or the teammate; the server tells the desk who
 * the customer is.
 */
export function describeRing(call: Call, effect: Ring, callerIds: CallerIds): How {
  switch (effect.kind) {
    case 'ring-agent': {
      const { leg, timeoutSeconds } = effect
      const desk = atDesk(call, leg.identity, call.customer.identity, callerIds)
      return { partyId: leg.partyId, ...desk, timeoutSeconds, earlyMedia: false }
    }
    case 'ring-customer': {
      const identity = identityInAddress(effect.to)
      const caller = getLeg(call.phase)?.identity ?? null
      return {
        partyId: CUSTOMER,
        ...(identity === null
          ? { to: effect.to, from: ourNumber(call, callerIds) }
          : atDesk(call, identity, caller, callerIds)),
        timeoutSeconds: getRingSeconds(call),
        earlyMedia: identity === null,
      }
    }
    case 'ring-party': {
      const { party, earlyMedia } = effect
      const { partyId, identity, number } = party
      const place =
        identity === null
          ? { to: number ?? '', from: ourNumber(call, callerIds) }
          : atDesk(call, identity, call.customer.identity, callerIds)
      return { partyId, ...place, timeoutSeconds: RING_PARTY_SECONDS, earlyMedia }
    }
  }
}

function atDesk(call: Call, identity: string, teammate: string | null, callerIds: CallerIds) {
  return {
    to: deskAddress(identity, call),
    from: teammate === null ? ourNumber(call, callerIds) : `client:${teammate}`,
  }
}

/** The call's own number if it is still ours, else the default. */
function ourNumber({ lineNumber }: Call, callerIds: CallerIds): string {
  const [first] = callerIds
  return callerIds.find((number) => number === lineNumber) ?? first
}

/** Sent with the ring, so that the desk knows the call at once: the call's id and the customer's number. */
function deskAddress(identity: string, { callId, customer }: Call): string {
  const known = customer.number === null ? {} : { customer: customer.number }
  return `client:${identity}?${new URLSearchParams({ callId, ...known }).toString()}`
}
