import { beepOf, jitterBufferSizeOf } from '../../telephony/form.ts'
import { DEFAULT_JOIN } from '../../telephony/conference/participant-options.ts'
import type { JoinOptions } from '../../telephony/conference/participant-options.ts'
import type { DialOptions, DialRecording, Noun, Verb } from './document.ts'
import type { Element } from './element.ts'
import { TwimlError } from './twiml-error.ts'
import { recordingOf, trackOf } from './recording-attributes.ts'
import {
  actionOf,
  callReportOf,
  conferenceReportOf,
  flagOf,
  linkOf,
  methodOf,
  parametersOf,
  wholeNumberOf,
} from './read-attribute.ts'

const DEFAULT_TIMEOUT_SECONDS = 30
const DEFAULT_TIME_LIMIT_SECONDS = 4 * 60 * 60

/** Docs: voice/twiml/dial. */
export function parseDial(element: Element): Verb {
  const dial: DialOptions = {
    action: actionOf(element),
    timeoutSeconds: wholeNumberOf(element, 'timeout', DEFAULT_TIMEOUT_SECONDS, 1),
    timeLimitSeconds: wholeNumberOf(element, 'timeLimit', DEFAULT_TIME_LIMIT_SECONDS, 1),
    callerId: element.attributes['callerId'] ?? null,
    answerOnBridge: flagOf(element, 'answerOnBridge', false),
    hangupOnStar: flagOf(element, 'hangupOnStar', false),
    sequential: flagOf(element, 'sequential', false),
  }
  const conference = element.children.find(({ name }) => name === 'Conference')
  if (conference) {
    if (conference.text === '')
      throw new TwimlError(13237, 'Dial->Conference: Invalid conference name')
    const recording =
      conference.attributes['record'] === 'record-from-start' ? recordingOf(conference, MIX) : null
    return {
      kind: 'dial-conference',
      name: conference.text,
      join: joinOptionsOf(conference),
      recording,
      dial,
    }
  }
  const queue = element.children.find(({ name }) => name === 'Queue')
  if (queue) {
    const { reservationSid: sid, postWorkActivitySid = null } = queue.attributes
    const reservation = sid === undefined ? null : { sid, postWorkActivitySid }
    const url = linkOf(queue, 'url')
    return { kind: 'dial-queue', queue: queue.text, reservation, url, dial }
  }
  const sips = element.children.filter(({ name }) => name === 'Sip')
  const nouns = element.children.filter(({ name }) => name !== 'Sip').map(parseNoun)
  if (element.children.length === 0 && element.text !== '') {
    nouns.push({ kind: 'number', number: element.text, report: null, url: null, sendDigits: '' })
  }
  const sipUris = sips.map(({ text }) => text)
  return { kind: 'dial-parties', nouns, sipUris, recording: dialRecordingOf(element), dial }
}

const MIX = { source: 'Conference', channels: 1, track: 'both', trim: true } as const
const RECORD = /^record-from-(?<from>answer|ringing)(?<dual>-dual)?$/

/** Docs: voice/twiml/dial#record. `true` is the old form of `record-from-answer`. */
function dialRecordingOf(element: Element): DialRecording | null {
  const { record } = element.attributes
  const requested = RECORD.exec(record === 'true' ? 'record-from-answer' : (record ?? ''))?.groups
  if (!requested) return null
  const options = recordingOf(element, {
    source: 'DialVerb',
    channels: requested['dual'] === undefined ? 1 : 2,
    track: trackOf(element, 'recordingTrack'),
    trim: false,
  })
  return { from: requested['from'] === 'ringing' ? 'ringing' : 'answer', options }
}

/** Docs: voice/twiml/conference. */
function joinOptionsOf(element: Element): JoinOptions {
  const { participantLabel, waitUrl, beep, jitterBufferSize } = element.attributes
  const { muted, startConferenceOnEnter, endConferenceOnExit, maxParticipants } = DEFAULT_JOIN
  return {
    label: participantLabel ?? null,
    muted: flagOf(element, 'muted', muted),
    coaches: element.attributes['coach'] ?? null,
    startConferenceOnEnter: flagOf(element, 'startConferenceOnEnter', startConferenceOnEnter),
    endConferenceOnExit: flagOf(element, 'endConferenceOnExit', endConferenceOnExit),
    beep: beepOf(beep),
    waitUrl: waitUrl ?? null,
    waitMethod: methodOf(element, 'waitMethod'),
    maxParticipants: Math.min(wholeNumberOf(element, 'maxParticipants', maxParticipants, 1), 250),
    jitterBufferSize: jitterBufferSizeOf(jitterBufferSize),
    report: conferenceReportOf(element),
  }
}

function parseNoun(element: Element): Noun {
  const report = callReportOf(element)
  const url = linkOf(element, 'url')
  if (element.name === 'Number') {
    const { sendDigits = '' } = element.attributes
    return { kind: 'number', number: element.text, report, url, sendDigits }
  }
  if (element.name !== 'Client') {
    throw new TwimlError(13215, `Dial: Invalid nested element <${element.name}>`)
  }
  const identity = element.children.find(({ name }) => name === 'Identity')?.text ?? element.text
  return { kind: 'client', identity, params: parametersOf(element), report, url }
}
