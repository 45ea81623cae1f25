import type { BundledFailureCode } from '../../../contract/bundled.ts'

export interface ServerAddresses {
  /** The address for this machine. */
  readonly url: string
  /** The address for Twilio; the same as `url` without a tunnel. */
  readonly publicUrl: string
  /** The page on which a person plays the customer; null with a real account. */
  readonly customerPage: string | null
}

/** Why the server does not run, and details in its own words. */
export interface ServerFailure {
  readonly code: BundledFailureCode
  readonly details: readonly string[]
}

export type ServerGroupEvent =
  | { readonly kind: 'ready'; readonly addresses: ServerAddresses }
  /** It cannot run; `exited` follows. */
  | { readonly kind: 'failed'; readonly failure: ServerFailure }
  | { readonly kind: 'pong' }
  /** All of its processes have ended. */
  | { readonly kind: 'exited' }

/** The server and what it needs, a sandbox or a tunnel: they start and stop together. */
export interface ServerGroup {
  /** Asks whether it still answers. */
  ping(): void
  /** Asks it to stop in order; `exited` follows. */
  end(): void
  /** Ends it at once. */
  kill(): void
}

export type LaunchServerGroup = (onEvent: (event: ServerGroupEvent) => void) => ServerGroup
