import { getOperation } from '../model/phase.ts'
import type { Transfer } from '../model/phase.ts'
import type { TransferStep } from '../../contract/commands.ts'
import { ringParty } from './inviting.ts'
import type { CallEvent } from '../model/call-event.ts'
import { requestFlag } from './holding.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { takeOver, withdrawInvitation } from './leaving.ts'
import {
  findAgent,
  findCustomer,
  endParty,
  withoutReleasing,
  findParty,
  withReleasing,
  withParty,
  createHandover,
  withTransfer,
  withoutOperation,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isSetAside, isSettled } from './setting-aside.ts'
import { CUSTOMER, createInvitedParty, isMovingHere, isConnected } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { getRequested, isBackingOff, isConfirmed } from '../model/confirmable.ts'
import { moveToQueue, requeueCustomer } from './requeueing.ts'
import { stay, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/** An agent hands the conversation over. */
export function onTransferRequested(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'transfer-requested' }>,
  at: number,
): Step {
  const { phase } = call
  const by = phase.parties.find((party) => party.identity === event.by && isConnected(party))
  const customer = findCustomer(call)
  const busy = !isSettled(call) || phase.parties.some(isMovingHere)
  if (by === undefined || by.role !== 'agent' || by.ending !== null || busy) return stay(call)
  if (isBetweenTeammates(call)) return stay(call)
  // The consult would be put on hold like everybody in a call that is set aside.
  if (event.transfer === 'warm' && isSetAside(call)) return stay(call)
  if (customer === null || !isConnected(customer)) return stay(call)
  const { to, reason } = event
  if (to.kind === 'queue') {
    const { identity: fromIdentity, name, partyId: byPartyId } = by
    const handover = {
      from: name ?? '',
      fromIdentity: fromIdentity ?? '',
      kind: 'queue' as const,
      reason,
      notes: call.notes,
    }
    return moveToQueue(call, { queueName: to.queueName, handover, byPartyId }, at)
  }
  const transfer: Transfer = {
    kind: event.transfer,
    stage: 'holding',
    partyId: to.invitee.partyId,
    byPartyId: by.partyId,
    reason,
    pending: null,
    since: at,
    heldBefore: getRequested(customer.hold) && !phase.releasing.includes(CUSTOMER),
  }
  const who = createInvitedParty(to.invitee, { kind: 'waiting', since: at }, at)
  const waiting = { ...who, joinedHow: 'transferred' as const }
  const begun = withTransfer(withParty({ ...call, failure: null }, waiting), transfer)
  return requestFlag(withoutReleasing(begun, CUSTOMER), customer, 'hold', true, at)
}

/** The next step that the agent wants. A step that does not fit the stage changes nothing. */
export function onTransferStepRequested(call: ActiveCall, step: TransferStep, at: number): Step {
  const { transfer } = getOperation(call.phase)
  if (transfer === null || call.phase.closing !== null) return stay(call)
  const target = findParty(call, transfer.partyId)
  if (target === null || target.ending !== null || transfer.pending === step) return stay(call)
  const pending = withTransfer({ ...call, failure: null }, { ...transfer, pending: step })
  if (step === 'cancel') {
    if (transfer.kind === 'cold' && isConnected(target)) return stay(call)
    if (target.status.kind !== 'waiting') return endParty(pending, target, 'taken-back', at)
    return chainWhileActive(withdrawInvitation(call, target, at), (next) =>
      endTransfer(next, transfer, at),
    )
  }
  const inTouch = isConnected(target) && transfer.kind === 'warm'
  // One step at a time: while one is under way, only a cancel is accepted.
  if (!inTouch || transfer.pending !== null || (step === 'join' && transfer.stage === 'joined'))
    return stay(call)
  return stay(pending)
}

/** Does the next thing in a transfer that the confirmed state allows. */
export function advanceTransfer(call: ActiveCall, at: number): Step {
  const { transfer } = getOperation(call.phase)
  const customer = findCustomer(call)
  if (transfer === null || customer === null || call.phase.closing !== null) return stay(call)
  const target = findParty(call, transfer.partyId)
  if (target === null) return stay(call)
  switch (transfer.stage) {
    case 'holding':
      return advanceHolding(call, transfer, customer, target, at)
    case 'ringing':
      return isConnected(target) ? onTargetAnswered(call, transfer, target, at) : stay(call)
    case 'consulting':
    case 'swapped':
    case 'joined':
      return target.ending === null ? arrange(call, transfer, customer, target, at) : stay(call)
  }
}

function advanceHolding(
  call: ActiveCall,
  transfer: Transfer,
  customer: Party,
  target: Party,
  at: number,
): Step {
  if (isConfirmed(customer.hold, true)) {
    const ringing = withTransfer(call, { ...transfer, stage: 'ringing', since: at })
    return ringParty(ringing, target, target.identity === null, at)
  }
  if (getRequested(customer.hold)) return stay(call)
  return chainWhileActive(withdrawInvitation(call, target, at), (next) =>
    endTransfer(next, transfer, at),
  )
}

/** Nobody was rung: agent and customer are as before, or the customer waits for another agent. */
function endTransfer(call: ActiveCall, transfer: Transfer, at: number): Step {
  const by = findParty(call, transfer.byPartyId)
  const over = withoutOperation(call)
  if (by === null || !isConnected(by))
    return requeueCustomer(over, createHandover(call, transfer), at)
  return stay(transfer.heldBefore ? over : withReleasing(over, CUSTOMER))
}

/** The target has answered. A cold transfer is completed at once. */
function onTargetAnswered(call: ActiveCall, transfer: Transfer, target: Party, at: number): Step {
  const pending = transfer.kind === 'cold' ? 'complete' : transfer.pending
  const next: Transfer = { ...transfer, stage: 'consulting', pending, since: at }
  const met = withTransfer(call, next)
  const { partyId, identity, workerSid } = target
  if (identity === null || workerSid === null) return stay(met)
  return openTask(met, { partyId, identity, workerSid }, createHandover(call, transfer))
}

/** Who hears music in each arrangement. */
const HELD = {
  consulting: { customer: true, target: false },
  swapped: { customer: false, target: true },
  joined: { customer: false, target: false },
} as const

type Arrangement = keyof typeof HELD

function getGoal({ stage, pending }: Transfer): Arrangement {
  const now = stage === 'swapped' || stage === 'joined' ? stage : 'consulting'
  if (pending === 'swap') return now === 'consulting' ? 'swapped' : 'consulting'
  return pending === 'join' || pending === 'complete' ? 'joined' : now
}

function arrange(
  call: ActiveCall,
  transfer: Transfer,
  customer: Party,
  target: Party,
  at: number,
): Step {
  const goal = getGoal(transfer)
  const wanted = [
    { party: customer, hold: HELD[goal].customer },
    { party: target, hold: HELD[goal].target },
  ]
  const unproved = wanted.filter(({ party, hold }) => !isConfirmed(party.hold, hold))
  if (unproved.length > 0) {
    // Holds first: only when they are confirmed may the other party hear the agent.
    const toHold = unproved.filter(({ hold }) => hold)
    let step: Step = stay(call)
    for (const { party, hold } of toHold.length > 0 ? toHold : unproved) {
      if (isBackingOff(party.hold)) continue
      step = chainWhileActive(step, (next) => requestFlag(next, party, 'hold', hold, at))
    }
    return step
  }
  const by = findParty(call, transfer.byPartyId)
  if (transfer.pending === 'complete') {
    if (by === null || !isConnected(by)) return takeOver(call, transfer, target, at)
    return endParty(call, by, 'hung-up', at)
  }
  if (transfer.stage === goal && transfer.pending === null) return stay(call)
  const arranged = { ...transfer, stage: goal, pending: null, since: at }
  return stay(withTransfer({ ...call, failure: null }, arranged))
}

/** Ends holds and mutes that nobody is left to end, or that a transfer has left behind. */
export function advanceReleases(call: ActiveCall, at: number): Step {
  let step: Step = stay(call)
  for (const partyId of call.phase.releasing) {
    step = chainWhileActive(step, (next) => release(next, partyId, at))
  }
  return step
}

function release(call: ActiveCall, partyId: string, at: number): Step {
  const party = findParty(call, partyId)
  // An agent who is here mutes anybody they want.
  const mayUnmute = findAgent(call) === null
  const unmuted = party === null || !mayUnmute || isConfirmed(party.mute, false)
  const free = party === null || (isConfirmed(party.hold, false) && unmuted)
  if (party === null || !isConnected(party) || free) return stay(withoutReleasing(call, partyId))
  const unheld = isBackingOff(party.hold) ? stay(call) : requestFlag(call, party, 'hold', false, at)
  return chainWhileActive(unheld, (next) => {
    const now = findParty(next, partyId)
    if (now === null || !mayUnmute || isBackingOff(now.mute)) return stay(next)
    return requestFlag(next, now, 'mute', false, at)
  })
}
