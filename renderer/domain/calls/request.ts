import type { Request, PendingRequest } from '../model/request.ts'
import { assertNever } from '../../../server/contract/assert-never.ts'
import type { PartyStep, RecordingStep, Target } from '../../../server/contract/commands.ts'
import type { CallSnapshot, ReceivedFailure, Party } from '../../../server/contract/desk.ts'
import type { State } from '../model/state.ts'
import { partyOf, selfOf, transferTarget } from './parties.ts'

/** A call has one pending request for each subject. */
export function isSameSubject(one: Request, other: Request): boolean {
  return one.callId === other.callId && subjectOf(one) === subjectOf(other)
}

function subjectOf(request: Request): string {
  switch (request.about) {
    case 'transfer':
    case 'transfer-step':
      return 'transfer'
    case 'party':
      return `party ${request.partyId}`
    default:
      return request.about
  }
}

export function isSameRequest(one: Request, other: Request): boolean {
  if (!isSameSubject(one, other) || one.about !== other.about) return false
  const step = 'step' in one ? one.step : null
  return step === ('step' in other ? other.step : null)
}

/** The command whose failure it is. */
export function commandOf(request: Request): ReceivedFailure['command'] {
  switch (request.about) {
    case 'transfer':
    case 'transfer-step':
      return 'transfer'
    case 'add':
      return 'add'
    case 'leave':
      return 'hang-up'
    case 'party':
      return request.step === 'unmute' ? 'mute' : request.step
    case 'switch':
      return 'resume'
    case 'merge':
      return 'merge'
    case 'recording':
      return request.step === 'pause' ? 'pause-recording' : 'resume-recording'
    default:
      return assertNever(request)
  }
}

export function subjectName(state: State, call: CallSnapshot, request: Request): string | null {
  switch (request.about) {
    case 'transfer':
    case 'add':
      return nameOfTarget(state, request.target)
    case 'transfer-step':
      return labelOf(transferTarget(call))
    case 'party':
      return labelOf(partyOf(call, request.partyId))
    case 'leave':
    case 'switch':
    case 'merge':
    case 'recording':
      return null
    default:
      return assertNever(request)
  }
}

function nameOfTarget(state: State, target: Target): string | null {
  const { teammates, queues, directory } = state.targets
  switch (target.kind) {
    case 'number':
      return directory.find(({ number }) => number === target.number)?.name ?? target.number
    case 'teammate':
      return teammates.find((mate) => mate.userId === target.userId)?.displayName ?? null
    case 'queue':
      return queues.find((queue) => queue.queueSid === target.queueSid)?.name ?? null
    default:
      return assertNever(target)
  }
}

/** A party's name or number; null for the customer, who needs none. */
export function labelOf(party: Party | undefined): string | null {
  if (party === undefined || party.role === 'customer') return null
  return party.name ?? party.number
}

/** True when the snapshot shows the result, the failure, or that the request has become pointless. */
export function isAnswered(
  { request, before, otherBefore, settled }: PendingRequest,
  now: CallSnapshot,
  other: CallSnapshot | null,
): boolean {
  if (hasFailed(request, before, now)) return true
  switch (request.about) {
    case 'transfer':
      return now.transfer !== null
    case 'transfer-step': {
      const { transfer } = now
      return (
        settled ||
        transfer === null ||
        transfer.pending === request.step ||
        transfer.stage !== before.transfer?.stage
      )
    }
    case 'add':
      return now.parties.some(({ partyId }) => partyOf(before, partyId) === undefined)
    case 'party':
      return showsStep(partyOf(now, request.partyId), request.step, settled)
    case 'leave':
      return selfOf(now)?.state === 'left'
    case 'switch':
      // The server's reply answers it. The calls themselves show each hold.
      return false
    case 'merge': {
      if (other === null || other.state.kind === 'ended') return true
      return otherBefore !== null && hasFailed(request, otherBefore, other)
    }
    case 'recording':
      return showsRecording(now, request.step)
    default:
      return assertNever(request)
  }
}

/** The snapshot has a failure of it that is new. */
function hasFailed(request: Request, before: CallSnapshot, { failure }: CallSnapshot): boolean {
  return failure?.command === commandOf(request) && failure.at !== before.failure?.at
}

function showsRecording({ recording }: CallSnapshot, step: RecordingStep): boolean {
  if (recording === null || recording.pending === step) return true
  return recording.state === (step === 'pause' ? 'paused' : 'on')
}

function showsStep(party: Party | undefined, step: PartyStep, settled: boolean): boolean {
  if (party === undefined || party.state === 'left') return true
  switch (step) {
    case 'hold':
    case 'resume':
      return settled || party.hold.requested === (step === 'hold')
    case 'mute':
    case 'unmute':
      return settled || party.mute.requested === (step === 'mute')
    case 'remove':
      // No snapshot shows the request: it stays pending until the party has left.
      return false
    default:
      return assertNever(step)
  }
}
