import type { ReceivedEndReason } from '../../../server/contract/desk.ts'

/** Something the agent should know now. */
export type Notice =
  | {
      readonly kind: 'missed'
      readonly callId: string | null
      readonly callerNumber: string | null
      readonly activityName: string | null
    }
  | { readonly kind: 'ended'; readonly reason: ReceivedEndReason }
  /** The conversation went on without this desk. */
  | { readonly kind: 'transferred'; readonly to: string }
  | { readonly kind: 'failed'; readonly what: 'presence' | 'answer' | 'hotkeys' | 'command' }
  /** The agent asked for an Activity in which calls come, and they could not be answered here. */
  | { readonly kind: 'not-reachable'; readonly name: string }
  /** The agent has chosen an Activity without calls; `undo` is the one before. */
  | { readonly kind: 'status-changed'; readonly name: string; readonly undo: string }
  | { readonly kind: 'session-only' }
  | { readonly kind: 'hotkeys-moved' }

export interface RaisedNotice {
  readonly notice: Notice
  /** When it began, this machine's clock. */
  readonly at: number
  /** The call that it is about, if it is about one. */
  readonly callId: string | null
}
