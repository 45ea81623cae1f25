import type { RecordVerb } from './document.ts'
import type { Element } from './element.ts'
import { actionOf, flagOf, linkOf, methodOf, wholeNumberOf } from './read-attribute.ts'
import { recordingOf } from './recording-attributes.ts'

const LONGEST_SECONDS = 3600
const SILENCE_SECONDS = 5
const ANY_KEY = '1234567890*#'

/** Docs: voice/twiml/record. */
export function parseRecord(element: Element): RecordVerb {
  return {
    kind: 'record',
    recording: recordingOf(element, {
      source: 'RecordVerb',
      channels: 1,
      track: 'inbound',
      trim: true,
    }),
    maxSeconds: wholeNumberOf(element, 'maxLength', LONGEST_SECONDS, 1),
    timeoutSeconds: wholeNumberOf(element, 'timeout', SILENCE_SECONDS),
    finishOnKey: element.attributes['finishOnKey'] ?? ANY_KEY,
    playBeep: flagOf(element, 'playBeep', true),
    transcribe: flagOf(element, 'transcribe', false)
      ? linkOf(element, 'transcribeCallback', 'POST')
      : null,
    action: actionOf(element),
    method: methodOf(element),
  }
}
