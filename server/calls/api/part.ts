import { getAgentIdentities, getParties, isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import { isHere } from '../model/party.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Part } from '../../permissions/permissions.ts'

/** What an agent is to the call; empty for somebody who has nothing to do with it. */
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
