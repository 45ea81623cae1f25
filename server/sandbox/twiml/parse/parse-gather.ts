import type { GatherVerb } from './document.ts'
import type { Element } from './element.ts'
import { actionOf, flagOf, methodOf, wholeNumberOf, wordsOf } from './read-attribute.ts'

const TIMEOUT_SECONDS = 5

/** Docs: voice/twiml/gather. */
export function parseGather(element: Element, prompt: GatherVerb['prompt']): GatherVerb {
  const { attributes } = element
  const { finishOnKey = '#', numDigits, timeout, partialResultCallback: partial = '' } = attributes
  const requested = wordsOf(element, 'input')
  const input = requested.length === 0 ? ['dtmf'] : requested
  const timeoutSeconds =
    timeout === 'auto' ? TIMEOUT_SECONDS : wholeNumberOf(element, 'timeout', TIMEOUT_SECONDS)
  return {
    kind: 'gather',
    prompt,
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    numDigits: numDigits === undefined ? Infinity : wholeNumberOf(element, 'numDigits', 1, 1),
    timeoutSeconds,
    speechTimeoutSeconds:
      attributes['speechTimeout'] === 'auto'
        ? 'auto'
        : wholeNumberOf(element, 'speechTimeout', timeoutSeconds, 1),
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
