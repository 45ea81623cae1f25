import { getOperation } from '../model/phase.ts'
import type { Transfer } from '../model/phase.ts'
import type { TransferStep } from '../../contract/commands.ts'
import { ringParty } from './inviting.ts'
import type { EventOf } from '../model/event-owner.ts'
import { requestFlag } from './holding.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { endTransfer, takeOver, withdrawInvitation } from './leaving.ts'
import {
  findAgent,
  findCustomer,
  endParty,
  withoutReleasing,
  findParty,
  withParty,
  createHandover,
  describeHandover,
  withTransfer,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { findOwnPart, isSetAside, isSettled } from './setting-aside.ts'
import { CUSTOMER, createInvitedParty, isMovingHere, isConnected } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { getRequested, isBackingOff, isConfirmed } from '../model/confirmable.ts'
import { transferToQueue } from './transferring-to-queue.ts'
import { stay, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'
import { chainForParty, forEachParty } from './party-steps.ts'

/** An agent hands the conversation over. */
export function onTransferRequested(
  call: ActiveCall,
  event: EventOf<'transfer-requested'>,
  at: number,
): Step {
  const by = findOwnPart(call, event.by)
  const customer = findCustomer(call)
  if (by === null || customer === null || !isConnected(customer)) return stay(call)
  if (!isSettled(call) || call.phase.parties.some(isMovingHere)) return stay(call)
  if (isBetweenTeammates(call)) return stay(call)
  // The consult would be put on hold like everybody in a call that is set aside.
  if (event.transfer === 'warm' && isSetAside(call)) return stay(call)
  const { to, reason } = event
  const byPartyId = by.partyId
  if (to.kind === 'queue') {
    const handover = describeHandover(call, by, 'queue', reason)
    return transferToQueue(call, { queueName: to.queueName, handover, byPartyId }, at)
  }
  const transfer: Transfer = {
    kind: event.transfer,
    stage: 'holding',
    partyId: to.invitee.partyId,
    byPartyId,
    reason,
    pending: null,
    since: at,
    heldBefore: getRequested(customer.hold) && !call.phase.releasing.includes(CUSTOMER),
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
    return endBeforeRing(call, transfer, target, at)
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
  return endBeforeRing(call, transfer, target, at)
}

function endBeforeRing(call: ActiveCall, transfer: Transfer, target: Party, at: number): Step {
  return chainWhileActive(withdrawInvitation(call, target, at), (next) =>
    endTransfer(next, transfer, at),
  )
}

/** The target has answered. A cold transfer is completed at once. */
function onTargetAnswered(call: ActiveCall, transfer: Transfer, target: Party, at: number): Step {
  const pending = transfer.kind === 'cold' ? 'complete' : transfer.pending
  const next: Transfer = { ...transfer, stage: 'consulting', pending, since: at }
  const met = withTransfer(call, next)
  return openTask(met, target, createHandover(call, transfer))
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
  if (transfer.pending === 'complete') {
    const by = findParty(call, transfer.byPartyId)
    if (by === null || !isConnected(by)) return takeOver(call, transfer, target, at)
    return endParty(call, by, 'hung-up', at)
  }
  if (transfer.stage === goal && transfer.pending === null) return stay(call)
  const arranged = { ...transfer, stage: goal, pending: null, since: at }
  return stay(withTransfer({ ...call, failure: null }, arranged))
}

/** Ends holds and mutes that nobody is left to end, or that a transfer has left behind. */
export function advanceReleases(call: ActiveCall, at: number): Step {
  return forEachParty(call, call.phase.releasing, (next, party) => release(next, party, at))
}

function release(call: ActiveCall, party: Party, at: number): Step {
  const { partyId } = party
  // An agent who is here mutes anybody they want.
  const mayUnmute = findAgent(call) === null
  const free = isConfirmed(party.hold, false) && (!mayUnmute || isConfirmed(party.mute, false))
  if (!isConnected(party) || free) return stay(withoutReleasing(call, partyId))
  const unheld = isBackingOff(party.hold) ? stay(call) : requestFlag(call, party, 'hold', false, at)
  return chainForParty(unheld, partyId, (next, now) =>
    mayUnmute && !isBackingOff(now.mute) ? requestFlag(next, now, 'mute', false, at) : stay(next),
  )
}
