import type { Call } from '../calls/model/call.ts'
import { getLeg, getParties } from '../calls/model/call.ts'
import { identityInAddress } from '../identity.ts'

/** Every leg that the server has made or ended, also for a while after its call has forgotten it. */
export interface KnownLegs {
  add(call: Call, at: number): void
  knows(callSid: string): boolean
  /** Whether a leg rings at this address whose SID Twilio has not sent yet. */
  expects(address: string, at: number): boolean
  forgetBefore(at: number): void
}

/** How long Twilio's answer to a ring may take, or be lost, ms. */
const UNNAMED_MS = 60_000

export function createKnownLegs(): KnownLegs {
  const sids = new Map<string, number>()
  const rung = new Map<string, number>()
  return {
    add(call, at) {
      for (const sid of callSidsOf(call)) sids.set(sid, at)
      for (const address of ringsWithoutSid(call)) rung.set(address, at)
    },
    knows: (callSid) => sids.has(callSid),
    expects: (address, at) =>
      (rung.get(withoutParameters(address)) ?? -Infinity) + UNNAMED_MS >= at,
    forgetBefore(at) {
      for (const [sid, seen] of sids) if (seen < at) sids.delete(sid)
      for (const [address, seen] of rung) if (seen < at) rung.delete(address)
    },
  }
}

/** The SIDs of all legs that a call has, or is ending. */
function callSidsOf(call: Call): readonly string[] {
  const { customer, phase, recording, endedLegs, legsToEnd } = call
  const parties = getParties(phase).flatMap(({ callSid, formerCallSids = [] }) =>
    formerCallSids.concat(callSid ?? []),
  )
  const one = [customer.callSid, getLeg(phase)?.callSid, recording?.callSid]
  const all = [...one, ...parties, ...endedLegs, ...(legsToEnd?.legs ?? [])]
  return all.flatMap((sid) => sid ?? [])
}

/** The addresses at which a leg without a SID rings. */
function ringsWithoutSid({ customer, phase }: Call): readonly string[] {
  const leg = getLeg(phase)
  const desk = leg !== null && leg.callSid === null ? [`client:${leg.identity}`] : []
  const dialled = phase.kind === 'dialing' && customer.callSid === null ? [addressOf(customer)] : []
  const parties = getParties(phase)
    .filter(({ callSid, status }) => callSid === null && status.kind === 'ringing')
    .map(addressOf)
  return [...desk, ...dialled, ...parties].flatMap((address) => address ?? [])
}

function addressOf(who: {
  readonly identity: string | null
  readonly number: string | null
}): string | null {
  return who.identity === null ? who.number : `client:${who.identity}`
}

/** The address without its custom parameters. */
function withoutParameters(address: string): string {
  const identity = identityInAddress(address)
  return identity === null ? address : `client:${identity}`
}
