import type { Outage } from '../connections/outage.ts'
import type { Pace } from '../connections/pace.ts'

export type LinkState = 'connected' | 'connecting' | 'disconnected'

export type Registration = 'registered' | 'registering' | 'unregistered'

export type MicrophoneState = 'live' | 'blocked' | 'missing' | 'unknown'

export interface Activity {
  readonly sid: string
  readonly name: string
  readonly available: boolean
}

/** Where a connection goes, as a firewall's rules say it. */
export interface NetworkAddress {
  readonly host: string
  readonly port: number
}

export interface Addresses {
  readonly voice: NetworkAddress
  readonly worker: NetworkAddress
}

/** Twilio's token: not the token itself, but when it has to be changed. */
export interface AccessState {
  readonly held: {
    /** Half of its life: from here on it is changed as soon as no call would feel it. */
    readonly renewAt: number
    /** From here on it is changed whatever goes on. */
    readonly urgentAt: number
  } | null
  readonly fetch:
    | { readonly kind: 'idle' }
    | { readonly kind: 'fetching' }
    | { readonly kind: 'waiting'; readonly until: number }
  readonly pace: Pace
  /** The last one was not given. */
  readonly denied: boolean
  /** Where Device and Worker connect to; null before the first token. */
  readonly addresses: Addresses | null
  /** What is to be built again with the next token, rather than given it. */
  readonly rebuild: { readonly device: boolean; readonly worker: boolean }
}

/** The Device's registration. */
export type DeviceState =
  | { readonly kind: 'off' }
  | { readonly kind: 'registered' }
  | { readonly kind: 'registering' | 'unregistered'; readonly outage: Outage }

export interface WorkerState {
  readonly link:
    | { readonly kind: 'off' }
    | { readonly kind: 'connected' }
    | { readonly kind: 'connecting' | 'disconnected'; readonly outage: Outage }
  readonly activities: readonly Activity[]
  readonly current: Activity | null
  /** Asked for and not yet confirmed by TaskRouter. */
  readonly pending: Activity | null
  /** The last time somebody else moved this agent to where no calls come. */
  readonly moved: { readonly at: number; readonly name: string } | null
}
