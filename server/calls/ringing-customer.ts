import { RING_PARTY_SECONDS } from './bringing.ts'
import type { CallCommand } from './call-command.ts'
import type { AgentLeg, Call } from './call.ts'

/** How long a customer is rung, seconds. */
const RING_CUSTOMER_SECONDS = 45

/** How long the one whom an agent calls is rung, seconds. */
export function ringSeconds({ customer }: Pick<Call, 'customer'>): number {
  return customer.identity === null ? RING_CUSTOMER_SECONDS : RING_PARTY_SECONDS
}

/**
 * Rings the customer, who sees our number, or the colleague, whose desk sees who calls. Null for a customer who
 * can be rung nowhere. `From` may be a client identifier where `To` is one (Twilio: Participants subresource).
 */
export function customerRing(
  { customer, lineNumber }: Pick<Call, 'customer' | 'lineNumber'>,
  leg: AgentLeg,
): Extract<CallCommand, { kind: 'ring-customer' }> | null {
  const { number, identity } = customer
  if (number !== null) return { kind: 'ring-customer', to: number, from: lineNumber ?? number }
  if (identity === null) return null
  return { kind: 'ring-customer', to: `client:${identity}`, from: `client:${leg.identity}` }
}
