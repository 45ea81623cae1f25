import type { HostedFault } from '../../../../server/contract/hosted.ts'

/** What runs, once it does. */
export interface ServerAddresses {
  /** Where this machine reaches the server. */
  readonly url: string
  /** Where Twilio reaches it; the same as `url` without a tunnel. */
  readonly publicUrl: string
  /** The page on which a person is the customer; null with a real account. */
  readonly customerPage: string | null
}

/** `tunnel`: the program that was to lead Twilio here did not; `ended`: a process ended without a word. */
export type ServerFailureCode =
  | HostedFault
  | 'tunnel'
  | 'sandbox'
  | 'credentials'
  | 'ended'
  | 'slow'
  | 'silent'

export type ServerGroupEvent =
  | { readonly kind: 'ready'; readonly addresses: ServerAddresses }
  /** It cannot run; `exited` follows. */
  | {
      readonly kind: 'failed'
      readonly fault: ServerFailureCode
      readonly details: readonly string[]
    }
  | { readonly kind: 'pong' }
  /** Nothing of it runs any more. */
  | { readonly kind: 'exited' }

/** The server with what it needs beside it, a sandbox or a tunnel: they start, live and end as one. */
export interface ServerGroup {
  /** Asks whether it still answers. */
  ping(): void
  /** Asks it to end in order; `exited` comes. */
  end(): void
  /** Ends it at once. */
  kill(): void
}

export type LaunchServerGroup = (onEvent: (event: ServerGroupEvent) => void) => ServerGroup
