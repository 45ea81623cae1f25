import { DEFAULT_CALL_EVENTS } from './call/call-report.ts'
import type { CallEvent } from './call/call-report.ts'
import {
  CONFERENCE_EVENTS,
  DEFAULT_CONFERENCE_EVENTS,
  DEFAULT_JOIN,
  JITTER_BUFFER_SIZES,
} from './conference/participant-options.ts'
import type {
  Beep,
  ConferenceReport,
  InviteOptions,
  JitterBufferSize,
  JoinOptions,
} from './conference/participant-options.ts'

/** A request's form: a repeated key is an array. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>

export function text(form: Form, key: string): string | undefined {
  const value = form[key]
  return typeof value === 'string' ? value : value?.at(-1)
}

/** Anything but `true` and `false` is the default, as Twilio reads it. */
export function flag(form: Form, key: string, otherwise: boolean): boolean {
  const value = text(form, key)?.toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : otherwise
}

export function method(
  form: Form,
  key: string,
  otherwise: 'GET' | 'POST' = 'POST',
): 'GET' | 'POST' {
  const value = text(form, key)?.toUpperCase()
  return value === 'GET' || value === 'POST' ? value : otherwise
}

/** A whole number within bounds, else the default. */
export function wholeNumber(form: Form, key: string, otherwise: number, max: number): number {
  const value = Number(text(form, key) ?? NaN)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, max) : otherwise
}

/** Values given by repeating the key or separated by spaces. */
export function words(form: Form, key: string): readonly string[] {
  const value = form[key]
  const given = typeof value === 'string' ? [value] : (value ?? [])
  return given.flatMap((each) => each.split(/[\s,]+/)).filter((each) => each !== '')
}

/** What a Call's status callback can be told. */
export const CALL_EVENTS: readonly CallEvent[] = ['initiated', 'ringing', 'answered', 'completed']

/** The `StatusCallback…` parameters of a Call or Participant. */
export function callReportOf(form: Form): InviteOptions['callReport'] {
  const url = text(form, 'StatusCallback')
  if (url === undefined || url === '') return null
  const requested = words(form, 'StatusCallbackEvent')
  const events = CALL_EVENTS.filter((event) => requested.includes(event))
  return {
    url,
    method: method(form, 'StatusCallbackMethod'),
    events: requested.length === 0 ? DEFAULT_CALL_EVENTS : events,
  }
}

function conferenceReportOf(form: Form): ConferenceReport | null {
  const url = text(form, 'ConferenceStatusCallback')
  if (url === undefined || url === '') return null
  const requested = words(form, 'ConferenceStatusCallbackEvent')
  const events = CONFERENCE_EVENTS.filter((event) => requested.includes(event))
  return {
    url,
    method: method(form, 'ConferenceStatusCallbackMethod'),
    events: requested.length === 0 ? DEFAULT_CONFERENCE_EVENTS : events,
  }
}

/** The Call SID of the one to coach, null for `Coaching=false`; undefined when the form does not say. */
export function coachOf(form: Form): string | null | undefined {
  if (text(form, 'Coaching')?.toLowerCase() === 'false') return null
  return text(form, 'CallSidToCoach')
}

/** How a Participant joins. Docs: voice/api/conference-participant-resource. */
export function joinOptionsOf(form: Form): JoinOptions {
  return {
    label: text(form, 'Label') ?? null,
    muted: flag(form, 'Muted', DEFAULT_JOIN.muted),
    coaches: coachOf(form) ?? null,
    startConferenceOnEnter: flag(form, 'StartConferenceOnEnter', true),
    endConferenceOnExit: flag(form, 'EndConferenceOnExit', false),
    beep: beepOf(text(form, 'Beep')),
    waitUrl: text(form, 'WaitUrl') ?? null,
    waitMethod: method(form, 'WaitMethod'),
    maxParticipants: wholeNumber(form, 'MaxParticipants', DEFAULT_JOIN.maxParticipants, 250),
    jitterBufferSize: jitterBufferSizeOf(text(form, 'JitterBufferSize')),
    report: conferenceReportOf(form),
  }
}

/** How a Participant is rung and joins. Docs: voice/api/conference-participant-resource. */
export function inviteOptionsOf(form: Form): InviteOptions {
  return {
    join: joinOptionsOf(form),
    timeoutSeconds: wholeNumber(form, 'Timeout', 60, 600),
    earlyMedia: flag(form, 'EarlyMedia', true),
    callReport: callReportOf(form),
  }
}

export function beepOf(value: string | undefined): Beep {
  return value === 'false' || value === 'onEnter' || value === 'onExit' ? value : DEFAULT_JOIN.beep
}

export function jitterBufferSizeOf(value: string | undefined): JitterBufferSize {
  return JITTER_BUFFER_SIZES.find((size) => size === value) ?? DEFAULT_JOIN.jitterBufferSize
}
