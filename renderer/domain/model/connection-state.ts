import type { Outage } from '../connections/outage.ts'
import type { Pace } from '../connections/pace.ts'

export type LinkState = 'connected' | 'connecting' | 'disconnected'

export type Registration = 'registered' | 'registering' | 'unregistered'

export type MicrophoneState = 'live' | 'blocked' | 'missing' | 'unknown'

/**
 * How to allow a blocked microphone. `asked`: the agent has asked for it and waits for the answer. `shown`: the answer was
 * no, so the agent is shown how; this ends when the microphone can be used, or when the agent closes it.
 */
export type MicrophoneHelp = 'none' | 'asked' | 'shown'

export interface Activity {
  readonly sid: string
  readonly name: string
  readonly available: boolean
}

/** Host and port, as a firewall's rules name them. */
export interface NetworkAddress {
  readonly host: string
  readonly port: number
}

export interface Addresses {
  readonly voice: NetworkAddress
  readonly worker: NetworkAddress
}

/** When Twilio's token must be renewed. The token itself is not in the state. */
export interface AccessState {
  readonly held: {
    /** From half of its life on, it is renewed as soon as there is no call. */
    readonly renewAt: number
    /** From then on it is renewed also during a call. */
    readonly urgentAt: number
  } | null
  readonly fetch:
    | { readonly kind: 'idle' }
    | { readonly kind: 'fetching' }
    | { readonly kind: 'waiting'; readonly until: number }
  readonly pace: Pace
  /** The last request for a token failed. */
  readonly denied: boolean
  /** Where Device and Worker connect to; null before the first token. */
  readonly addresses: Addresses | null
  /** Which of them the next token builds again; one that is false only gets the token. */
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
  /** Since when, ISO; null where TaskRouter does not say. */
  readonly since: string | null
  /** Asked for and not yet confirmed by TaskRouter. */
  readonly pending: Activity | null
  /** When somebody else last chose an Activity without calls for this agent. */
  readonly moved: { readonly at: number; readonly name: string } | null
}
