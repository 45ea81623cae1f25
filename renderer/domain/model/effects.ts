import type { Target } from '../../../server/contract/commands.ts'
import type { Handover, ReceivedFailure } from '../../../server/contract/desk.ts'
import type { ReadinessReport } from '../../../server/contract/realtime.ts'
import type { WrapUpDraft } from '../../../server/contract/wrap-up-draft.ts'
import type { CommandName } from './events.ts'
import type { Request } from './request.ts'

/** A command that failed, in the provider's words. */
export interface FailedCommand {
  /** Null when it is about no call, or about one that never began. */
  readonly callId: string | null
  readonly command:
    | Exclude<ReceivedFailure['command'], 'dial'>
    | 'place'
    | 'accept'
    | 'after-call'
    | 'agent-state'
  readonly code: ReceivedFailure['code']
  /** The party's name or number, unless it is the customer. */
  readonly who: string | null
}

/** What the engine does outside of the domain. The only secret in it is the password that was typed. */
export type Effect =
  | { readonly kind: 'session-welcome' }
  | { readonly kind: 'session-restore' }
  /** `userId`: whose session it must still be; `demo`: the account to sign in when it is not. */
  | { readonly kind: 'session-renew'; readonly userId: string; readonly demo: string | null }
  /** `userId`: the only account that may sign in; null for any. */
  | {
      readonly kind: 'session-sign-in'
      readonly username: string
      readonly password: string
      readonly userId: string | null
    }
  | {
      readonly kind: 'session-sign-in-demo'
      readonly username: string
      readonly during: 'restore' | 'sign-in'
      readonly userId: string | null
    }
  | { readonly kind: 'session-sign-out' }
  | { readonly kind: 'server-set'; readonly url: string }
  | { readonly kind: 'server-connect' }
  | { readonly kind: 'server-reconnect' }
  | { readonly kind: 'server-disconnect' }
  | { readonly kind: 'server-report'; readonly report: ReadinessReport }
  | { readonly kind: 'access-fetch' }
  | { readonly kind: 'voice-connect' }
  | { readonly kind: 'voice-update-token' }
  | { readonly kind: 'voice-destroy' }
  | { readonly kind: 'voice-answer'; readonly id: string }
  | { readonly kind: 'voice-decline'; readonly id: string }
  | { readonly kind: 'voice-mute'; readonly id: string; readonly muted: boolean }
  | { readonly kind: 'voice-digits'; readonly id: string; readonly digits: string }
  | { readonly kind: 'voice-stop-keys'; readonly id: string }
  | { readonly kind: 'voice-hang-up'; readonly id: string }
  | { readonly kind: 'voice-dial'; readonly id: string; readonly callId: string }
  | { readonly kind: 'worker-connect' }
  | { readonly kind: 'worker-update-token' }
  | { readonly kind: 'worker-destroy' }
  | { readonly kind: 'worker-set-activity'; readonly sid: string }
  | { readonly kind: 'command'; readonly command: CommandName; readonly callId: string }
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'targets-load' }
  | {
      readonly kind: 'command-dial'
      readonly target: Target
      readonly callerId: string | undefined
    }
  | { readonly kind: 'command-retrieve'; readonly callId: string }
  | { readonly kind: 'draft-wait'; readonly callId: string; readonly afterMs: number }
  | {
      readonly kind: 'notes-save'
      readonly callId: string
      readonly notes: string
      readonly revision: number
    }
  | {
      readonly kind: 'draft-save'
      readonly callId: string
      readonly draft: WrapUpDraft
      readonly revision: number
    }
  | { readonly kind: 'wrap-up-complete'; readonly callId: string; readonly draft: WrapUpDraft }
  /** For the provider's listeners. The screens have it in the state. */
  | { readonly kind: 'command-failed'; readonly error: FailedCommand }
  | { readonly kind: 'ring-start' }
  | { readonly kind: 'ring-stop' }
  /** Once, short and low, because the agent talks to somebody. */
  | { readonly kind: 'beep' }
  | {
      readonly kind: 'ringing-show'
      readonly callId: string
      readonly callerName: string | null
      readonly callerNumber: string | null
      readonly queueName: string | null
      /** The teammate who asks for help or hands the call over; null for a call from a queue. */
      readonly transferFrom: string | null
      readonly handover: Handover | null
      readonly waitedSeconds: number
      /** ISO instants, server's clock; null until the server's snapshot arrives. */
      readonly since: string | null
      readonly deadline: string | null
    }
  | { readonly kind: 'ringing-clear'; readonly callId: string }
  /** For the next page, which may take over the calls. */
  | { readonly kind: 'mutes-keep'; readonly callIds: readonly string[] }
  /** Asks for permission if necessary, opens the device once and releases it. */
  | { readonly kind: 'microphone-check' }
  | { readonly kind: 'microphone-warm' }
  | { readonly kind: 'microphone-cool' }

/** One handler for each kind of effect. */
export type EffectHandlers<Kind extends Effect['kind'] = Effect['kind']> = {
  readonly [Each in Kind]: (effect: Extract<Effect, { kind: Each }>) => void | Promise<unknown>
}
