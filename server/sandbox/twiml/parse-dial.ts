import { beepOf } from '../telephony/form.ts'
import { DEFAULT_JOIN } from '../telephony/participant-options.ts'
import type { JoinOptions } from '../telephony/participant-options.ts'
import type { DialOptions, Noun, Verb } from './document.ts'
import type { Element } from './element.ts'
import { TwimlFault } from './fault.ts'
import {
  actionOf,
  callReportOf,
  conferenceReportOf,
  flagOf,
  methodOf,
  wholeOf,
} from './read-attribute.ts'

const DEFAULT_TIMEOUT_SECONDS = 30
const DEFAULT_TIME_LIMIT_SECONDS = 4 * 60 * 60

/** Docs: voice/twiml/dial. */
export function parseDial(element: Element): Verb {
  const dial: DialOptions = {
    action: actionOf(element),
    timeoutSeconds: wholeOf(element, 'timeout', DEFAULT_TIMEOUT_SECONDS, 1),
    timeLimitSeconds: wholeOf(element, 'timeLimit', DEFAULT_TIME_LIMIT_SECONDS, 1),
    callerId: element.attributes['callerId'] ?? null,
    answerOnBridge: flagOf(element, 'answerOnBridge', false),
    hangupOnStar: flagOf(element, 'hangupOnStar', false),
  }
  const conference = element.children.find(({ name }) => name === 'Conference')
  if (conference) {
    if (conference.text === '') throw new TwimlFault(13224, 'Dial: the conference has no name')
    return { kind: 'dial-conference', name: conference.text, join: joinOptionsOf(conference), dial }
  }
  const queue = element.children.find(({ name }) => name === 'Queue')
  if (queue) {
    const { url } = queue.attributes
    const announcement = url === undefined ? null : { url, method: methodOf(queue) }
    return { kind: 'dial-queue', queue: queue.text, url: announcement, dial }
  }
  const nouns = element.children.map(parseNoun)
  if (nouns.length === 0 && element.text !== '') {
    nouns.push({ kind: 'number', number: element.text, report: null })
  }
  return { kind: 'dial-parties', nouns, dial }
}

/** Docs: voice/twiml/conference. */
function joinOptionsOf(element: Element): JoinOptions {
  const { participantLabel, waitUrl, beep } = element.attributes
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
    maxParticipants: Math.min(wholeOf(element, 'maxParticipants', maxParticipants, 1), 250),
    report: conferenceReportOf(element),
  }
}

function parseNoun(element: Element): Noun {
  const report = callReportOf(element)
  if (element.name === 'Number') return { kind: 'number', number: element.text, report }
  if (element.name !== 'Client') {
    throw new TwimlFault(12200, `Schema validation: <Dial> cannot dial <${element.name}> here`)
  }
  const identity = element.children.find(({ name }) => name === 'Identity')?.text ?? element.text
  const params = element.children
    .filter(({ name }) => name === 'Parameter')
    .map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? ''])
  return { kind: 'client', identity, params: Object.fromEntries(params), report }
}
