import { getOperation } from '../model/phase.ts'
import type { Transfer } from '../model/phase.ts'
import type { EndReason } from '../../contract/desk.ts'
import { depart } from '../ending/departing.ts'
import { finish } from '../ending/finish.ts'
import {
  findAgent,
  isCustomerHere,
  endParty,
  findParty,
  getPresentParties,
  withReleasing,
  withParty,
  createHandover,
  describeHandover,
  withTransfer,
  withoutOperation,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import {
  CUSTOMER,
  isMovingHere,
  isConnected,
  isHere,
  isStaying,
  describeParty,
} from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { waitForDesk, waitInQueue } from './waiting-again.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'
import { getIds } from './party-steps.ts'

/** A party has left the conversation, confirmed by Twilio. */
export function removeParty(
  call: ActiveCall,
  party: Party,
  because: LeftBecause,
  at: number,
): Step {
  if (!isHere(party)) return stay(call)
  const { closing } = call.phase
  const central = party.role === 'customer' || party.role === 'agent'
  // After the agent's hang-up Twilio may report the customer's leg first.
  if (closing !== null && central) return finish(call, 'agent-hung-up', at, closing.byPartyId)
  const lost = because === 'hung-up' && isLost(call, party)
  if (lost && isLastWithCustomer(call, party)) return waitForDesk(withoutOperation(call), party, at)
  const reason = lost ? 'connection-lost' : getEndReason(call, party)
  const departed = depart(call, party, { because, reason }, at)
  const out = { call: departed.call, effects: departed.history }
  const settled = chainWhileActive(out, (next) => continueTransferWithout(next, party, because, at))
  const step = chainWhileActive(settled, (next) => continueOrFinish(next, party, because, at))
  return { call: step.call, effects: [...step.effects, ...departed.tasks] }
}

/** A teammate's leg has ended, and nobody has asked for it: their desk or its network is gone. */
function isLost(call: ActiveCall, party: Party): boolean {
  return isTeammate(party) && isStaying(party) && call.phase.closing === null
}

function isTeammate({ identity, role }: Party): boolean {
  return identity !== null && role !== 'customer'
}

/** Nobody else talks to the customer, is on the way to them, or takes them over. */
function isLastWithCustomer(call: ActiveCall, party: Party): boolean {
  const { transfer, requeue, merge } = getOperation(call.phase)
  if (!canWaitAgain(call) || requeue !== null || merge !== null) return false
  const others = getPresentParties(call).filter(
    (each) => each.partyId !== party.partyId && each.role !== 'customer',
  )
  if (others.some((each) => isConnected(each) || isMovingHere(each))) return false
  const target = others.find(({ partyId }) => partyId === transfer?.partyId)
  return transfer?.kind !== 'cold' || target === undefined || target.ending !== null
}

function canWaitAgain(call: ActiveCall): boolean {
  return isCustomerHere(call) && !isBetweenTeammates(call)
}

/** A party leaves the others; an agent who is transferring leaves as soon as the transfer allows it. */
export function leave(call: ActiveCall, party: Party, at: number): Step {
  if (call.phase.closing !== null) return stay(call)
  if (!isConnected(party)) return endParty(call, party, 'declined', at)
  const { transfer } = getOperation(call.phase)
  const target = transfer?.byPartyId === party.partyId ? findParty(call, transfer.partyId) : null
  return transfer !== null && target !== null && isStaying(target) && isCustomerHere(call)
    ? stay(withTransfer(call, { ...transfer, pending: 'complete' }))
    : endParty(call, party, 'hung-up', at)
}

/** Whether the customer would be left alone without this agent: then leaving ends the call for everybody. */
export function isNeededByCustomer(call: ActiveCall, identity: string): boolean {
  const { transfer } = getOperation(call.phase)
  const party = call.phase.parties.find((each) => each.identity === identity && isConnected(each))
  if (party === undefined || party.role !== 'agent') return false
  if (transfer?.byPartyId === party.partyId) return false
  const others = call.phase.parties.filter((each) => each !== party && isConnected(each))
  return !isCustomerHere(call) || others.length === 1
}

function getEndReason(call: ActiveCall, party: Party): EndReason {
  if (party.role === 'customer' || !isCustomerHere(call)) return 'customer-hung-up'
  const { transfer, requeue } = getOperation(call.phase)
  if (requeue?.byPartyId === party.partyId) return 'transferred'
  if (transfer?.byPartyId !== party.partyId) return 'agent-hung-up'
  const target = findParty(call, transfer.partyId)
  return target !== null && isConnected(target) ? 'transferred' : 'agent-hung-up'
}

/** What a departure means for the transfer that is under way. */
function continueTransferWithout(
  call: ActiveCall,
  party: Party,
  because: LeftBecause,
  at: number,
): Step {
  const { transfer } = getOperation(call.phase)
  if (party.partyId === CUSTOMER) return onCustomerLeft(call, transfer, at)
  if (transfer === null) return stay(call)
  if (party.partyId === transfer.partyId) {
    const failure = createLeftFailure('transfer', party, because, at) ?? call.failure
    return endTransfer({ ...call, failure }, transfer, at)
  }
  if (party.partyId === transfer.byPartyId) return onAgentLeft(call, transfer, at)
  return stay(call)
}

/** Nobody is left to transfer: a target who has answered stays with the agent, others stop ringing. */
function onCustomerLeft(call: ActiveCall, transfer: Transfer | null, at: number): Step {
  const over = withoutOperation(call)
  const target = transfer === null ? null : findParty(over, transfer.partyId)
  if (target === null) return stay(over)
  if (isConnected(target)) return stay(withReleasing(over, target.partyId))
  return withdrawInvitation(over, target, at)
}

/** The target does not come: agent and customer are as before, or the customer waits for another agent. */
export function endTransfer(call: ActiveCall, transfer: Transfer, at: number): Step {
  const by = findParty(call, transfer.byPartyId)
  const over = withoutOperation(call)
  if (by === null || !isConnected(by))
    return waitInQueue(over, at, { handover: createHandover(call, transfer) })
  return stay(transfer.heldBefore ? over : withReleasing(over, CUSTOMER))
}

/**
 * The agent has left: a target who has answered takes over, a cold transfer goes on ringing, a warm one is cancelled.
 */
function onAgentLeft(call: ActiveCall, transfer: Transfer, at: number): Step {
  const target = findParty(call, transfer.partyId)
  if (target === null || !isHere(target)) return stay(withoutOperation(call))
  if (isStaying(target)) return takeOver(call, transfer, target, at)
  if (transfer.kind === 'cold' && target.ending === null) return stay(call)
  const handover = createHandover(call, transfer)
  const over = withdrawInvitation(withoutOperation(call), target, at)
  return chainWhileActive(over, (next) => waitInQueue(next, at, { handover }))
}

/** The target takes over the customer. Everybody who was on hold for the transfer is released. */
export function takeOver(call: ActiveCall, transfer: Transfer, target: Party, at: number): Step {
  const handover = createHandover(call, transfer)
  const over = withoutOperation({ ...call, handover, failure: null })
  const freed = withReleasing(over, CUSTOMER, target.partyId)
  return promote(freed, target, at)
}

/** A teammate becomes the agent of the conversation, with a Task of their own. */
function promote(call: ActiveCall, party: Party, at: number): Step {
  if (party.identity === null || party.workerSid === null) return stay(call)
  return openTask(
    withParty(call, { ...party, role: 'agent', agentSince: at }),
    party,
    call.handover,
  )
}

/** Cancels the invitation of a party who has not answered yet. */
export function withdrawInvitation(call: ActiveCall, target: Party, at: number): Step {
  if (target.status.kind !== 'waiting') return endParty(call, target, 'taken-back', at)
  const left = { kind: 'left', at, because: 'taken-back', reason: null } as const
  return stay(withParty(call, { ...target, status: left }))
}

/** Whether the remaining parties still have a conversation, and who its agent is now. */
function continueOrFinish(call: ActiveCall, left: Party, because: LeftBecause, at: number): Step {
  if (!hasConversation(call)) {
    // Only a command or the customer ends a conversation: one that a teammate has left goes on with somebody else.
    const had = isTeammate(left) ? left : findLostTeammate(call)
    if (had !== null && canWaitAgain(call))
      return waitInQueue(call, at, { handover: describeHandover(call, had, 'left') })
    return finish(
      call,
      left.role === 'customer' || !isCustomerHere(call) ? 'customer-hung-up' : 'agent-hung-up',
      at,
      whoEnded(call, left, because),
    )
  }
  const failure = createAddFailure(call, left, because, at) ?? call.failure
  const moving = call.phase.operation.kind !== 'none'
  if (moving || findAgent(call) !== null) return stay({ ...call, failure })
  // Nobody is left who could end a hold.
  const freed = withReleasing({ ...call, failure }, ...getIds(getPresentParties(call)))
  const heir = freed.phase.parties.find((each) => each.role === 'consult' && isStaying(each))
  return heir === undefined ? stay(freed) : promote(freed, heir, at)
}

/** The last teammate who had the customer, if they were lost: they have left the customer to nobody. */
function findLostTeammate(call: ActiveCall): Party | null {
  const last = call.phase.parties
    .filter((each) => isTeammate(each) && each.joinedAt !== null && each.status.kind === 'left')
    .toSorted((one, other) => whenLeft(one) - whenLeft(other))
    .at(-1)
  return last?.status.kind === 'left' && last.status.reason === 'connection-lost' ? last : null
}

function whenLeft({ status }: Party): number {
  return status.kind === 'left' ? status.at : 0
}

/** Who ended this party's part: itself, or the agent who removed it. Null if it never arrived. */
function whoEnded(call: ActiveCall, { partyId }: Party, because: LeftBecause): string | null {
  if (because === 'hung-up') return partyId
  return isWanted(because) ? (findAgent(call)?.partyId ?? null) : null
}

/** For an invitee who did not arrive. */
function createAddFailure(call: ActiveCall, before: Party, because: LeftBecause, at: number) {
  // The other call reports a failed merge.
  if (before.status.kind !== 'ringing' || isMovingHere(before)) return null
  if (call.failure?.command === 'transfer') return null
  return createLeftFailure('add', before, because, at)
}

/** What the agent learns of somebody who has left. Nothing when the agent wanted it. */
function createLeftFailure(
  command: 'transfer' | 'add',
  party: Party,
  because: LeftBecause,
  at: number,
) {
  if (isWanted(because)) return null
  const code = because === 'hung-up' ? 'left' : because
  return createFailure(command, code, at, describeParty(party))
}

function isWanted(because: LeftBecause): because is 'removed' | 'taken-back' {
  return because === 'removed' || because === 'taken-back'
}

function hasConversation(call: ActiveCall): boolean {
  const here = getPresentParties(call)
  const up = here.filter(isConnected)
  // Another call's customer is on the way: everybody here waits for them.
  if (up.length > 0 && here.some(isMovingHere)) return true
  if (!isCustomerHere(call)) return findAgent(call) !== null && up.length > 1
  return up.length > 1 || call.phase.operation.kind !== 'none'
}
