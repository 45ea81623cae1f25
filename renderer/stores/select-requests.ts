import { assertNever } from '../../server/contract/assert-never.ts'
import type { PartyStep, RecordingStep } from '../../server/contract/commands.ts'
import type { CallSnapshot, Party, TransferSnapshot } from '../../server/contract/desk.ts'
import type { RequestedView } from '../view/app-view.ts'
import type { Request } from '../domain/model/request.ts'
import type { State } from '../domain/model/state.ts'

/** What was requested here for a call and is not answered yet. */
export function requestedOf(state: State, callId: string): RequestedView {
  const requests = requestsOf(state, callId)
  return {
    parties: partySteps(requests),
    transfer: transferOf(requests),
    add: requests.some((request) => request.about === 'add'),
    recording: recordingStepOf(requests),
    leave: requests.some((request) => request.about === 'leave'),
  }
}

function requestsOf(state: State, callId: string): readonly Request[] {
  return state.requests.map(({ request }) => request).filter((item) => item.callId === callId)
}

function partySteps(requests: readonly Request[]): Readonly<Record<string, PartyStep>> {
  return Object.fromEntries(
    requests.flatMap((request): [string, PartyStep][] =>
      request.about === 'party' ? [[request.partyId, request.step]] : [],
    ),
  )
}

function recordingStepOf(requests: readonly Request[]): RecordingStep | null {
  return requests.find((request) => request.about === 'recording')?.step ?? null
}

function transferOf(requests: readonly Request[]): RequestedView['transfer'] {
  for (const request of requests) {
    if (request.about === 'transfer') return 'start'
    if (request.about === 'transfer-step') return request.step
  }
  return null
}

/** The call with the pending requests over it: they change `requested` and `pending` at once, never `confirmed`. */
export function withRequests(state: State, call: CallSnapshot): CallSnapshot {
  const requests = requestsOf(state, call.callId)
  const steps = partySteps(requests)
  const step = transferOf(requests)
  const parties = call.parties.map((party) => withStep(party, steps[party.partyId]))
  const asked = recordingStepOf(requests)
  const recording =
    call.recording === null || asked === null
      ? call.recording
      : { ...call.recording, pending: asked }
  return { ...call, parties, recording, transfer: withPending(call.transfer, step) }
}

function withStep(party: Party, step: PartyStep | undefined): Party {
  switch (step) {
    case 'hold':
    case 'resume':
      return { ...party, hold: { ...party.hold, requested: step === 'hold' } }
    case 'mute':
    case 'unmute':
      return { ...party, mute: { ...party.mute, requested: step === 'mute' } }
    case 'remove':
    case undefined:
      return party
    default: {
      return assertNever(step)
    }
  }
}

function withPending(
  transfer: TransferSnapshot | null,
  step: RequestedView['transfer'],
): TransferSnapshot | null {
  return transfer === null || step === null || step === 'start'
    ? transfer
    : { ...transfer, pending: step }
}
