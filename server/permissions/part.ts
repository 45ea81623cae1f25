import { getAgentIdentities, isIn, getParties } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { isInCustomersPlace } from '../calls/model/internal.ts'
import { isHere } from '../calls/model/party.ts'
import type { ErrorCode } from '../contract/errors.ts'

/**
 * What an agent is to a call. `agent`: it is their conversation, or rings as such at their desk. `guest`: invited by an
 * agent, and not the one whose conversation it is. `customer`: a teammate in the customer's place. `former`: was in it.
 * `handed-over`: transferred its customer to the queue in which they wait.
 */
export type Part = 'agent' | 'guest' | 'customer' | 'former' | 'handed-over'

/** Nothing for somebody who has nothing to do with it. */
function partsIn(call: Call, identity: string): readonly Part[] {
  const handed: readonly Part[] = call.handover?.fromIdentity === identity ? ['handed-over'] : []
  const now = partNow(call, identity)
  return now === null ? handed : [now, ...handed]
}

function partNow(call: Call, identity: string): Part | null {
  if (!getAgentIdentities(call).includes(identity)) {
    const wasIn = getParties(call.phase).some((each) => each.identity === identity)
    return wasIn ? 'former' : null
  }
  if (isInCustomersPlace(call, identity)) return 'customer'
  if (!isIn(call, 'active')) return 'agent'
  const self = call.phase.parties.find((each) => each.identity === identity && isHere(each))
  return self?.role === 'agent' ? 'agent' : 'guest'
}

/** Why an agent may not; null when they may. A call that somebody has nothing to do with does not exist for them. */
export function refusalOf(
  call: Call | null,
  identity: string,
  of: readonly Part[],
): ErrorCode | null {
  const parts = call === null ? [] : partsIn(call, identity)
  if (parts.some((part) => of.includes(part))) return null
  if (parts.includes('former')) return 'call-ended'
  return parts.some((part) => part !== 'handed-over') ? 'forbidden' : 'not-found'
}
