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
  withPhase,
  createHandover,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, isMovingHere, isConnected, isHere, describeParty } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { requeueCustomer } from './requeueing.ts'
import { stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/** Somebody is out of the conversation: proved, not only asked for. */
export function removeParty(
  call: ActiveCall,
  party: Party,
  because: LeftBecause,
  at: number,
): Step {
  if (!isHere(party)) return stay(call)
  const { closing } = call.phase
  const central = party.role === 'customer' || party.role === 'agent'
  // After the agent's own command Twilio may report the customer's leg first.
  if (closing !== null && central) return finish(call, 'agent-hung-up', at, closing.byPartyId)
  const reason = getEndReason(call, party)
  const departed = depart(call, party, { because, reason }, at)
  const out = { call: departed.call, effects: departed.books }
  const settled = chainWhileActive(out, (next) => continueTransferWithout(next, party, because, at))
  const step = chainWhileActive(settled, (next) => continueOrFinish(next, party, at))
  return { call: step.call, effects: [...step.effects, ...departed.tasks] }
}

/** An agent leaves the others alone; one who transfers leaves as soon as the transfer allows. */
export function onLeaveRequested(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'leave-requested' | 'hang-up-requested' }>,
  at: number,
): Step {
  const party = call.phase.parties.find((each) => each.identity === event.by && isHere(each))
  if (party === undefined || call.phase.closing !== null) return stay(call)
  if (party.status.kind !== 'connected') return endParty(call, party, 'declined', at)
  const { transfer } = call.phase
  if (transfer?.byPartyId === party.partyId) {
    const target = findParty(call, transfer.partyId)
    if (target !== null && isConnected(target) && target.ending === null && isCustomerHere(call)) {
      return stay(withPhase(call, { transfer: { ...transfer, pending: 'complete' } }))
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

/** True when leaving would leave the customer with nobody: then the call ends for all. */
export function isNeededByCustomer(call: ActiveCall, identity: string): boolean {
  const { transfer } = call.phase
  const party = call.phase.parties.find((each) => each.identity === identity && isConnected(each))
  if (party === undefined || party.role !== 'agent') return false
  if (transfer?.byPartyId === party.partyId) return false
  const others = getPresentParties(call).filter((each) => each !== party && isConnected(each))
  return !(others.some(isCustomer) && others.length > 1)
}

const isCustomer = ({ role }: Party) => role === 'customer'

function getEndReason(call: ActiveCall, party: Party): EndReason {
  if (party.role === 'customer' || !isCustomerHere(call)) return 'customer-hung-up'
  const { transfer, requeue } = call.phase
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
  const { transfer } = call.phase
  if (party.partyId === CUSTOMER) return onCustomerLeft(call, at)
  if (transfer === null) return stay(call)
  if (party.partyId === transfer.partyId) return onTargetLeft(call, transfer, party, because, at)
  if (party.partyId === transfer.byPartyId) return onAgentLeft(call, transfer, at)
  return stay(call)
}

/** Nobody is left to transfer: a target who was reached stays with the agent, others ring no more. */
function onCustomerLeft(call: ActiveCall, at: number): Step {
  const { transfer } = call.phase
  const over = withPhase(call, { transfer: null, requeue: null, merge: null })
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
  const over = withPhase(call, { transfer: null })
  const withFailure = {
    ...over,
    failure: createTransferFailure(because, target, at) ?? call.failure,
  }
  const by = findParty(withFailure, transfer.byPartyId)
  if (by === null || !isConnected(by))
    return requeueCustomer(withFailure, createHandover(call, transfer), at)
  return stay(transfer.heldBefore ? withFailure : withReleasing(withFailure, CUSTOMER))
}

/** The agent has gone: who was reached takes over, a cold transfer rings on, a warm one is off. */
function onAgentLeft(call: ActiveCall, transfer: Transfer, at: number): Step {
  const target = findParty(call, transfer.partyId)
  if (target === null || !isHere(target)) return stay(withPhase(call, { transfer: null }))
  if (isConnected(target) && target.ending === null) return takeOver(call, transfer, target, at)
  if (transfer.kind === 'cold' && target.ending === null) return stay(call)
  const handover = createHandover(call, transfer)
  const over = withdrawInvitation(withPhase(call, { transfer: null }), target, at)
  return chainWhileActive(over, (next) => requeueCustomer(next, handover, at))
}

/** The customer is the target's now. Whoever was on hold between the two is released. */
export function takeOver(call: ActiveCall, transfer: Transfer, target: Party, at: number): Step {
  const handover = createHandover(call, transfer)
  const over = withPhase({ ...call, handover, failure: null }, { transfer: null })
  const freed = withReleasing(over, CUSTOMER, target.partyId)
  return promote(freed, target, at)
}

/** A teammate becomes the one whose conversation it is, with a Task of their own. */
function promote(call: ActiveCall, party: Party, at: number): Step {
  const { identity, workerSid, partyId } = party
  if (identity === null || workerSid === null) return stay(call)
  const promoted = withParty(call, { ...party, role: 'agent', agentSince: at })
  return openTask(promoted, { partyId, identity, workerSid }, call.handover)
}

/** Somebody who was not reached yet is not wanted any more. */
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

/** Whether those who are left have a conversation, and whose it is now. */
function continueOrFinish(call: ActiveCall, left: Party, at: number): Step {
  if (!hasConversation(call)) {
    return finish(
      call,
      left.role === 'customer' || !isCustomerHere(call) ? 'customer-hung-up' : 'agent-hung-up',
      at,
      whoEnded(call, left),
    )
  }
  const { transfer, requeue, merge } = call.phase
  const withFailure = { ...call, failure: createAddFailure(call, left, at) ?? call.failure }
  const moving = transfer !== null || requeue !== null || merge !== null
  if (moving || findAgent(withFailure) !== null) return stay(withFailure)
  // Nobody is left who could take a hold back.
  const everybody = getPresentParties(withFailure).map(({ partyId }) => partyId)
  const freed = withReleasing(withFailure, ...everybody)
  const heir = getPresentParties(freed).find(
    ({ role, ...each }) => role === 'consult' && isUp(each),
  )
  return heir === undefined ? stay(freed) : promote(freed, heir, at)
}

/** Who took this party out: itself, or the agent who removed it. Null where it never came. */
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

/** Somebody who was to be added and did not come. */
function createAddFailure(call: ActiveCall, before: Party, at: number) {
  const now = findParty(call, before.partyId)
  // Of a merger the other call tells.
  if (isMovingHere(before)) return null
  if (before.status.kind !== 'ringing' || now?.status.kind !== 'left') return null
  const { because } = now.status
  if (call.failure?.command === 'transfer' || because === 'removed' || because === 'taken-back') {
    return null
  }
  return createFailure('add', because === 'hung-up' ? 'left' : because, at, describeParty(before))
}

function hasConversation(call: ActiveCall): boolean {
  const { transfer, requeue, merge } = call.phase
  const here = getPresentParties(call)
  const up = here.filter(isConnected)
  // Another call's customer is on the way: whoever is here waits for them.
  if (up.length > 0 && here.some(isMovingHere)) return true
  if (!isCustomerHere(call)) return findAgent(call) !== null && up.length > 1
  return up.length > 1 || requeue !== null || transfer !== null || merge !== null
}
