import { getOperation } from '../model/phase.ts'
import type { Transfer } from '../model/phase.ts'
import type { EndReason } from '../../contract/desk.ts'
import type { CallEvent } from '../model/call-event.ts'
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
  withTransfer,
  withoutOperation,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, isMovingHere, isConnected, isHere, describeParty } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { requeueCustomer } from './requeueing.ts'
import { stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

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
  const reason = getEndReason(call, party)
  const departed = depart(call, party, { because, reason }, at)
  const out = { call: departed.call, effects: departed.history }
  const settled = chainWhileActive(out, (next) => continueTransferWithout(next, party, because, at))
  const step = chainWhileActive(settled, (next) => continueOrFinish(next, party, at))
  return { call: step.call, effects: [...step.effects, ...departed.tasks] }
}

/** An agent leaves the others alone; an agent who is transferring leaves as soon as the transfer allows it. */
export function onLeaveRequested(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'leave-requested' | 'hang-up-requested' }>,
  at: number,
): Step {
  const party = call.phase.parties.find((each) => each.identity === event.by && isHere(each))
  if (party === undefined || call.phase.closing !== null) return stay(call)
  if (party.status.kind !== 'connected') return endParty(call, party, 'declined', at)
  const { transfer } = getOperation(call.phase)
  if (transfer?.byPartyId === party.partyId) {
    const target = findParty(call, transfer.partyId)
    if (target !== null && isConnected(target) && target.ending === null && isCustomerHere(call)) {
      return stay(withTransfer(call, { ...transfer, pending: 'complete' }))
    }
    return endParty(call, party, 'hung-up', at)
  }
  const others = getPresentParties(call).filter((each) => each !== party && isConnected(each))
  const goesOn =
    party.role !== 'agent' ||
    (others.some(isCustomer) && others.length > 1) ||
    !isCustomerHere(call)
  return goesOn ? endParty(call, party, 'hung-up', at) : stay(call)
}

/** Whether the customer would be left alone without this agent: then leaving ends the call for everybody. */
export function isNeededByCustomer(call: ActiveCall, identity: string): boolean {
  const { transfer } = getOperation(call.phase)
  const party = call.phase.parties.find((each) => each.identity === identity && isConnected(each))
  if (party === undefined || party.role !== 'agent') return false
  if (transfer?.byPartyId === party.partyId) return false
  const others = getPresentParties(call).filter((each) => each !== party && isConnected(each))
  return !(others.some(isCustomer) && others.length > 1)
}

const isCustomer = ({ role }: Party) => role === 'customer'

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
  if (party.partyId === CUSTOMER) return onCustomerLeft(call, at)
  if (transfer === null) return stay(call)
  if (party.partyId === transfer.partyId) return onTargetLeft(call, transfer, party, because, at)
  if (party.partyId === transfer.byPartyId) return onAgentLeft(call, transfer, at)
  return stay(call)
}

/** Nobody is left to transfer: a target who has answered stays with the agent, others stop ringing. */
function onCustomerLeft(call: ActiveCall, at: number): Step {
  const { transfer } = getOperation(call.phase)
  const over = withoutOperation(call)
  const target = transfer === null ? null : findParty(over, transfer.partyId)
  if (target === null) return stay(over)
  if (isConnected(target)) return stay(withReleasing(over, target.partyId))
  return withdrawInvitation(over, target, at)
}

function onTargetLeft(
  call: ActiveCall,
  transfer: Transfer,
  target: Party,
  because: LeftBecause,
  at: number,
): Step {
  const over = withoutOperation(call)
  const withFailure = {
    ...over,
    failure: createTransferFailure(because, target, at) ?? call.failure,
  }
  const by = findParty(withFailure, transfer.byPartyId)
  if (by === null || !isConnected(by))
    return requeueCustomer(withFailure, createHandover(call, transfer), at)
  return stay(transfer.heldBefore ? withFailure : withReleasing(withFailure, CUSTOMER))
}

/** The agent has left: a target who has answered takes over, a cold transfer goes on ringing, a warm one is cancelled. */
function onAgentLeft(call: ActiveCall, transfer: Transfer, at: number): Step {
  const target = findParty(call, transfer.partyId)
  if (target === null || !isHere(target)) return stay(withoutOperation(call))
  if (isConnected(target) && target.ending === null) return takeOver(call, transfer, target, at)
  if (transfer.kind === 'cold' && target.ending === null) return stay(call)
  const handover = createHandover(call, transfer)
  const over = withdrawInvitation(withoutOperation(call), target, at)
  return chainWhileActive(over, (next) => requeueCustomer(next, handover, at))
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
  const { identity, workerSid, partyId } = party
  if (identity === null || workerSid === null) return stay(call)
  const promoted = withParty(call, { ...party, role: 'agent', agentSince: at })
  return openTask(promoted, { partyId, identity, workerSid }, call.handover)
}

/** Cancels the invitation of a party who has not answered yet. */
export function withdrawInvitation(call: ActiveCall, target: Party, at: number): Step {
  if (target.status.kind !== 'waiting') return endParty(call, target, 'taken-back', at)
  const left = { kind: 'left', at, because: 'taken-back', reason: null } as const
  return stay(withParty(call, { ...target, status: left }))
}

function createTransferFailure(because: LeftBecause, target: Party, at: number) {
  if (because === 'removed' || because === 'taken-back') return null
  const code = because === 'hung-up' ? 'left' : because
  return createFailure('transfer', code, at, describeParty(target))
}

/** Whether the remaining parties still have a conversation, and who its agent is now. */
function continueOrFinish(call: ActiveCall, left: Party, at: number): Step {
  if (!hasConversation(call)) {
    return finish(
      call,
      left.role === 'customer' || !isCustomerHere(call) ? 'customer-hung-up' : 'agent-hung-up',
      at,
      whoEnded(call, left),
    )
  }
  const withFailure = { ...call, failure: createAddFailure(call, left, at) ?? call.failure }
  const moving = call.phase.operation.kind !== 'none'
  if (moving || findAgent(withFailure) !== null) return stay(withFailure)
  // Nobody is left who could end a hold.
  const everybody = getPresentParties(withFailure).map(({ partyId }) => partyId)
  const freed = withReleasing(withFailure, ...everybody)
  const heir = getPresentParties(freed).find(
    ({ role, ...each }) => role === 'consult' && isUp(each),
  )
  return heir === undefined ? stay(freed) : promote(freed, heir, at)
}

/** Who ended this party's part: itself, or the agent who removed it. Null if it never arrived. */
function whoEnded(call: ActiveCall, { partyId }: Party): string | null {
  const now = findParty(call, partyId)
  if (now?.status.kind !== 'left') return null
  switch (now.status.because) {
    case 'hung-up':
      return partyId
    case 'removed':
    case 'taken-back':
      return findAgent(call)?.partyId ?? null
    case 'no-answer':
    case 'busy':
    case 'declined':
    case 'failed':
      return null
  }
}

function isUp({ status, ending }: Pick<Party, 'status' | 'ending'>): boolean {
  return status.kind === 'connected' && ending === null
}

/** For an invitee who did not arrive. */
function createAddFailure(call: ActiveCall, before: Party, at: number) {
  const now = findParty(call, before.partyId)
  // The other call reports a failed merge.
  if (isMovingHere(before)) return null
  if (before.status.kind !== 'ringing' || now?.status.kind !== 'left') return null
  const { because } = now.status
  if (call.failure?.command === 'transfer' || because === 'removed' || because === 'taken-back') {
    return null
  }
  return createFailure('add', because === 'hung-up' ? 'left' : because, at, describeParty(before))
}

function hasConversation(call: ActiveCall): boolean {
  const here = getPresentParties(call)
  const up = here.filter(isConnected)
  // Another call's customer is on the way: everybody here waits for them.
  if (up.length > 0 && here.some(isMovingHere)) return true
  if (!isCustomerHere(call)) return findAgent(call) !== null && up.length > 1
  return up.length > 1 || call.phase.operation.kind !== 'none'
}
