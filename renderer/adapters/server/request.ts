import { assertNever } from '../../../server/contract/assert-never.ts'
import { paths } from '../../../server/contract/commands.ts'
import type {
  AddRequest,
  MergeRequest,
  TransferRequest,
} from '../../../server/contract/commands.ts'
import type { Request } from '../../domain/model/request.ts'

interface Message {
  readonly path: string
  /** Absent where the path says it all. */
  readonly body?: TransferRequest | AddRequest | MergeRequest
}

/** Where a request goes, and what it says. */
export function messageOf(request: Request): Message {
  const { callId } = request
  switch (request.about) {
    case 'transfer': {
      const { kind, target, reason } = request
      return { path: paths.transfer(callId), body: { kind, target, reason } }
    }
    case 'transfer-step':
      return { path: paths.transferStep(callId, request.step) }
    case 'add':
      return { path: paths.parties(callId), body: { target: request.target } }
    case 'party':
      return { path: paths.partyStep(callId, request.partyId, request.step) }
    case 'leave':
      return { path: paths.leave(callId) }
    case 'switch':
      return { path: paths.switch(callId) }
    case 'merge':
      return { path: paths.merge(callId), body: { callId: request.otherCallId } }
    case 'recording':
      return { path: paths.recording(callId, request.step) }
    default:
      return assertNever(request)
  }
}
