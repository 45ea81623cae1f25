import { counterpartOf, offeredBy } from '../domain/calls/parties.ts'
import type { RingingView } from '../view/app-view.ts'
import type { OfferedCall } from './select-calls.ts'

export function ringingView({ callId, snapshot, from, pending }: OfferedCall): RingingView {
  const caller = snapshot === null ? undefined : counterpartOf(snapshot)
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
