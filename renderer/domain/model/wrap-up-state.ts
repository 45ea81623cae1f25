import type { WrapUpDraft } from '../../../server/contract/wrap-up-draft.ts'
import type { FailureCode } from './failure-code.ts'

/** What was typed on this page. The server's draft has the rest. */
export type TypedDraft = Partial<WrapUpDraft> & Pick<WrapUpDraft, 'notes'>

/** What the agent typed about one call, during the call or after it, until the server shows the same text. */
export interface Draft {
  readonly typed: TypedDraft
  /** Grows with every keystroke. */
  readonly revision: number
  readonly saved: number
  /** How often in a row the server knew no call and no after-call work for it. */
  readonly homeless: number
  readonly sending:
    | { readonly kind: 'idle' }
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sent'; readonly revision: number }
    | { readonly kind: 'failed'; readonly error: FailureCode; readonly retryAt: number }
}

/** The after-call work that the agent completes. `error` null: sent or accepted. */
export interface Completing {
  readonly callId: string
  readonly error: FailureCode | null
}
