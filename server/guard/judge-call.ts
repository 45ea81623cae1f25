import type { OwnSettings } from '../config/config.ts'
import { identityInAddress, parseIdentity } from '../identity.ts'
import type { LiveCall } from '../twilio/gateway.ts'
import type { KnownLegs } from './known-legs.ts'

/**
 * How far the server's word goes at Twilio. `off`: nothing is looked for. `tell`: it is told and left alone. `own`: what bears a mark
 * of ours and was not made by this server is ended, and everything else is somebody else's. `account`: the whole account is this
 * contact centre's.
 */
export type GuardMode = OwnSettings['guard']

export interface Marks {
  readonly mode: GuardMode
  /** Numbers that are this contact centre's. */
  readonly numbers: readonly string[]
  readonly tenant: string
}

/**
 * Those of the account's live calls that this server would have to know, and does not. Incoming calls are never among them: a
 * caller whose webhook was lost is a caller. A call that was made by TwiML bears the mark of the call that the TwiML was of; who is
 * shown does not count there, for a caller of ours who is passed on by another application is shown as such.
 */
export function foreignCalls(
  live: readonly LiveCall[],
  knownLegs: Pick<KnownLegs, 'knows' | 'expects'>,
  { mode, numbers, tenant }: Marks,
  at: number,
): readonly LiveCall[] {
  if (mode === 'off') return []
  const isOurClient = (address: string) => {
    const identity = identityInAddress(address)
    return identity !== null && parseIdentity(identity)?.tenantId === tenant
  }
  const isForeign = (call: LiveCall): boolean => {
    const { callSid, parentCallSid, direction, from, to } = call
    if (!direction.startsWith('outbound') || knownLegs.knows(callSid)) return false
    if (knownLegs.expects(to, at)) return false
    if (mode === 'account') return true
    if (isOurClient(from) || isOurClient(to)) return true
    if (parentCallSid === null) return numbers.includes(from)
    const parent = live.find((other) => other.callSid === parentCallSid)
    return knownLegs.knows(parentCallSid) || (parent !== undefined && isForeign(parent))
  }
  return live.filter(isForeign)
}
