import type { WrapUpDraft } from '../../../server/contract/wrap-up-draft.ts'
import type { FailureCode } from './failure-code.ts'

/** What was filled in on this page: the notes, and whatever else. For the rest the server's draft holds. */
export type TypedDraft = Partial<WrapUpDraft> & Pick<WrapUpDraft, 'notes'>

/**
 * What the agent has typed about one call, during the call or after it. The newest keystroke holds here
 * until the server shows the same text.
 */
export interface Draft {
  readonly typed: TypedDraft
  /** Grows with every keystroke. */
  readonly revision: number
  readonly saved: number
  /** How often in a row the server has said that there is nothing to save it to. */
  readonly homeless: number
  readonly sending:
    | { readonly kind: 'idle' }
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sent'; readonly revision: number }
    | { readonly kind: 'failed'; readonly error: FailureCode; readonly retryAt: number }
}

/** The wrap-up that the agent has declared done. `error` null: on its way or taken. */
export interface Completing {
  readonly callId: string
  readonly error: FailureCode | null
}
