import {
  CONFERENCE_EVENTS,
  DEFAULT_CONFERENCE_EVENTS,
} from '../../telephony/conference/participant-options.ts'
import type { ConferenceReport } from '../../telephony/conference/participant-options.ts'
import { DEFAULT_CALL_EVENTS } from '../../telephony/call/call-report.ts'
import type { CallEvent, CallReport } from '../../telephony/call/call-report.ts'
import type { HttpMethod, Link } from './document.ts'
import type { Element } from './element.ts'

export function methodOf(
  element: Element,
  name = 'method',
  otherwise: HttpMethod = 'POST',
): HttpMethod {
  const value = element.attributes[name]?.toUpperCase()
  return value === 'GET' || value === 'POST' ? value : otherwise
}

/** Null when the attribute is absent; an empty URL is the document itself. */
export function actionOf(element: Element): Link | null {
  return linkOf(element, 'action')
}

/** The URL of this attribute, requested by `method` unless another is given; null when it is absent. */
export function linkOf(element: Element, name: string, method = methodOf(element)): Link | null {
  const url = element.attributes[name]
  return url === undefined ? null : { url, method }
}

export function wholeNumberOf(element: Element, name: string, otherwise: number, min = 0): number {
  const value = Number(element.attributes[name] ?? NaN)
  return Number.isInteger(value) && value >= min ? value : otherwise
}

export function flagOf(element: Element, name: string, otherwise: boolean): boolean {
  const value = element.attributes[name]?.toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : otherwise
}

/** The `<Parameter>` children, value by name. */
export function parametersOf(element: Element): Record<string, string> {
  const pairs = element.children
    .filter(({ name }) => name === 'Parameter')
    .map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? ''])
  return Object.fromEntries(pairs)
}

/** Words separated by spaces. */
export function wordsOf(element: Element, name: string): readonly string[] {
  return (element.attributes[name] ?? '').split(/\s+/).filter((word) => word !== '')
}

/** What `loop="0"` comes to. Docs: voice/twiml/play#loop. */
const MOST_LOOPS = 1000

/** How many times in all. */
export function loopOf(element: Element): number {
  const loop = wholeNumberOf(element, 'loop', 1)
  return loop === 0 ? MOST_LOOPS : loop
}

export function callReportOf(element: Element): CallReport | null {
  const url = element.attributes['statusCallback']
  if (url === undefined || url === '') return null
  const requested = wordsOf(element, 'statusCallbackEvent')
  const all: readonly CallEvent[] = ['initiated', 'ringing', 'answered', 'completed']
  const events = all.filter((event) => requested.includes(event))
  return {
    url,
    method: methodOf(element, 'statusCallbackMethod'),
    events: events.length === 0 ? DEFAULT_CALL_EVENTS : events,
  }
}

/** Docs: voice/twiml/conference#attributes-status-callback-event. */
export function conferenceReportOf(element: Element): ConferenceReport | null {
  const url = element.attributes['statusCallback']
  if (url === undefined || url === '') return null
  const requested = wordsOf(element, 'statusCallbackEvent')
  const events = CONFERENCE_EVENTS.filter((event) => requested.includes(event))
  return {
    url,
    method: methodOf(element, 'statusCallbackMethod'),
    events: events.length === 0 ? DEFAULT_CONFERENCE_EVENTS : events,
  }
}
