import type { Merging } from '../model/phase.ts'
import type { CallEvent } from '../model/call-event.ts'
import { depart } from '../ending/departing.ts'
import { finish } from '../ending/finish.ts'
import { agentIn, customerOf, presentParties, withPhase } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { isConnected } from '../model/party.ts'
import { isSettled, ownPart } from './setting-aside.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { stay, trouble } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * The conversation that ends in a merger: its customer is moved into another one. The other call does it and says
 * what came of it; it is asked again until it has said so, also after a restart.
 */
type MergeEvent = Extract<CallEvent, { kind: 'merge-asked' | 'merge-done' | 'merge-failed' }>

export function merging(call: Talk, event: MergeEvent, at: number): Step {
  switch (event.kind) {
    case 'merge-asked':
      return asked(call, event, at)
    case 'merge-done':
      return merged(call, event.partyId, at)
    case 'merge-failed':
      return notMerged(call, event.partyId, at)
  }
}

/** Whether the customer can be moved elsewhere: agent and customer are alone, and the customer is no colleague. */
export function canHandOver(call: Talk, identity: string): boolean {
  const customer = customerOf(call)
  if (customer === null || !isConnected(customer) || customer.ending !== null) return false
  if (customer.identity !== null || customer.callSid === null) return false
  const alone = presentParties(call).length === 2
  return alone && ownPart(call, identity) !== null && isSettled(call)
}

function asked(
  call: Talk,
  { by, into, partyId }: Extract<MergeEvent, { kind: 'merge-asked' }>,
  at: number,
): Step {
  const agent = ownPart(call, by)
  if (agent === null || !canHandOver(call, by)) return stay(call)
  const begun = { into, partyId, byPartyId: agent.partyId, deadline: at }
  return handOver({ ...call, trouble: null }, begun, at)
}

/** The other call has not said yet what came of it. */
export function mergeOverdue(call: Talk, at: number): Step {
  const { merging: begun } = call.phase
  return begun === null || at < begun.deadline ? stay(call) : handOver(call, begun, at)
}

function handOver(call: Talk, begun: Merging, at: number): Step {
  const customer = customerOf(call)
  const by = call.phase.parties.find(({ partyId }) => partyId === begun.byPartyId)
  if (customer === null || customer.callSid === null || !by?.identity) return stay(call)
  const { number, digits, name, callSid } = customer
  const { into, partyId } = begun
  const who = { partyId, number, digits, name, identity: null, workerSid: null }
  return {
    call: withPhase(call, { merging: { ...begun, deadline: at + PROOF_DEADLINE_MS } }),
    commands: [{ kind: 'hand-over', into, by: by.identity, who, callSid }],
  }
}

/** The customer is in the other conversation: this one ends, and leaves the customer's leg alone. */
function merged(call: Talk, partyId: string, at: number): Step {
  const customer = customerOf(call)
  const { merging: begun } = call.phase
  if (begun?.partyId !== partyId || customer === null) return stay(call)
  const over = { because: 'removed', reason: 'transferred' } as const
  return finish(depart(call, customer, over, at).call, 'transferred', at, begun.byPartyId)
}

/** Where the customer is now is for Twilio to say. Without an agent nobody could go on with them. */
function notMerged(call: Talk, partyId: string, at: number): Step {
  if (call.phase.merging?.partyId !== partyId) return stay(call)
  const over = withPhase(call, { merging: null })
  if (agentIn(over) === null) return finish(over, 'agent-hung-up', at)
  return {
    call: { ...over, trouble: trouble('merge', 'failed', at) },
    commands: [{ kind: 'read-back', upTo: call.asks }],
  }
}
