import type { RecentCall } from '../../contract/desk.ts'
import { getParties } from './call.ts'
import type { Call } from './call.ts'

/*
 * Calls with a teammate in the customer's place: an agent called them, or they called a queue.
 */

type Between = Pick<Call, 'direction' | 'customer'>

/** An agent called a teammate. Such a call has no after-call work and cannot be transferred. */
export function isBetweenTeammates({ direction, customer }: Between): boolean {
  return direction === 'outbound' && customer.identity !== null
}

/** Whether this agent is in the customer's place. */
export function isInCustomersPlace(
  { customer }: Pick<Call, 'customer'>,
  identity: string | null,
): boolean {
  return identity !== null && customer.identity === identity
}

/** The direction for screens and history. */
export function getDirection({ direction, customer }: Between): RecentCall['direction'] {
  return customer.identity === null ? direction : 'internal'
}

/** The name of the person this agent talked to: the customer, or the agent if this one was in the customer's place. */
export function getOtherName(call: Call, identity: string | null): string | null {
  if (!isInCustomersPlace(call, identity)) return call.customer.name
  return getParties(call.phase).findLast(({ role }) => role === 'agent')?.name ?? null
}
