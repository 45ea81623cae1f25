import type { CallEffect } from './call-effect.ts'
import type { Call } from './call.ts'

/** How long a customer is rung, seconds. */
const RING_CUSTOMER_SECONDS = 45

/** How long a third party is rung, seconds. */
export const RING_PARTY_SECONDS = 30

/** How often Twilio is asked about a ring, ms. */
export const LOOK_MS = 5000

/** How much later than announced Twilio may stop ringing, ms. */
export const REPORT_GRACE_MS = 10_000

/** How long the called party is rung, seconds. */
export function getRingSeconds({ customer }: Pick<Call, 'customer'>): number {
  return customer.identity === null ? RING_CUSTOMER_SECONDS : RING_PARTY_SECONDS
}

/** Rings the customer, or the teammate in the customer's place; null when there is nowhere to ring. */
export function createCustomerRing({ customer }: Call): CallEffect | null {
  const { number, identity } = customer
  if (number !== null) return { kind: 'ring-customer', to: number }
  return identity === null ? null : { kind: 'ring-customer', to: `client:${identity}` }
}
