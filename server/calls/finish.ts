import type { EndReason, RecentCall } from '../contract/desk.ts'
import type { CallCommand } from './call-command.ts'
import { legOf } from './call.ts'
import type { AgentLeg, Call } from './call.ts'
import { go, secondsBetween } from './step.ts'
import type { Step } from './step.ts'

/** How long an ended call stays on the agent's screen, ms. */
const SHOWN_MS = 20_000

/**
 * Ends a call whose agent is part of it: the conversation at Twilio, the Task, the agent's history, and
 * after-call work when there was a conversation.
 */
export function finish(call: Call, reason: EndReason, at: number): Step {
  const leg = legOf(call.phase)
  const talkedSince = call.phase.kind === 'active' ? call.phase.since : null
  const talkedSeconds = talkedSince === null ? 0 : secondsBetween(talkedSince, at)
  // What is ours comes first: an unreachable Twilio must not delay after-call work.
  const commands: CallCommand[] = []
  if (leg !== null) {
    const startedAt = talkedSince ?? call.startedAt
    const outcome = outcomeOf(call, reason, talkedSince)
    const { identity, partyId: entryId } = leg
    const entry = { entryId, identity, startedAt, talkedSeconds, outcome }
    commands.push({ kind: 'record', entry })
    if (talkedSince !== null) {
      commands.push({ kind: 'start-wrap-up', identity, reason, talkedSeconds })
    }
  }
  commands.push(...stopRinging(call), endConversation(call, leg), ...closeTask(call, talkedSince))
  const shownUntil = at + SHOWN_MS
  const ended = { ...call, trouble: null }
  return go(ended, { kind: 'ended', at, reason, leg, talkedSince, shownUntil }, ...commands)
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
    leg: null,
    talkedSince: null,
    shownUntil: at,
  }
  return go(call, ended, ...commands, { kind: 'record', entry })
}

/** A customer who is still being rung is no participant yet: ending the Conference would let it ring on. */
function stopRinging(call: Call): readonly CallCommand[] {
  const { callSid } = call.customer
  if (call.phase.kind !== 'dialing' || callSid === null) return []
  return [{ kind: 'end-leg', callSid }]
}

function endConversation(call: Call, leg: AgentLeg | null): CallCommand {
  const legs = [leg?.callSid ?? null, call.customer.callSid].filter((sid) => sid !== null)
  return { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs }
}

/** After a conversation the Task waits for after-call work; without one it is over. */
function closeTask(call: Call, talkedSince: number | null): readonly CallCommand[] {
  if (call.task === null) return []
  const { taskSid, reservationSid, accepted } = call.task
  if (reservationSid === null) return [{ kind: 'cancel-task', taskSid }]
  // An acceptance under way is answered by an event, which the ended call then settles.
  if (!accepted) return []
  const kind = talkedSince === null ? 'complete-reservation' : 'wrap-reservation'
  return [{ kind, taskSid, reservationSid }]
}

function outcomeOf(
  call: Call,
  reason: EndReason,
  talkedSince: number | null,
): RecentCall['outcome'] {
  if (talkedSince !== null) return 'answered'
  if (call.direction === 'inbound') return reason === 'customer-hung-up' ? 'abandoned' : 'failed'
  switch (reason) {
    case 'busy':
    case 'no-answer':
    case 'declined':
      return reason
    case 'agent-hung-up':
    case 'customer-hung-up':
      return 'abandoned'
    case 'failed':
    case 'connection-lost':
      return 'failed'
  }
}
