import type { GatherVerb } from './document.ts'
import type { Element } from './element.ts'
import { actionOf, flagOf, methodOf, wholeOf, wordsOf } from './read-attribute.ts'

const TIMEOUT_SECONDS = 5

/** Docs: voice/twiml/gather. */
export function parseGather(element: Element, prompt: GatherVerb['prompt']): GatherVerb {
  const { attributes } = element
  const { finishOnKey = '#', numDigits, timeout, partialResultCallback: partial = '' } = attributes
  const asked = wordsOf(element, 'input')
  const input = asked.length === 0 ? ['dtmf'] : asked
  const timeoutSeconds =
    timeout === 'auto' ? TIMEOUT_SECONDS : wholeOf(element, 'timeout', TIMEOUT_SECONDS)
  return {
    kind: 'gather',
    prompt,
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    numDigits: numDigits === undefined ? Infinity : wholeOf(element, 'numDigits', 1, 1),
    timeoutSeconds,
    speechTimeoutSeconds:
      attributes['speechTimeout'] === 'auto'
        ? 'auto'
        : wholeOf(element, 'speechTimeout', timeoutSeconds, 1),
    partialResult:
      partial === ''
        ? null
        : { url: partial, method: methodOf(element, 'partialResultCallbackMethod') },
    finishOnKey,
    actionOnEmptyResult: flagOf(element, 'actionOnEmptyResult', false),
    action: actionOf(element),
    method: methodOf(element),
  }
}
