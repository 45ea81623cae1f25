import type { EndReason } from '../../contract/desk.ts'
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

/**
 * Takes a party out of the conversation. A teammate's history is written. After-call work begins for an agent of the
 * conversation; the Task of an invitee ends.
 */
export function depart(
  call: CallIn<'active'>,
  party: Party,
  over: { readonly because: LeftBecause; readonly reason: EndReason },
  at: number,
): Departure {
  const { because } = over
  const reason = party.identity === null ? null : over.reason
  const status = { kind: 'left', at, because, reason } as const
  const gone = withParty(call, { ...withSpeechEnded(party, at), status, ending: null })
  const history =
    party.identity === null ? [] : createHistory(call, party, party.identity, over, at)
  const due = hasWrapUp(call, party) ? 'wrapping' : 'completed'
  const closed = closeTask(gone, party.partyId, due)
  return { call: withPhaseOf(gone, closed.call), history, tasks: closed.effects }
}

/** `closeTask` changes only Tasks, so the phase is the same. */
function withPhaseOf(before: CallIn<'active'>, after: Call): CallIn<'active'> {
  return { ...after, phase: before.phase }
}

/** After-call work is for the agents of the conversation, and not for calls between teammates. */
function hasWrapUp(call: Call, { agentSince }: Party): boolean {
  return agentSince !== null && !isBetweenTeammates(call)
}

function createHistory(
  call: Call,
  party: Party,
  identity: string,
  over: { readonly because: LeftBecause; readonly reason: EndReason },
  at: number,
): readonly CallEffect[] {
  const { partyId, status, role } = party
  const began = party.agentSince ?? party.joinedAt
  if (began === null) {
    if (status.kind !== 'ringing') return []
    const outcome = over.because === 'declined' ? 'declined' : 'missed'
    const entry = { entryId: partyId, identity, startedAt: status.since, talkedSeconds: 0 }
    return [{ kind: 'write-history', entry: { ...entry, outcome } }]
  }
  const talkedSeconds = countSeconds(began, at)
  // A teammate who was queued again may have several conversations in one call.
  const entryId = role === 'customer' ? `${partyId}_${call.callId}_${began}` : partyId
  const entry = { entryId, identity, startedAt: began, talkedSeconds }
  const record = { kind: 'write-history', entry: { ...entry, outcome: 'answered' } } as const
  if (!hasWrapUp(call, party)) return [record]
  const { reason } = over
  return [record, { kind: 'start-wrap-up', partyId, identity, reason, talkedSeconds }]
}
