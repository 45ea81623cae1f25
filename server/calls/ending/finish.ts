import { CUSTOMER } from '../model/party.ts'
import type { AgentLeg } from '../model/phase.ts'
import type { EndReason, RecentCall } from '../../contract/desk.ts'
import { readIfLegUnknown } from './aftermath.ts'
import type { CallEffect } from '../model/call-effect.ts'
import { toCustomerParty, toAgentParty, isIn, getLeg } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { endTeammate, getTeammateEndReason } from './teammate.ts'
import { depart } from './departing.ts'
import { getPresentParties } from '../model/parties.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { chain, enterPhase } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { closeTask } from '../tasks/tasks.ts'

/** How long an ended call stays on the agents' screens, ms. */
export const SHOWN_MS = 20_000

/**
 * Ends a call that has an agent: the conversation at Twilio, the Tasks, the agents' history, and after-call work if there was a
 * conversation. `endedBy` is the party who ended the conversation; before there was one, the reason says it.
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
  const entry = {
    entryId: call.callId,
    identity: null,
    startedAt: call.startedAt,
    talkedSeconds: 0,
    outcome: 'abandoned' as const,
  }
  const ended = {
    kind: 'ended' as const,
    at,
    reason: 'customer-hung-up' as const,
    endedBy: call.customer.identity === null ? null : CUSTOMER,
    // Only a teammate has a desk that shows it.
    parties:
      call.customer.identity === null ? [] : createUnmetParties(call, null, 'customer-hung-up', at),
    talkedSince: null,
    shownUntil: call.customer.identity === null ? at : at + SHOWN_MS,
  }
  const out = endTeammate(call, 'customer-hung-up')
  return enterPhase(out.call, ended, ...effects, { kind: 'write-history', entry }, ...out.effects)
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
  const legs = here.flatMap(({ callSid }) => callSid ?? [])
  // A party who is still ringing is no participant yet: ending the Conference would let it ring on.
  const rung = here.flatMap(({ callSid, status }) =>
    status.kind === 'ringing' && callSid !== null ? [{ kind: 'end-leg', callSid } as const] : [],
  )
  const { parties } = gone.phase
  const ended = { kind: 'ended', at, reason, endedBy, parties, talkedSince: since } as const
  return enterPhase(
    { ...gone, failure: null, endedLegs: [...new Set([...call.endedLegs, ...legs])] },
    { ...ended, shownUntil: at + SHOWN_MS },
    // Our own writes come first: an unreachable Twilio must not delay after-call work.
    ...history,
    ...rung,
    { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs },
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
  const effects: CallEffect[] = []
  if (leg !== null) {
    const { identity, partyId: entryId } = leg
    const outcome = getOutcome(call, reason)
    const entry = { entryId, identity, startedAt: call.startedAt, talkedSeconds: 0, outcome }
    effects.push({ kind: 'write-history', entry })
  }
  const { callSid } = call.customer
  if (call.phase.kind === 'dialing' && callSid !== null) effects.push({ kind: 'end-leg', callSid })
  const legs = [leg?.callSid ?? null, callSid].filter((sid) => sid !== null)
  const out = endTeammate(call, reason)
  const closed =
    leg === null ? out : chain(out, (next) => closeTask(next, leg.partyId, 'completed'))
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
    { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs },
    ...closed.effects,
  )
}

/** Who ended a call that never became a conversation. */
function whoEnded({ phase }: Call, reason: EndReason): string | null {
  switch (reason) {
    case 'agent-hung-up':
      return getLeg(phase)?.partyId ?? null
    case 'customer-hung-up':
    case 'declined':
      return CUSTOMER
    case 'transferred':
    case 'no-answer':
    case 'busy':
    case 'failed':
    case 'connection-lost':
      return null
  }
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

function getOutcome(call: Call, reason: EndReason): RecentCall['outcome'] {
  if (call.direction === 'inbound') return reason === 'customer-hung-up' ? 'abandoned' : 'failed'
  switch (reason) {
    case 'busy':
    case 'no-answer':
    case 'declined':
      return reason
    case 'agent-hung-up':
    case 'customer-hung-up':
    case 'transferred':
      return 'abandoned'
    case 'failed':
    case 'connection-lost':
      return 'failed'
  }
}

/** Tells the other call of a merge what became of its customer. */
export function reportMerge(callId: string, partyId: string, done: boolean): CallEffect {
  return { kind: 'report-merge', callId, partyId, done }
}

/** For the other calls, when this one ends before their customers arrive. */
export function reportFailedMerges(parties: readonly Party[]): readonly CallEffect[] {
  return parties.flatMap(({ movedFrom, partyId }) =>
    movedFrom === null ? [] : [reportMerge(movedFrom, partyId, false)],
  )
}
