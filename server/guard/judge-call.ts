import type { OwnSettings } from '../config/config.ts'
import { identityInAddress, parseIdentity } from '../identity.ts'
import type { LiveCall } from '../twilio/gateway.ts'
import type { KnownLegs } from './known-legs.ts'

/**
 * What the guard does at Twilio. `off`: nothing. `tell`: it only reports. `own`: it ends what has our number or identity and was
 * not made by this server. `account`: it ends everything that was not made by this server.
 */
export type GuardMode = OwnSettings['guard']

export interface Marks {
  readonly mode: GuardMode
  /** Numbers that are this contact centre's. */
  readonly numbers: readonly string[]
  readonly tenant: string
}

/**
 * The live calls of the account that are foreign. An incoming call never is: a caller whose webhook was lost is a caller. A call
 * that TwiML made is judged by its parent call and not by its caller ID, because another application may forward our caller.
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
