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
      /** Until then an unreachable server is one that is still starting. */
      readonly deadline: number
    }
  | {
      readonly kind: 'signed-out'
      readonly busy: boolean
      readonly error: FailureCode | null
      /** When to try the remembered session again; null otherwise to try. */
      readonly retryAt: number | null
    }
  | {
      readonly kind: 'signed-in'
      readonly agent: Agent
      readonly remembered: boolean
      readonly renewing: boolean
      readonly renewAt: number
      /** How often it was renewed of late. */
      readonly pace: Pace
      /** When it was last renewed; null before the first time. */
      readonly renewedAt: number | null
    }
  /** The server takes it no more while a conversation is up, which goes on: the same agent is to sign in over it. */
  | {
      readonly kind: 'lost'
      readonly agent: Agent
      readonly because: SessionEnding
      readonly busy: boolean
      readonly error: FailureCode | null
    }

/** What an account had typed when its session was lost, and the server has not saved: for when it signs in again. */
export interface Unsaved {
  readonly userId: string
  readonly drafts: Readonly<Record<string, Draft>>
}

/**
 * Where the server is, and who has decided it: the agent, who may choose another one; a policy of the organization;
 * or the page, which came from it.
 */
export interface ServerAddress {
  readonly url: string
  readonly decidedBy: 'agent' | 'policy' | 'page'
}
