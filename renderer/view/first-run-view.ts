import type {
  BundledFailureCode,
  ConnectRequest,
  MusicReport,
  ProbeResult,
  SetupFailureCode,
  SetupStep,
} from '../../electron/contract/bundled.ts'

/** Why the desktop itself refuses: a policy decides it, or it failed. */
export type DesktopFailureCode = 'managed' | 'failed'

/** Why the Twilio account could not be read or changed; `message` is Twilio's own. */
export interface SetupFailure {
  readonly code: SetupFailureCode | DesktopFailureCode
  readonly message: string
}

/** Why the server does not run. It is started again by itself unless `givenUp`. */
export interface StartFailure {
  readonly code: BundledFailureCode | DesktopFailureCode
  readonly details: readonly string[]
  readonly givenUp: boolean
}

/** Why the server at an address is not used. */
export type JoinFailure = Exclude<ProbeResult['found'], 'server'> | DesktopFailureCode

/** The assistant of the first start, step by step. */
export type FirstRunView =
  | {
      readonly kind: 'choose'
      /** There is a server to go back to. */
      readonly canLeave: boolean
    }
  | {
      readonly kind: 'credentials'
      /** False without a keychain or with a locked one: each start asks for the account. */
      readonly remembered: boolean
      readonly busy: boolean
      readonly failure: SetupFailure | null
    }
  /** What will be made in the account. */
  | {
      readonly kind: 'plan'
      readonly accountName: string
      readonly trial: boolean
      readonly numbers: readonly string[]
      readonly steps: readonly SetupStep[]
      /** What was found at each address that a policy names. */
      readonly music: readonly MusicReport[]
      readonly busy: boolean
      readonly failure: SetupFailure | null
    }
  | {
      readonly kind: 'starting'
      readonly on: 'sandbox' | 'twilio'
      readonly failure: StartFailure | null
    }
  | {
      readonly kind: 'join'
      readonly busy: boolean
      readonly failure: JoinFailure | null
    }

export interface FirstRunActions {
  trySandbox(): void
  toTwilio(): void
  toJoin(): void
  back(): void
  /** Back to the server that is in use. */
  leave(): void
  check(accountSid: string, authToken: string): void
  connect(request: ConnectRequest): void
  join(url: string): void
}
