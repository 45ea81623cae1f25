import type { Transfer } from '../model/phase.ts'
import type { EndReason } from '../../contract/desk.ts'
import type { CallEvent } from '../model/call-event.ts'
import { depart } from '../ending/departing.ts'
import { finish } from '../ending/finish.ts'
import {
  agentIn,
  customerIsHere,
  endParty,
  partyNamed,
  presentParties,
  releasing,
  withParty,
  withPhase,
  handingOf,
} from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { CUSTOMER, isComing, isConnected, isHere, whoIs } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { backIntoQueue } from './requeueing.ts'
import { stay, trouble, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/** Somebody is out of the conversation: proved, not only asked for. */
export function gone(call: Talk, party: Party, because: LeftBecause, at: number): Step {
  if (!isHere(party)) return stay(call)
  const { closing } = call.phase
  const central = party.role === 'customer' || party.role === 'agent'
  // After the agent's own command Twilio may report the customer's leg first.
  if (closing !== null && central) return finish(call, 'agent-hung-up', at, closing.byPartyId)
  const reason = reasonFor(call, party)
  const departed = depart(call, party, { because, reason }, at)
  const out = { call: departed.call, commands: departed.books }
  const settled = whileTalking(out, (next) => transferWithout(next, party, because, at))
  const step = whileTalking(settled, (next) => goOn(next, party, at))
  return { call: step.call, commands: [...step.commands, ...departed.tasks] }
}

/** An agent leaves the others alone; one who transfers leaves as soon as the transfer allows. */
export function leave(
  call: Talk,
  event: Extract<CallEvent, { kind: 'leave-asked' | 'hang-up-asked' }>,
  at: number,
): Step {
  const party = call.phase.parties.find((each) => each.identity === event.by && isHere(each))
  if (party === undefined || call.phase.closing !== null) return stay(call)
  if (party.presence.kind !== 'connected') return endParty(call, party, 'declined', at)
  const { transfer } = call.phase
  if (transfer?.byPartyId === party.partyId) {
    const target = partyNamed(call, transfer.partyId)
    if (target !== null && isConnected(target) && target.ending === null && customerIsHere(call)) {
      return stay(withPhase(call, { transfer: { ...transfer, pending: 'complete' } }))
    }
    return endParty(call, party, 'hung-up', at)
  }
  const others = presentParties(call).filter((each) => each !== party && isConnected(each))
  const goesOn =
    party.role !== 'agent' ||
    (others.some(isCustomer) && others.length > 1) ||
    !customerIsHere(call)
  return goesOn ? endParty(call, party, 'hung-up', at) : stay(call)
}

/** True when leaving would leave the customer with nobody: then the call ends for all. */
export function wouldEnd(call: Talk, identity: string): boolean {
  const { transfer } = call.phase
  const party = call.phase.parties.find((each) => each.identity === identity && isConnected(each))
  if (party === undefined || party.role !== 'agent') return false
  if (transfer?.byPartyId === party.partyId) return false
  const others = presentParties(call).filter((each) => each !== party && isConnected(each))
  return !(others.some(isCustomer) && others.length > 1)
}

const isCustomer = ({ role }: Party) => role === 'customer'

function reasonFor(call: Talk, party: Party): EndReason {
  if (party.role === 'customer' || !customerIsHere(call)) return 'customer-hung-up'
  const { transfer, queueing } = call.phase
  if (queueing?.byPartyId === party.partyId) return 'transferred'
  if (transfer?.byPartyId !== party.partyId) return 'agent-hung-up'
  const target = partyNamed(call, transfer.partyId)
  return target !== null && isConnected(target) ? 'transferred' : 'agent-hung-up'
}

/** What a departure means for the transfer that is under way. */
function transferWithout(call: Talk, party: Party, because: LeftBecause, at: number): Step {
  const { transfer } = call.phase
  if (party.partyId === CUSTOMER) return customerLost(call, at)
  if (transfer === null) return stay(call)
  if (party.partyId === transfer.partyId) return targetLost(call, transfer, party, because, at)
  if (party.partyId === transfer.byPartyId) return agentLost(call, transfer, at)
  return stay(call)
}

/** Nobody is left to transfer: a target who was reached stays with the agent, others ring no more. */
function customerLost(call: Talk, at: number): Step {
  const { transfer } = call.phase
  const over = withPhase(call, { transfer: null, queueing: null, merging: null })
  const target = transfer === null ? null : partyNamed(over, transfer.partyId)
  if (target === null) return stay(over)
  if (isConnected(target)) return stay(releasing(over, target.partyId))
  return takenBack(over, target, at)
}

function targetLost(
  call: Talk,
  transfer: Transfer,
  target: Party,
  because: LeftBecause,
  at: number,
): Step {
  const over = withPhase(call, { transfer: null })
  const told = { ...over, trouble: troubleOf(because, target, at) ?? call.trouble }
  const by = partyNamed(told, transfer.byPartyId)
  if (by === null || !isConnected(by)) return backIntoQueue(told, handingOf(call, transfer), at)
  return stay(transfer.heldBefore ? told : releasing(told, CUSTOMER))
}

/** The agent has gone: who was reached takes over, a cold transfer rings on, a warm one is off. */
function agentLost(call: Talk, transfer: Transfer, at: number): Step {
  const target = partyNamed(call, transfer.partyId)
  if (target === null || !isHere(target)) return stay(withPhase(call, { transfer: null }))
  if (isConnected(target) && target.ending === null) return takeOver(call, transfer, target, at)
  if (transfer.kind === 'cold' && target.ending === null) return stay(call)
  const handing = handingOf(call, transfer)
  const over = takenBack(withPhase(call, { transfer: null }), target, at)
  return whileTalking(over, (next) => backIntoQueue(next, handing, at))
}

/** The customer is the target's now. Whoever was on hold between the two is released. */
export function takeOver(call: Talk, transfer: Transfer, target: Party, at: number): Step {
  const handing = handingOf(call, transfer)
  const over = withPhase({ ...call, handing, trouble: null }, { transfer: null })
  const freed = releasing(over, CUSTOMER, target.partyId)
  return promote(freed, target, at)
}

/** A teammate becomes the one whose conversation it is, with a Task of their own. */
function promote(call: Talk, party: Party, at: number): Step {
  const { identity, workerSid, partyId } = party
  if (identity === null || workerSid === null) return stay(call)
  const promoted = withParty(call, { ...party, role: 'agent', agentSince: at })
  return openTask(promoted, { partyId, identity, workerSid }, call.handing)
}

/** Somebody who was not reached yet is not wanted any more. */
export function takenBack(call: Talk, target: Party, at: number): Step {
  if (target.presence.kind !== 'waiting') return endParty(call, target, 'taken-back', at)
  const left = { kind: 'left', at, because: 'taken-back', reason: null } as const
  return stay(withParty(call, { ...target, presence: left }))
}

function troubleOf(because: LeftBecause, target: Party, at: number) {
  if (because === 'removed' || because === 'taken-back') return null
  const code = because === 'hung-up' ? 'left' : because
  return trouble('transfer', code, at, whoIs(target))
}

/** Whether those who are left have a conversation, and whose it is now. */
function goOn(call: Talk, left: Party, at: number): Step {
  if (!hasSense(call)) {
    return finish(
      call,
      left.role === 'customer' || !customerIsHere(call) ? 'customer-hung-up' : 'agent-hung-up',
      at,
      whoseAct(call, left),
    )
  }
  const { transfer, queueing, merging } = call.phase
  const told = { ...call, trouble: addedInVain(call, left, at) ?? call.trouble }
  const moving = transfer !== null || queueing !== null || merging !== null
  if (moving || agentIn(told) !== null) return stay(told)
  // Nobody is left who could take a hold back.
  const everybody = presentParties(told).map(({ partyId }) => partyId)
  const freed = releasing(told, ...everybody)
  const heir = presentParties(freed).find(({ role, ...each }) => role === 'consult' && isUp(each))
  return heir === undefined ? stay(freed) : promote(freed, heir, at)
}

/** Who took this party out: itself, or the agent who removed it. Null where it never came. */
function whoseAct(call: Talk, { partyId }: Party): string | null {
  const now = partyNamed(call, partyId)
  if (now?.presence.kind !== 'left') return null
  switch (now.presence.because) {
    case 'hung-up':
      return partyId
    case 'removed':
    case 'taken-back':
      return agentIn(call)?.partyId ?? null
    case 'no-answer':
    case 'busy':
    case 'declined':
    case 'failed':
      return null
  }
}

function isUp({ presence, ending }: Pick<Party, 'presence' | 'ending'>): boolean {
  return presence.kind === 'connected' && ending === null
}

/** Somebody who was to be added and did not come. */
function addedInVain(call: Talk, before: Party, at: number) {
  const now = partyNamed(call, before.partyId)
  // Of a merger the other call tells.
  if (isComing(before)) return null
  if (before.presence.kind !== 'ringing' || now?.presence.kind !== 'left') return null
  const { because } = now.presence
  if (call.trouble?.command === 'transfer' || because === 'removed' || because === 'taken-back') {
    return null
  }
  return trouble('add', because === 'hung-up' ? 'left' : because, at, whoIs(before))
}

function hasSense(call: Talk): boolean {
  const { transfer, queueing, merging } = call.phase
  const here = presentParties(call)
  const up = here.filter(isConnected)
  // Another call's customer is on the way: whoever is here waits for them.
  if (up.length > 0 && here.some(isComing)) return true
  if (!customerIsHere(call)) return agentIn(call) !== null && up.length > 1
  return up.length > 1 || queueing !== null || transfer !== null || merging !== null
}
