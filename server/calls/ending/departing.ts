import type { EndReason } from '../../contract/desk.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { Call, CallIn } from '../model/call.ts'
import { isBetweenColleagues } from '../model/internal.ts'
import { withParty } from '../model/parties.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { quiet } from '../model/party.ts'
import { secondsBetween } from '../model/step.ts'
import { closeTask } from '../tasks/tasks.ts'

/** A party's part is over. What is ours to write down comes apart from what TaskRouter is told. */
export interface Departure {
  readonly call: CallIn<'active'>
  readonly books: readonly CallCommand[]
  readonly tasks: readonly CallCommand[]
}

/**
 * Takes a party out of the conversation. A teammate's history is written; after-call work begins for
 * one whose own conversation it was, and a Task of one who was only asked in is over.
 */
export function depart(
  call: CallIn<'active'>,
  party: Party,
  over: { readonly because: LeftBecause; readonly reason: EndReason },
  at: number,
): Departure {
  const { because } = over
  const reason = party.identity === null ? null : over.reason
  const presence = { kind: 'left', at, because, reason } as const
  const gone = withParty(call, { ...quiet(party, at), presence, ending: null })
  const books = party.identity === null ? [] : write(call, party, party.identity, over, at)
  const due = worksAfter(call, party) ? 'wrapping' : 'completed'
  const closed = closeTask(gone, party.partyId, due)
  return { call: sameTalk(gone, closed.call), books, tasks: closed.commands }
}

/** `closeTask` changes Tasks alone; the phase is the one that it was given. */
function sameTalk(before: CallIn<'active'>, after: Call): CallIn<'active'> {
  return { ...after, phase: before.phase }
}

/** After-call work is for those whose own conversation it was, and not of calls between colleagues. */
function worksAfter(call: Call, { agentSince }: Party): boolean {
  return agentSince !== null && !isBetweenColleagues(call)
}

function write(
  call: Call,
  party: Party,
  identity: string,
  over: { readonly because: LeftBecause; readonly reason: EndReason },
  at: number,
): readonly CallCommand[] {
  const { partyId, presence, role } = party
  const began = party.agentSince ?? party.joinedAt
  if (began === null) {
    if (presence.kind !== 'ringing') return []
    const outcome = over.because === 'declined' ? 'declined' : 'missed'
    const entry = { entryId: partyId, identity, startedAt: presence.since, talkedSeconds: 0 }
    return [{ kind: 'record', entry: { ...entry, outcome } }]
  }
  const talkedSeconds = secondsBetween(began, at)
  // A colleague who was queued again may come to several conversations in one call.
  const entryId = role === 'customer' ? `${partyId}_${call.callId}_${began}` : partyId
  const entry = { entryId, identity, startedAt: began, talkedSeconds }
  const record = { kind: 'record', entry: { ...entry, outcome: 'answered' } } as const
  if (!worksAfter(call, party)) return [record]
  const { reason } = over
  return [record, { kind: 'start-wrap-up', partyId, identity, reason, talkedSeconds }]
}
