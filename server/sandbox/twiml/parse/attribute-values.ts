import type { TwimlWarning } from './document.ts'
import type { Element } from './element.ts'

const METHOD = /^(get|post)$/i
const FLAG = /^(true|false)$/i
const WHOLE = /^\d+$/
const POSITIVE = /^[1-9]\d*$/

type Rule = readonly [value: RegExp, code: number]

/** What an attribute may be, and the code of a warning when it is something else. Docs: api/errors/<code>. */
const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Dial: {
    method: [METHOD, 13210],
    timeout: [POSITIVE, 13212],
    hangupOnStar: [FLAG, 13213],
    timeLimit: [POSITIVE, 13216],
    record: [/^(true|false|do-not-record|record-from-(answer|ringing)(-dual)?)$/, 13217],
    sequential: [FLAG, 13218],
  },
  Number: { method: [METHOD, 13221], sendDigits: [/^[0-9*#wW]*$/, 13222] },
  Conference: {
    muted: [FLAG, 13230],
    endConferenceOnExit: [FLAG, 13231],
    startConferenceOnEnter: [FLAG, 13232],
    waitMethod: [METHOD, 13234],
    beep: [/^(true|false|onEnter|onExit)$/, 13235],
    jitterBufferSize: [/^(large|medium|small|off)$/, 16002],
  },
  Gather: {
    finishOnKey: [/^[0-9*#]?$/, 13310],
    method: [METHOD, 13312],
    timeout: [/^(\d+|auto)$/, 13313],
    numDigits: [POSITIVE, 13314],
  },
  Play: { loop: [WHOLE, 13410] },
  Say: { loop: [WHOLE, 13510] },
  Record: {
    method: [METHOD, 13610],
    timeout: [WHOLE, 13611],
    maxLength: [POSITIVE, 13612],
    finishOnKey: [/^[0-9*#]*$/, 13613],
    transcribe: [FLAG, 13614],
    playBeep: [FLAG, 13616],
  },
  Redirect: { method: [METHOD, 13710] },
  Pause: { length: [WHOLE, 13910] },
}

/** One warning for each attribute with an invalid value; its default counts then. */
export function valueWarnings({ name, attributes }: Element): TwimlWarning[] {
  return Object.entries(RULES[name] ?? {}).flatMap(([attribute, [allowed, code]]) => {
    const value = attributes[attribute]
    if (value === undefined || allowed.test(value)) return []
    return [{ code, message: `${name}: Invalid ${attribute} value '${value}'` }]
  })
}
