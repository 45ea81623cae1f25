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
      const { partyId, identity } = leg
      const ends = describeEnds(call, { identity, number: null }, call.customer.identity, callerIds)
      return { partyId, ...ends, timeoutSeconds, earlyMedia: false }
    }
    case 'ring-customer': {
      const rung = { identity: identityInAddress(effect.to), number: effect.to }
      const caller = getLeg(call.phase)?.identity ?? null
      return {
        partyId: CUSTOMER,
        ...describeEnds(call, rung, caller, callerIds),
        timeoutSeconds: getRingSeconds(call),
        earlyMedia: rung.identity === null,
      }
    }
    case 'ring-party': {
      const { party, earlyMedia } = effect
      const ends = describeEnds(call, party, call.customer.identity, callerIds)
      return { partyId: party.partyId, ...ends, timeoutSeconds: RING_PARTY_SECONDS, earlyMedia }
    }
  }
}

/** `teammate`: who is shown at a desk in place of our number. */
function describeEnds(
  { callId, lineNumber, customer }: Call,
  rung: { readonly identity: string | null; readonly number: string | null },
  teammate: string | null,
  callerIds: CallerIds,
) {
  // The call's own number if it is still ours.
  const ours = callerIds.find((number) => number === lineNumber) ?? callerIds[0]
  if (rung.identity === null) return { to: rung.number ?? '', from: ours }
  // The desk knows the call at once: its id and the customer's number.
  const known = customer.number === null ? {} : { customer: customer.number }
  const query = new URLSearchParams({ callId, ...known }).toString()
  const from = teammate === null ? ours : `client:${teammate}`
  return { to: `client:${rung.identity}?${query}`, from }
}
