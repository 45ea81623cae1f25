import type { ServerAddress } from './session-state.ts'
import type {
  Activity,
  Addresses,
  LinkState,
  MicrophoneState,
  Registration,
} from './connection-state.ts'
import type { VoiceEndReason } from './call-state.ts'
import type { Target, TargetsReply } from '../../../server/contract/commands.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import type { Understanding } from '../../../server/contract/protocol.ts'
import type { SessionEnding } from '../../../server/contract/session-ending.ts'
import type { Agent, Welcome } from '../../../server/contract/session.ts'
import type { WrapUpDraft } from '../../../server/contract/wrap-up-draft.ts'
import type { FailureCode } from './failure-code.ts'
import type { Request } from './request.ts'

export type CommandName = 'answer' | 'hang-up' | 'extend'

export type SessionEvent =
  /** `muted`: the calls that were muted on the page before. */
  | { readonly kind: 'page-began'; readonly muted: readonly string[] }
  | {
      readonly kind: 'start'
      readonly demo: string | null
      readonly server: ServerAddress
    }
  | {
      readonly kind: 'welcomed'
      readonly understanding: Understanding
      readonly demoAccounts: Welcome['demoAccounts']
      readonly customerPage: string | null
    }
  | { readonly kind: 'set-server'; readonly url: string }
  | { readonly kind: 'server-changed'; readonly url: string }
  | { readonly kind: 'sign-in'; readonly username: string; readonly password: string }
  | { readonly kind: 'sign-in-demo'; readonly username: string }
  | { readonly kind: 'sign-out' }
  | {
      readonly kind: 'session-established'
      readonly agent: Agent
      /** Milliseconds since 1970, server's clock. */
      readonly expiresAt: number
      readonly remembered: boolean
    }
  | { readonly kind: 'session-renewing' }
  | {
      readonly kind: 'session-failed'
      readonly during: 'restore' | 'sign-in' | 'renew'
      readonly error: FailureCode
      /** The shortest wait before a retry; null when a retry is useless. */
      readonly retryAfterMs: number | null
    }
  /** Another program holds our hotkeys. Shown to the agent who signs in. */
  | { readonly kind: 'hotkeys-failed' }
  /** An update changed our global keys. Shown once, at the next sign-in. */
  | { readonly kind: 'hotkeys-moved' }
  /** Pushed by the server: the session is over. */
  | { readonly kind: 'server-signed-out'; readonly because: SessionEnding }

export type LinkEvent =
  | { readonly kind: 'server-link'; readonly state: LinkState }
  /** The realtime connection refused our access token. */
  | { readonly kind: 'server-refused' }
  | { readonly kind: 'desk'; readonly snapshot: DeskSnapshot }
  /** A snapshot that could not be read. `issues`: where and why, without a value. */
  | { readonly kind: 'desk-unreadable'; readonly issues: string }

export type AccessEvent =
  /** `expiresAt` is in epoch milliseconds, server's clock. */
  | {
      readonly kind: 'access-received'
      readonly expiresAt: number
      readonly addresses: Addresses
    }
  | { readonly kind: 'access-failed'; readonly error: FailureCode }

export type VoiceEvent =
  | { readonly kind: 'voice-registration'; readonly state: Registration }
  | { readonly kind: 'voice-token-refused' }
  | {
      readonly kind: 'voice-incoming'
      /** Our name for the SDK's object. */
      readonly id: string
      readonly callId: string | null
      readonly callSid: string
      /** The customer's number; null when it is withheld. */
      readonly from: string | null
    }
  | { readonly kind: 'voice-opened'; readonly id: string }
  | { readonly kind: 'voice-reconnecting'; readonly id: string }
  | { readonly kind: 'voice-reconnected'; readonly id: string }
  | { readonly kind: 'voice-quality'; readonly id: string; readonly poor: boolean }
  /** How the oldest keys ended that were still waiting. */
  | {
      readonly kind: 'voice-keys'
      readonly id: string
      readonly keys: string
      readonly became: 'sent' | 'lost'
    }
  | { readonly kind: 'voice-ended'; readonly id: string; readonly reason: VoiceEndReason }

export type MicrophoneEvent = { readonly kind: 'microphone'; readonly state: MicrophoneState }

export type WorkerEvent =
  | {
      readonly kind: 'worker-ready'
      readonly activities: readonly Activity[]
      readonly current: Activity
      /** Since when, ISO; absent where TaskRouter does not say. */
      readonly since?: string
    }
  | { readonly kind: 'worker-activity'; readonly current: Activity; readonly since?: string }
  | { readonly kind: 'worker-disconnected' }
  | { readonly kind: 'worker-token-expired' }

export type PresenceEvent =
  | { readonly kind: 'set-activity'; readonly sid: string }
  | { readonly kind: 'set-activity-failed'; readonly sid: string }

/** What the agent does with the call in focus; Answer and Decline also with one that waits. */
export type CallIntent =
  /** `callId`: the call that is meant, because the click may come late; null for the one that rings. */
  | { readonly kind: 'answer'; readonly callId: string | null }
  | { readonly kind: 'decline' }
  | { readonly kind: 'mute'; readonly muted: boolean }
  | { readonly kind: 'toggle-mute' }
  | { readonly kind: 'send-digits'; readonly digits: string }

export type CommandEvent =
  | { readonly kind: 'hang-up'; readonly callId: string }
  | { readonly kind: 'extend-wrap-up'; readonly callId: string }
  | {
      readonly kind: 'command-settled'
      readonly command: CommandName
      readonly callId: string
      readonly error: FailureCode | null
    }

export type RequestEvent =
  | { readonly kind: 'request'; readonly request: Request }
  | {
      readonly kind: 'request-settled'
      readonly request: Request
      readonly error: FailureCode | null
    }

export type TargetsEvent =
  | { readonly kind: 'load-targets' }
  | { readonly kind: 'targets-received'; readonly targets: TargetsReply }
  | { readonly kind: 'targets-failed' }

export type DialEvent =
  | { readonly kind: 'dial'; readonly target: Target; readonly callerId: string | undefined }
  /** Takes back a customer that this agent transferred to a queue. */
  | { readonly kind: 'retrieve'; readonly callId: string }
  | { readonly kind: 'dial-accepted'; readonly callId: string }
  | { readonly kind: 'dial-failed'; readonly error: FailureCode }
  | { readonly kind: 'clear-dial-error' }

export type DraftEvent =
  | { readonly kind: 'write-notes'; readonly callId: string; readonly notes: string }
  | { readonly kind: 'save-draft'; readonly callId: string; readonly draft: WrapUpDraft }
  /** The pause after a keystroke is over: the newest text goes to the server. */
  | { readonly kind: 'draft-due'; readonly callId: string }
  | { readonly kind: 'draft-saved'; readonly callId: string; readonly revision: number }
  | { readonly kind: 'draft-failed'; readonly callId: string; readonly error: FailureCode }
  | { readonly kind: 'complete-wrap-up'; readonly callId: string; readonly draft: WrapUpDraft }
  | { readonly kind: 'wrap-up-completed'; readonly callId: string }
  | { readonly kind: 'wrap-up-failed'; readonly callId: string; readonly error: FailureCode }

export type OtherEvent =
  | { readonly kind: 'fix-readiness' }
  | { readonly kind: 'close-microphone-help' }
  | { readonly kind: 'dismiss-notice' }
  /** The machine slept or its network changed: what looks connected may be dead. */
  | { readonly kind: 'woken' }
  /** The page is closed or loaded again: only what takes no time can still be done. */
  | { readonly kind: 'page-leaving' }
  /** About once a second: deadlines are judged by it. */
  | { readonly kind: 'tick' }

/** What happened, before the engine stamps it with the time. */
export type UnstampedEvent =
  | SessionEvent
  | LinkEvent
  | AccessEvent
  | VoiceEvent
  | MicrophoneEvent
  | WorkerEvent
  | PresenceEvent
  | CallIntent
  | CommandEvent
  | RequestEvent
  | TargetsEvent
  | DialEvent
  | DraftEvent
  | OtherEvent

/** `at`: milliseconds since 1970 on `ClockPort.now`. */
export type Stamped<Event> = Event & { readonly at: number }
export type AppEvent = Stamped<UnstampedEvent>
