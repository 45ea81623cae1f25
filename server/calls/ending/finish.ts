import type { AgentLeg } from '../model/phase.ts'
import type { EndReason } from '../../contract/desk.ts'
import { readIfLegUnknown } from './aftermath.ts'
import { writeUnmetHistory } from '../model/call-effect.ts'
import type { CallEffect, HistoryEntry } from '../model/call-effect.ts'
import { toCustomerParty, toAgentParty, isIn, getLeg } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { endTeammate, getTeammateEndReason } from './teammate.ts'
import { depart } from './departing.ts'
import { getPresentParties } from '../model/parties.ts'
import { CUSTOMER, isMovingHere } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { chain, enterPhase } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { cancelQueueTask, closeTask } from '../tasks/tasks.ts'

/** How long an ended call stays on the agents' screens, ms. */
export const SHOWN_MS = 20_000

/**
 * Ends a call that has an agent: the conversation at Twilio, the Tasks, the agents' history, and after-call work if
 * there was a conversation. `endedBy` is the party who ended the conversation; before there was one, the reason says
 * it.
 */
export function finish(
  call: Call,
  reason: EndReason,
  at: number,
  endedBy: string | null = null,
): Step {
  return isIn(call, 'active') ? endActive(call, reason, endedBy, at) : endBefore(call, reason, at)
}

/** The caller hung up before any agent had the call. */
export function abandon(call: Call, at: number, ...effects: readonly CallEffect[]): Step {
  const { callId, startedAt } = call
  const reason = 'customer-hung-up'
  // Only a teammate has a desk that shows it.
  const shown =
    call.customer.identity === null
      ? { endedBy: null, parties: [], shownUntil: at }
      : {
          endedBy: CUSTOMER,
          parties: createUnmetParties(call, null, reason, at),
          shownUntil: at + SHOWN_MS,
        }
  const out = endTeammate(call, reason)
  return enterPhase(
    out.call,
    { kind: 'ended', at, reason, talkedSince: null, ...shown },
    ...effects,
    writeUnmetHistory({ entryId: callId, identity: null, startedAt, outcome: 'abandoned' }),
    ...cancelQueueTask(call),
    ...out.effects,
  )
}

function endActive(
  call: CallIn<'active'>,
  reason: EndReason,
  endedBy: string | null,
  at: number,
): Step {
  const { since } = call.phase
  const here = getPresentParties(call)
  let gone = call
  const history: CallEffect[] = []
  const tasks: CallEffect[] = []
  for (const party of here) {
    const departed = depart(gone, party, { because: whyLeft(party), reason }, at)
    gone = departed.call
    history.push(...departed.history)
    tasks.push(...departed.tasks)
  }
  // Another call goes on with its customer, who has not come yet, unless somebody hangs up on everybody.
  const isReleased = (party: Party) => call.phase.closing === null && isMovingHere(party)
  const released = here.filter(isReleased).flatMap(({ callSid }) => callSid ?? [])
  const legs = here.flatMap(({ callSid }) => callSid ?? []).filter((sid) => !released.includes(sid))
  const { parties } = gone.phase
  const ended = { kind: 'ended', at, reason, endedBy, parties, talkedSince: since } as const
  return enterPhase(
    {
      ...gone,
      failure: null,
      endedLegs: [...new Set([...call.endedLegs, ...legs])],
      releasedLegs: [...call.releasedLegs, ...released],
    },
    { ...ended, shownUntil: at + SHOWN_MS },
    // Our own writes come first: an unreachable Twilio must not delay after-call work.
    ...history,
    endConversation(call, legs),
    ...tasks,
    ...reportFailedMerges(call.phase.parties),
    ...readIfLegUnknown(call, here),
  )
}

function whyLeft({ ending, status }: Party): LeftBecause {
  return ending?.because ?? (status.kind === 'connected' ? 'hung-up' : 'taken-back')
}

function endBefore(call: Call, reason: EndReason, at: number): Step {
  const leg = getLeg(call.phase)
  const { callSid } = call.customer
  const legs = [leg?.callSid ?? null, callSid].filter((sid) => sid !== null)
  const out = endTeammate(call, reason)
  const closed =
    leg === null ? out : chain(out, (next) => closeTask(next, leg.partyId, 'completed'))
  const effects: CallEffect[] = []
  if (leg !== null) effects.push(writeAgentHistory(call, leg, reason))
  if (call.phase.kind === 'dialing' && callSid !== null) effects.push({ kind: 'end-leg', callSid })
  return enterPhase(
    { ...closed.call, failure: null, endedLegs: [...new Set([...closed.call.endedLegs, ...legs])] },
    {
      kind: 'ended',
      at,
      reason,
      endedBy: whoEnded(call, reason),
      parties: createUnmetParties(call, leg, reason, at),
      talkedSince: null,
      shownUntil: at + SHOWN_MS,
    },
    ...effects,
    endConversation(call, legs),
    ...cancelQueueTask(call),
    ...closed.effects,
  )
}

/** Ends these legs, and the Conference. A customer who is not among them has gone on in another call. */
export function endConversation(call: Call, legs: readonly string[]): CallEffect {
  const { conferenceSid, customer } = call
  const { callSid } = customer
  const customerCallSid = callSid !== null && legs.includes(callSid) ? callSid : null
  return { kind: 'end-conversation', customerCallSid, conferenceSid, legs: [...legs] }
}

/** Who ended a call that never became a conversation. */
function whoEnded({ phase }: Call, reason: EndReason): string | null {
  if (reason === 'agent-hung-up') return getLeg(phase)?.partyId ?? null
  return reason === 'customer-hung-up' || reason === 'declined' ? CUSTOMER : null
}

/** Customer and agent of a call that never became a conversation. */
function createUnmetParties(
  call: Call,
  leg: AgentLeg | null,
  reason: EndReason,
  at: number,
): Party[] {
  const left = { kind: 'left', at, because: 'hung-up' } as const
  const never = { joinedAt: null, agentSince: null }
  const leftAsTeammate = { ...left, reason: getTeammateEndReason(call, reason) }
  const customer = { ...toCustomerParty(call, at), ...never, status: leftAsTeammate }
  if (leg === null) return [customer]
  return [customer, { ...toAgentParty(call, leg, at), ...never, status: { ...left, reason } }]
}

function writeAgentHistory(call: Call, leg: AgentLeg, reason: EndReason): CallEffect {
  const { partyId: entryId, identity } = leg
  const inbound = reason === 'customer-hung-up' ? 'abandoned' : 'failed'
  const outcome = call.direction === 'inbound' ? inbound : OUTBOUND_OUTCOMES[reason]
  return writeUnmetHistory({ entryId, identity, startedAt: call.startedAt, outcome })
}

const OUTBOUND_OUTCOMES: Record<EndReason, HistoryEntry['outcome']> = {
  'no-answer': 'no-answer',
  busy: 'busy',
  declined: 'declined',
  'agent-hung-up': 'abandoned',
  'customer-hung-up': 'abandoned',
  transferred: 'abandoned',
  failed: 'failed',
  'connection-lost': 'failed',
}

/** Tells the other call of a merge what became of its customer. */
export function reportMerge(callId: string, partyId: string, done: boolean): CallEffect {
  return { kind: 'report-merge', callId, partyId, done }
}

/** For the other calls, when this one ends before their customers arrive. */
function reportFailedMerges(parties: readonly Party[]): readonly CallEffect[] {
  return parties.flatMap(({ movedFrom, partyId }) =>
    movedFrom === null ? [] : [reportMerge(movedFrom, partyId, false)],
  )
}
