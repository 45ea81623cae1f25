import type {
  PartyStep,
  RecordingStep,
  Target,
  TransferStep,
} from '../../../server/contract/commands.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'

/** What an agent requests of the server for one call and its parties. */
export type Request =
  | {
      readonly about: 'transfer'
      readonly callId: string
      readonly kind: 'cold' | 'warm'
      readonly target: Target
      readonly reason: string
    }
  | { readonly about: 'transfer-step'; readonly callId: string; readonly step: TransferStep }
  | { readonly about: 'add'; readonly callId: string; readonly target: Target }
  | {
      readonly about: 'party'
      readonly callId: string
      readonly partyId: string
      readonly step: PartyStep
    }
  /** The others go on without us. */
  | { readonly about: 'leave'; readonly callId: string }
  /** The desk's other call goes on hold, this one is resumed. */
  | { readonly about: 'switch'; readonly callId: string }
  /** The other call's parties join this one. */
  | { readonly about: 'merge'; readonly callId: string; readonly otherCallId: string }
  | { readonly about: 'recording'; readonly callId: string; readonly step: RecordingStep }

/** A request that no snapshot has answered yet. */
export interface PendingRequest {
  readonly request: Request
  readonly at: number
  /** The server has accepted it; no snapshot confirms it yet. */
  readonly settled: boolean
  /** The call at the time of the request: a later difference may be the answer. */
  readonly before: CallSnapshot
  /** The same for the other call of a merge; null for all other requests. */
  readonly otherBefore: CallSnapshot | null
  /** Name or number of the party or target that it is about; null for the customer, and when it is about no party. */
  readonly who: string | null
}
