import type { TargetsReply } from '../../../server/contract/commands.ts'
import type { DiallingRefusal } from '../../../server/contract/dialling-refusal.ts'
import type { ReceivedFailure } from '../../../server/contract/desk.ts'
import type { KeyRuns } from '../calls/key-runs.ts'
import type { FailureCode } from './failure-code.ts'

export interface Leg {
  /** Our name for the SDK's object. */
  readonly id: string
  /** The server's name for the conversation; null when the offer did not carry it. */
  readonly callId: string | null
  readonly callSid: string | null
  readonly direction: 'inbound' | 'outbound'
  readonly from: string | null
  readonly since: number
}

export interface Talking extends Leg {
  readonly muted: boolean
  readonly poor: boolean
  readonly keys: KeyRuns
}

/** The SDK's side of a call at this desk. */
export type LocalLeg =
  | (Leg & { readonly kind: 'incoming'; readonly declining: boolean })
  | (Talking & { readonly kind: 'connecting' })
  | (Talking & { readonly kind: 'open' })
  | (Talking & { readonly kind: 'reconnecting' })

export type LocalCall = { readonly kind: 'none' } | LocalLeg

export type TalkingCall = Extract<LocalLeg, { readonly muted: boolean }>

/** Why the SDK's side of a call is over. `local`: we hung up; `failed`: it broke or could not begin. */
export type VoiceEndReason = 'cancelled' | 'rejected' | 'local' | 'remote' | 'failed'

/**
 * A failure as it is told. `why`: the dial policy or a limit is the reason, or our server did not answer. `customer`: where
 * they are after a failed transfer, as confirmed; `settling` until then; null when nothing is said of them.
 */
export interface CommandFailure extends ReceivedFailure {
  readonly why?: DiallingRefusal | 'unreachable'
  readonly customer?: 'on-hold' | 'connected' | 'settling' | null
}

/** `at`: when the server was last asked. `unreached`: it did not answer, and is asked again. */
export interface HangUp {
  readonly at: number
  readonly localDone: boolean
  readonly unreached: boolean
}

export interface CommandsState {
  readonly hangUps: Readonly<Record<string, HangUp>>
  /** What failed last in each call, told once, until a new command or until it is no longer true. */
  readonly alerts: Readonly<
    Record<string, { readonly failure: CommandFailure; readonly at: number }>
  >
}

/** Why a call was not begun: the server's reason, or that this desk cannot call now. */
export type DialError = FailureCode | 'not-ready' | 'emergency-not-ready'

/** The command that begins an outbound call or retrieves one, until our own leg begins. */
export type DialState =
  | { readonly kind: 'idle' }
  /** `retrieves`: the call that comes back from a queue; null for a new one. */
  | { readonly kind: 'asking'; readonly retrieves: string | null; readonly emergency: boolean }
  | { readonly kind: 'failed'; readonly error: DialError }

/** The last known targets of a call, and how the last request for them went. */
export interface TargetsState extends TargetsReply {
  readonly loading: boolean
  readonly failed: boolean
}
