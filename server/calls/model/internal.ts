import type { RecentCall } from '../../contract/desk.ts'
import { getParties } from './call.ts'
import type { Call } from './call.ts'

/*
 * Calls with a colleague in the customer's place: one whom an agent rang, or one who called a queue.
 */

type Between = Pick<Call, 'direction' | 'customer'>

/** An agent rang a colleague. Nobody works on such a call afterwards, and nobody can be handed over. */
export function isBetweenTeammates({ direction, customer }: Between): boolean {
  return direction === 'outbound' && customer.identity !== null
}

/** Whether this very agent is in the customer's place. */
export function isInCustomersPlace(
  { customer }: Pick<Call, 'customer'>,
  identity: string | null,
): boolean {
  return identity !== null && customer.identity === identity
}

/** What screens and books call it. */
export function getDirection({ direction, customer }: Between): RecentCall['direction'] {
  return customer.identity === null ? direction : 'internal'
}

/** Whom this agent was in touch with: the customer, or for one in that place the agent; null where nobody knows. */
export function getOtherName(call: Call, identity: string | null): string | null {
  if (!isInCustomersPlace(call, identity)) return call.customer.name
  return getParties(call.phase).findLast(({ role }) => role === 'agent')?.name ?? null
}
