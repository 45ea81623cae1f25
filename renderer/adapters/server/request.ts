import { assertNever } from '../../../server/contract/assert-never.ts'
import { paths } from '../../../server/contract/commands.ts'
import type {
  AddRequest,
  MergeRequest,
  TransferRequest,
} from '../../../server/contract/commands.ts'
import type { Request } from '../../domain/model/request.ts'

/** Where a request goes. */
export function pathOf(request: Request): string {
  const { callId } = request
  switch (request.about) {
    case 'transfer':
      return paths.transfer(callId)
    case 'transfer-step':
      return paths.transferStep(callId, request.step)
    case 'add':
      return paths.parties(callId)
    case 'party':
      return paths.partyStep(callId, request.partyId, request.step)
    case 'leave':
      return paths.leave(callId)
    case 'switch':
      return paths.switch(callId)
    case 'merge':
      return paths.merge(callId)
    case 'recording':
      return paths.recording(callId, request.step)
    default: {
      return assertNever(request)
    }
  }
}

/** What it says; undefined where the path says it all. */
export function bodyOf(request: Request): TransferRequest | AddRequest | MergeRequest | undefined {
  switch (request.about) {
    case 'transfer':
      return { kind: request.kind, target: request.target, reason: request.reason }
    case 'add':
      return { target: request.target }
    case 'merge':
      return { callId: request.otherCallId }
    default:
      return undefined
  }
}
