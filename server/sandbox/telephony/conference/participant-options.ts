import type { CallEvent } from '../call/call-report.ts'

export type Beep = 'true' | 'false' | 'onEnter' | 'onExit'

/** Docs: voice/twiml/conference#attributes-jitter-buffer-size. */
export const JITTER_BUFFER_SIZES = ['large', 'medium', 'small', 'off'] as const
export type JitterBufferSize = (typeof JITTER_BUFFER_SIZES)[number]

/** How somebody joins a conference; the `<Conference>` attributes and the Participant parameters. */
export interface JoinOptions {
  readonly label: string | null
  readonly muted: boolean
  /** The Call SID of the only one who hears this participant; null: all do. */
  readonly coaches: string | null
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  readonly beep: Beep
  /** Null is the default music, the empty string is silence. */
  readonly waitUrl: string | null
  readonly waitMethod: 'GET' | 'POST'
  readonly maxParticipants: number
  /** It is kept and adds no delay. */
  readonly jitterBufferSize: JitterBufferSize
  readonly report: ConferenceReport | null
}

export const DEFAULT_JOIN: JoinOptions = {
  label: null,
  muted: false,
  coaches: null,
  startConferenceOnEnter: true,
  endConferenceOnExit: false,
  beep: 'true',
  waitUrl: null,
  waitMethod: 'POST',
  maxParticipants: 250,
  jitterBufferSize: 'large',
  report: null,
}

export const CONFERENCE_EVENTS = [
  'start',
  'end',
  'join',
  'leave',
  'mute',
  'hold',
  'modify',
  'speaker',
  'announcement',
] as const
export type ConferenceEvent = (typeof CONFERENCE_EVENTS)[number]

/** Docs: voice/api/conference-participant-resource (ConferenceStatusCallbackEvent). */
export const DEFAULT_CONFERENCE_EVENTS: readonly ConferenceEvent[] = ['start', 'end']

export interface ConferenceReport {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly ConferenceEvent[]
}

/** A Participant that the API rings. */
export interface InviteOptions {
  readonly join: JoinOptions
  readonly timeoutSeconds: number
  /** The conference hears the callee's ringback. */
  readonly earlyMedia: boolean
  readonly callReport: {
    readonly url: string
    readonly method: 'GET' | 'POST'
    readonly events: readonly CallEvent[]
  } | null
}
