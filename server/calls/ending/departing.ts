import type { EndReason } from '../../contract/desk.ts'
import { writeUnmetHistory } from '../model/call-effect.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Call, CallIn } from '../model/call.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { withParty } from '../model/parties.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { withSpeechEnded } from '../model/party.ts'
import { countSeconds } from '../model/step.ts'
import { closeTask } from '../tasks/tasks.ts'

/** A party's part is over. `history` is for our own store, `tasks` is for TaskRouter. */
export interface Departure {
  readonly call: CallIn<'active'>
  readonly history: readonly CallEffect[]
  readonly tasks: readonly CallEffect[]
}

interface End {
  readonly because: LeftBecause
  readonly reason: EndReason
}

/**
 * Takes a party out of the conversation. A teammate's history is written. After-call work begins for an agent of the
 * conversation; the Task of an invitee ends. `held`: not before the customer's next one stands in the queue.
 */
export function depart(
  call: CallIn<'active'>,
  party: Party,
  { because, reason }: End,
  at: number,
  held = false,
): Departure {
  const isTeammate = party.identity !== null
  const status = { kind: 'left', at, because, reason: isTeammate ? reason : null } as const
  const left = withParty(call, { ...withSpeechEnded(party, at), status, ending: null })
  const due = hasWrapUp(call, party) ? 'wrapping' : 'completed'
  const closed = closeTask(left, party.partyId, due, held)
  return {
    call: { ...left, tasks: closed.call.tasks },
    history: createHistory(call, party, { because, reason }, at),
    tasks: closed.effects,
  }
}

/** After-call work is for the agents of the conversation, and not for calls between teammates. */
function hasWrapUp(call: Call, { agentSince }: Party): boolean {
  return agentSince !== null && !isBetweenTeammates(call)
}

function createHistory(
  call: Call,
  party: Party,
  { because, reason }: End,
  at: number,
): readonly CallEffect[] {
  const { partyId, identity, status, role } = party
  const began = party.agentSince ?? party.joinedAt
  if (identity === null) return []
  if (began === null) {
    if (status.kind !== 'ringing') return []
    const outcome = because === 'declined' ? 'declined' : 'missed'
    return [writeUnmetHistory({ entryId: partyId, identity, startedAt: status.since, outcome })]
  }
  const talkedSeconds = countSeconds(began, at)
  // A teammate who was queued again may have several conversations in one call.
  const entryId = role === 'customer' ? `${partyId}_${call.callId}_${began}` : partyId
  const entry = { entryId, identity, startedAt: began, talkedSeconds, outcome: 'answered' } as const
  const written = { kind: 'write-history', entry } as const
  if (!hasWrapUp(call, party)) return [written]
  return [written, { kind: 'start-wrap-up', partyId, identity, reason, talkedSeconds }]
}
