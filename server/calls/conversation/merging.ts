import { getOperation } from '../model/phase.ts'
import type { Merge } from '../model/phase.ts'
import type { EventOf } from '../model/event-owner.ts'
import { depart } from '../ending/departing.ts'
import { finish } from '../ending/finish.ts'
import {
  findAgent,
  findCustomer,
  describeHandover,
  findParty,
  isCustomerHere,
  getPresentParties,
  withPhase,
  withoutOperation,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isStaying } from '../model/party.ts'
import { isSettled, findOwnPart } from './setting-aside.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { waitInQueue } from './waiting-again.ts'
import { readCall, stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * The call that ends in a merge: its customer is moved into another call. The other call does it and reports the
 * result; it is asked again until it has done so, also after a restart.
 */

/** Whether the customer can be moved: agent and customer are alone, and the customer is no teammate. */
export function canHandOver(call: ActiveCall, identity: string): boolean {
  const customer = findCustomer(call)
  if (customer === null || !isStaying(customer)) return false
  if (customer.identity !== null || customer.callSid === null) return false
  const alone = getPresentParties(call).length === 2
  return alone && findOwnPart(call, identity) !== null && isSettled(call)
}

export function onMergeRequested(
  call: ActiveCall,
  { by, into, partyId }: EventOf<'merge-requested'>,
  at: number,
): Step {
  const agent = findOwnPart(call, by)
  if (agent === null || !canHandOver(call, by)) return stay(call)
  const begun = { into, partyId, byPartyId: agent.partyId, deadline: at }
  return requestAdoption({ ...call, failure: null }, begun, at)
}

/** The other call has not reported the result yet. */
export function onMergeOverdue(call: ActiveCall, at: number): Step {
  const { merge: begun } = getOperation(call.phase)
  return begun === null || at < begun.deadline ? stay(call) : requestAdoption(call, begun, at)
}

function requestAdoption(call: ActiveCall, begun: Merge, at: number): Step {
  const customer = findCustomer(call)
  const by = findParty(call, begun.byPartyId)
  if (customer === null || customer.callSid === null || !by?.identity) return stay(call)
  const { number, digits, name, callSid } = customer
  const { into, partyId } = begun
  const who = { partyId, number, digits, name, identity: null, workerSid: null }
  return {
    call: withPhase(call, {
      operation: { kind: 'merge', merge: { ...begun, deadline: at + CONFIRM_TIMEOUT_MS } },
    }),
    effects: [{ kind: 'request-adoption', into, by: by.identity, invitee: who, callSid }],
  }
}

/** The customer is in the other call: this one ends, and does not touch the customer's leg. */
export function onMergeDone(
  call: ActiveCall,
  { partyId }: EventOf<'merge-done'>,
  at: number,
): Step {
  const customer = findCustomer(call)
  const { merge: begun } = getOperation(call.phase)
  if (begun?.partyId !== partyId || customer === null) return stay(call)
  const over = { because: 'removed', reason: 'transferred' } as const
  return finish(depart(call, customer, over, at).call, 'transferred', at, begun.byPartyId)
}

/** Only Twilio knows where the customer is now. Without an agent they wait for another one. */
export function onMergeFailed(
  call: ActiveCall,
  { partyId }: EventOf<'merge-failed'>,
  at: number,
): Step {
  const { merge: begun } = getOperation(call.phase)
  if (begun?.partyId !== partyId) return stay(call)
  const over = withoutOperation(call)
  if (findAgent(over) === null) {
    if (!isCustomerHere(over)) return finish(over, 'customer-hung-up', at)
    const by = findParty(over, begun.byPartyId)
    return waitInQueue(over, at, { handover: describeHandover(over, by, 'left') })
  }
  return {
    call: { ...over, failure: createFailure('merge', 'failed', at) },
    effects: [readCall(call)],
  }
}
