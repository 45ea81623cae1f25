import { CUSTOMER } from '../model/party.ts'
import type { EndReason } from '../../contract/desk.ts'
import { writeUnmetHistory } from '../model/call-effect.ts'
import type { HistoryEntry } from '../model/call-effect.ts'
import type { Call } from '../model/call.ts'
import { chain, endLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { closeTask, openTask } from '../tasks/tasks.ts'

/*
 * The teammate in the customer's place.
 */

/** Opens a Task of their own, so that TaskRouter reserves them for no other call. */
export function openTeammateTask(call: Call): Step {
  return openTask(call, { ...call.customer, partyId: CUSTOMER }, null)
}

/** The call ended before a conversation: the teammate's Task ends, and their history says how. */
export function endTeammate(call: Call, reason: EndReason): Step {
  const { identity, callSid } = call.customer
  if (identity === null) return stay(call)
  const part = describePart(call, reason)
  const entryId = `${CUSTOMER}_${call.callId}`
  const history = part === null ? [] : [writeUnmetHistory({ entryId, identity, ...part })]
  const free = chain({ call, effects: history }, (next) => closeTask(next, CUSTOMER, 'completed'))
  // A caller is ended here, wherever they wait; a called teammate is ended together with the agent.
  return call.direction === 'inbound' ? chain(free, (next) => endLeg(next, callSid)) : free
}

/** How the call ended for the teammate; null if they never learned of it. */
export function getTeammateEndReason(call: Call, reason: EndReason): EndReason | null {
  return describePart(call, reason) === null ? null : reason
}

function describePart(
  call: Call,
  reason: EndReason,
): Pick<HistoryEntry, 'startedAt' | 'outcome'> | null {
  const { phase, customer, direction } = call
  if (customer.identity === null) return null
  if (direction === 'inbound') {
    const outcome = reason === 'customer-hung-up' ? 'abandoned' : 'failed'
    return { startedAt: call.startedAt, outcome }
  }
  if (phase.kind !== 'dialing' || customer.callSid === null) return null
  const outcome = reason === 'declined' ? 'declined' : 'missed'
  return { startedAt: phase.rungAt ?? phase.since, outcome }
}
