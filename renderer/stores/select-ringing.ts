import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { RingingView } from '../view/app-view.ts'
import { callIdOf, snapshotOf } from '../domain/calls/local-call.ts'
import { counterpartOf, isOffered, offeredBy } from '../domain/calls/parties.ts'
import { isDeclined, waitingOf } from '../domain/calls/second-call.ts'
import type { State } from '../domain/model/state.ts'

/** The leg that rings, or that was answered with nobody else to talk to. */
export function selectRinging(state: State): RingingView | null {
  const { call, parked } = state
  if (call.kind === 'none' || call.direction === 'outbound') return null
  const callId = callIdOf(state) ?? call.id
  const snapshot = snapshotOf(state, callId)
  const offered = snapshot === null || isOffered(snapshot)
  // During another call an answered one is the call in hand at once: the screen does not ring for it.
  const answering = call.kind === 'connecting' && offered && parked.kind === 'none'
  if (call.kind !== 'incoming' && !answering) return null
  const declining = call.kind === 'incoming' && call.declining
  const pending = call.kind === 'incoming' ? (declining ? 'decline' : null) : 'answer'
  return ringingView(callId, snapshot, call.from, pending)
}

/** The call that is offered without a leg of its own. */
export function selectWaiting(state: State): RingingView | null {
  const waiting = waitingOf(state)
  if (waiting === null) return null
  const pending = isDeclined(state, waiting.callId) ? 'decline' : null
  return ringingView(waiting.callId, waiting, null, pending)
}

function ringingView(
  callId: string,
  snapshot: CallSnapshot | null,
  from: string | null,
  pending: RingingView['pending'],
): RingingView {
  const caller = snapshot === null ? null : counterpartOf(snapshot)
  const offer = snapshot?.state.kind === 'ringing' ? snapshot.state : null
  return {
    kind: 'ringing',
    callId,
    callerName: caller?.name ?? null,
    callerNumber: caller?.number ?? from,
    queueName: snapshot?.queueName ?? null,
    transferFrom: snapshot === null ? null : offeredBy(snapshot),
    handover: snapshot?.handover ?? null,
    waitedSeconds: snapshot?.waitedSeconds ?? 0,
    since: offer?.since ?? null,
    deadline: offer?.deadline ?? null,
    pending,
  }
}
