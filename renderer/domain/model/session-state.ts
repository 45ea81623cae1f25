import type { Agent } from '../../../server/contract/session.ts'
import type { SessionEnding } from '../../../server/contract/session-ending.ts'
import type { Pace } from '../connections/pace.ts'
import type { FailureCode } from './failure-code.ts'
import type { Draft } from './wrap-up-state.ts'

export type SessionState =
  | {
      readonly kind: 'restoring'
      readonly trying: boolean
      readonly retryAt: number
      /** Until then, an unreachable server counts as one that still starts. */
      readonly deadline: number
    }
  | {
      readonly kind: 'signed-out'
      readonly busy: boolean
      readonly error: FailureCode | null
      /** When to try the remembered session again; null for never. */
      readonly retryAt: number | null
    }
  | {
      readonly kind: 'signed-in'
      readonly agent: Agent
      readonly remembered: boolean
      readonly renewing: boolean
      readonly renewAt: number
      readonly pace: Pace
      /** When it was last renewed; null before the first time. */
      readonly renewedAt: number | null
    }
  /** The server refuses the session during a call. The call goes on, and the same agent signs in again over it. */
  | {
      readonly kind: 'lost'
      readonly agent: Agent
      readonly because: SessionEnding
      readonly busy: boolean
      readonly error: FailureCode | null
    }

/** What an account typed and the server did not save before its session was lost. It comes back at the next sign-in. */
export interface Unsaved {
  readonly userId: string
  readonly drafts: Readonly<Record<string, Draft>>
}

/**
 * Where the server is, and who decided it: the agent, who may choose another one; a policy of the organisation; or
 * the page, which came from it.
 */
export interface ServerAddress {
  readonly url: string
  readonly decidedBy: 'agent' | 'policy' | 'page'
}
