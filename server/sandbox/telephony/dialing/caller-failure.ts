import { parseAddress } from './address.ts'
import type { Address } from './address.ts'
import type { VoiceServices } from '../services.ts'

/** `invalid`: neither a number nor a client. `unverified`: a number of somebody else. */
export type CallerFailure = 'invalid' | 'unverified'

/**
 * Why a call to `to` cannot show `from` as its caller; null when it can. A number is the account's own or a verified one,
 * whatever is called; a client is shown to clients and TwiML Apps alone. Docs: voice/api/call-resource and
 * voice/api/conference-participant-resource (From, CallerId).
 */
export function callerFailureOf(
  { routes, callerIds }: Pick<VoiceServices, 'routes' | 'callerIds'>,
  { to, from }: { readonly to: Address['kind']; readonly from: string },
): CallerFailure | null {
  const caller = parseAddress(from)
  if (caller === null) return 'invalid'
  if (caller.kind === 'client') return to === 'number' ? 'invalid' : null
  const { number } = caller
  return (routes.numberOf(number) ?? callerIds.of(number)) ? null : 'unverified'
}
