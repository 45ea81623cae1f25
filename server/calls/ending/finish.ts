import { CUSTOMER } from '../model/party.ts'
import type { AgentLeg } from '../model/phase.ts'
import type { EndReason, RecentCall } from '../../contract/desk.ts'
import { lookForUnnamed } from './aftermath.ts'
import type { CallCommand } from '../model/call-effect.ts'
import { customerIn, deskIn, isIn, legOf } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { colleagueOut, reasonForColleague } from './teammate.ts'
import { depart } from './departing.ts'
import { presentParties } from '../model/parties.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { andThen, go } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { closeTask } from '../tasks/tasks.ts'

/** How long an ended call stays on the agents' screens, ms. */
export const SHOWN_MS = 20_000

/**
 * Ends a call whose agent is part of it: the conversation at Twilio, the Tasks, the agents' history, and
 * after-call work when there was a conversation. `endedBy` is the party whose act ended that; before there was
 * one, the reason says it.
 */
export function finish(
  call: Call,
  reason: EndReason,
  at: number,
  endedBy: string | null = null,
): Step {
  return isIn(call, 'active') ? endTalk(call, reason, endedBy, at) : endBefore(call, reason, at)
}

/** The caller gave up before any agent had the call. */
export function abandon(call: Call, at: number, ...commands: readonly CallCommand[]): Step {
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
    // Only a colleague has a desk that shows it.
    parties: call.customer.identity === null ? [] : neverMet(call, null, 'customer-hung-up', at),
    talkedSince: null,
    shownUntil: call.customer.identity === null ? at : at + SHOWN_MS,
  }
  const out = colleagueOut(call, 'customer-hung-up')
  return go(out.call, ended, ...commands, { kind: 'record', entry }, ...out.commands)
}

function endTalk(
  call: CallIn<'active'>,
  reason: EndReason,
  endedBy: string | null,
  at: number,
): Step {
  const { since } = call.phase
  const here = presentParties(call)
  let gone = call
  const books: CallCommand[] = []
  const tasks: CallCommand[] = []
  for (const party of here) {
    const departed = depart(gone, party, { because: becauseOf(party), reason }, at)
    gone = departed.call
    books.push(...departed.books)
    tasks.push(...departed.tasks)
  }
  const legs = here.flatMap(({ callSid }) => callSid ?? [])
  // Who is still being rung is no participant yet: ending the Conference would let it ring on.
  const rung = here.flatMap(({ callSid, presence }) =>
    presence.kind === 'ringing' && callSid !== null ? [{ kind: 'end-leg', callSid } as const] : [],
  )
  const { parties } = gone.phase
  const ended = { kind: 'ended', at, reason, endedBy, parties, talkedSince: since } as const
  return go(
    { ...gone, trouble: null, endedLegs: [...new Set([...call.endedLegs, ...legs])] },
    { ...ended, shownUntil: at + SHOWN_MS },
    // What is ours comes first: an unreachable Twilio must not delay after-call work.
    ...books,
    ...rung,
    { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs },
    ...tasks,
    ...notComing(call.phase.parties),
    ...lookForUnnamed(call, here),
  )
}

function becauseOf({ ending, presence }: Party): LeftBecause {
  return ending?.because ?? (presence.kind === 'connected' ? 'hung-up' : 'taken-back')
}

function endBefore(call: Call, reason: EndReason, at: number): Step {
  const leg = legOf(call.phase)
  const commands: CallCommand[] = []
  if (leg !== null) {
    const { identity, partyId: entryId } = leg
    const outcome = outcomeOf(call, reason)
    const entry = { entryId, identity, startedAt: call.startedAt, talkedSeconds: 0, outcome }
    commands.push({ kind: 'record', entry })
  }
  const { callSid } = call.customer
  if (call.phase.kind === 'dialing' && callSid !== null) commands.push({ kind: 'end-leg', callSid })
  const legs = [leg?.callSid ?? null, callSid].filter((sid) => sid !== null)
  const out = colleagueOut(call, reason)
  const closed =
    leg === null ? out : andThen(out, (next) => closeTask(next, leg.partyId, 'completed'))
  return go(
    { ...closed.call, trouble: null, endedLegs: [...new Set([...closed.call.endedLegs, ...legs])] },
    {
      kind: 'ended',
      at,
      reason,
      endedBy: actorOf(call, reason),
      parties: neverMet(call, leg, reason, at),
      talkedSince: null,
      shownUntil: at + SHOWN_MS,
    },
    ...commands,
    { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs },
    ...closed.commands,
  )
}

/** Whose act ended a call that never became a conversation. */
function actorOf({ phase }: Call, reason: EndReason): string | null {
  switch (reason) {
    case 'agent-hung-up':
      return legOf(phase)?.partyId ?? null
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
function neverMet(call: Call, leg: AgentLeg | null, reason: EndReason, at: number): Party[] {
  const left = { kind: 'left', at, because: 'hung-up' } as const
  const never = { joinedAt: null, agentSince: null }
  const told = { ...left, reason: reasonForColleague(call, reason) }
  const customer = { ...customerIn(call, at), ...never, presence: told }
  if (leg === null) return [customer]
  return [customer, { ...deskIn(call, leg, at), ...never, presence: { ...left, reason } }]
}

function outcomeOf(call: Call, reason: EndReason): RecentCall['outcome'] {
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

/** Tells the other call of a merger what became of its customer. */
export function tell(callId: string, partyId: string, done: boolean): CallCommand {
  return { kind: 'tell-merge', callId, partyId, done }
}

/** What the other calls learn when this one ends before their customers are here. */
export function notComing(parties: readonly Party[]): readonly CallCommand[] {
  return parties.flatMap(({ movedFrom, partyId }) =>
    movedFrom === null ? [] : [tell(movedFrom, partyId, false)],
  )
}
