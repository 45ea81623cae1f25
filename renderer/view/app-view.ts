import type { PartyStep, RecordingStep, TransferStep } from '../../server/contract/commands.ts'
import type {
  CallSnapshot,
  Handover,
  RecentCall,
  TakenOut,
  WrapUpSnapshot,
} from '../../server/contract/desk.ts'
import type { SessionEnding } from '../../server/contract/session-ending.ts'
import type { Welcome } from '../../server/contract/session.ts'
import type { KeyRun, KeyRuns } from '../domain/calls/key-runs.ts'
import type { ReadinessFailure } from '../domain/connections/readiness.ts'
import type { CommandFailure, DialError, TargetsState } from '../domain/model/call-state.ts'
import type {
  Activity,
  LinkState,
  MicrophoneState,
  NetworkAddress,
  Registration,
} from '../domain/model/connection-state.ts'
import type { FailureCode } from '../domain/model/failure-code.ts'
import type { Notice } from '../domain/model/notice.ts'
import type { ServerAddress } from '../domain/model/session-state.ts'

/**
 * Everything the screens show, and nothing else: components draw an `AppView` and call `Actions`.
 * The stores compute it from the domain; the gallery and the component tests write it by hand.
 */
export interface AppView {
  readonly session: SessionView
  readonly presence: PresenceView
  readonly readiness: ReadinessView
  /** The agent is shown how to allow a microphone that is blocked. */
  readonly microphoneHelp: boolean
  readonly stage: StageView
  /** Beside the call of the stage: one that is offered meanwhile, or the one that was put aside for it. */
  readonly secondCall: SecondCallView | null
  /** Customers that this agent transferred to a queue, not yet answered there. */
  readonly handedOver: readonly HandedOverView[]
  readonly dialler: DiallerView
  readonly targets: TargetsView
  readonly recent: readonly RecentCall[]
  readonly today: { readonly calls: number; readonly averageHandleSeconds: number }
  /** Callers waiting in the queues; null until it is known. */
  readonly waiting: number | null
  /** Something the agent should know now. News disappears by itself, at the latest when another call rings; the rest stays. */
  readonly notice: NoticeView | null
  /** Milliseconds to add to this machine's clock to get the server's. */
  readonly clockOffsetMs: number
}

export type SessionView =
  | { readonly kind: 'restoring' }
  | {
      readonly kind: 'signed-out'
      readonly busy: boolean
      readonly error: FailureCode | null
      readonly demoAccounts: Welcome['demoAccounts']
      /** Who must be updated before signing in is of use. */
      readonly outdated: 'desk-outdated' | 'server-outdated' | null
      readonly server: ServerAddress
    }
  | {
      readonly kind: 'signed-in'
      readonly displayName: string
      /** False where the system has no keychain: the agent signs in again after a restart. */
      readonly remembered: boolean
    }
  /** The server ended the session during a call. The call goes on, and the same agent signs in again over it. */
  | {
      readonly kind: 'lost'
      readonly displayName: string
      readonly username: string
      /** A practice account, which needs no password. */
      readonly demo: boolean
      readonly because: SessionEnding
      readonly busy: boolean
      readonly error: FailureCode | null
    }

export type ActivityView = Activity

export interface PresenceView {
  /** Null until the Worker is connected. */
  readonly current: ActivityView | null
  /** Asked for and not yet confirmed by TaskRouter. */
  readonly pending: ActivityView | null
  /** Since when the current one holds, ISO on TaskRouter's clock; null where it does not say. */
  readonly since: string | null
  readonly choices: readonly ActivityView[]
}

export interface ReadinessView {
  readonly device: Registration
  readonly microphone: MicrophoneState
  readonly worker: LinkState
  readonly server: LinkState
  /** True when all four are good: calls can reach this desk. */
  readonly ready: boolean
  /** The first failure with a remedy, if any. */
  readonly failure: ReadinessFailure | null
  /** Which host does not answer, when that is the failure; else null. */
  readonly unreachable: NetworkAddress | null
  /** Since when the server routes no calls here, because the desk did not prove itself; else null. */
  readonly takenOutSince: string | null
}

/** What fills the main panel. */
export type StageView = { readonly kind: 'idle' } | RingingView | ActiveCallView | WrapUpView

export interface WrapUpView {
  readonly kind: 'wrap-up'
  readonly wrapUp: WrapUpSnapshot
  /** Where the customer is whose call was lost at this desk; null when it ended in another way. */
  readonly lost: 'in-queue' | 'with-others' | null
  readonly saving: SavingView
}

export interface SavingView {
  /** `unsaved` while the newest keystrokes are on their way. */
  readonly draft: 'saved' | 'unsaved' | 'failed'
  readonly completing: boolean
  readonly error: FailureCode | null
}

export interface RingingView {
  readonly kind: 'ringing'
  readonly callId: string
  readonly callerName: string | null
  readonly callerNumber: string | null
  readonly queueName: string | null
  /** The teammate who consults us or hands the conversation over; null for a call from a queue. */
  readonly transferFrom: string | null
  readonly handover: Handover | null
  readonly waitedSeconds: number
  /** ISO instants, server's clock; null until the server's snapshot arrives. */
  readonly since: string | null
  readonly deadline: string | null
  /** Answer or Decline was pressed and its effect is awaited. */
  readonly pending: 'answer' | 'decline' | null
}

export type KeyRunView = KeyRun

export interface ActiveCallView {
  readonly kind: 'call'
  /** The server's call, with the pending requests of this desk over it. */
  readonly call: CallSnapshot
  readonly requested: RequestedView
  /** At once and at this desk alone: the microphone track is off. */
  readonly muted: boolean
  readonly link: 'good' | 'poor' | 'reconnecting'
  readonly hangingUp: boolean
  readonly failure: CommandFailure | null
  /** Keys pressed on this call, newest last. */
  readonly keys: KeyRuns
}

/** A desk has two calls at most. */
export type SecondCallView =
  | { readonly kind: 'offered'; readonly ringing: RingingView }
  | {
      readonly kind: 'set-aside'
      readonly callId: string
      readonly name: string | null
      readonly number: string | null
      readonly queueName: string | null
      /** Since when its customer's hold is confirmed, ISO; else null. */
      readonly heldSince: string | null
      /** Requested and not confirmed yet. */
      readonly pending: 'switch' | 'merge' | null
      readonly canMerge: boolean
    }

export interface HandedOverView {
  readonly callId: string
  readonly name: string | null
  readonly number: string | null
  readonly queueName: string | null
  /** Since when they wait there, ISO. */
  readonly since: string
  /** They are being retrieved. */
  readonly pending: boolean
}

/** What was requested at this desk and no snapshot shows yet. */
export interface RequestedView {
  /** By party id. */
  readonly parties: Readonly<Record<string, PartyStep | null>>
  readonly transfer: 'start' | TransferStep | null
  readonly add: boolean
  readonly recording: RecordingStep | null
  readonly leave: boolean
}

export type TargetsView = TargetsState

export interface DiallerView {
  readonly callerIds: readonly string[]
  readonly country: string
  /** A dial command is on its way to the server. */
  readonly dialing: boolean
  readonly error: DialError | null
}

export type NoticeView =
  | {
      readonly kind: 'missed'
      readonly callerNumber: string | null
      readonly activityName: string | null
    }
  | Exclude<Notice, { readonly kind: 'missed' | 'not-reachable' }>
  | { readonly kind: 'not-reachable'; readonly name: string; readonly why: ReadinessFailure }
  /** The server routes no calls here, or does so again, because the desk did not prove itself. */
  | { readonly kind: 'taken-out' | 'brought-back'; readonly reason: TakenOut['reason'] }
