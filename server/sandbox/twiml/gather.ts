import { play } from '../telephony/player.ts'
import { audibleOrNothing } from './audible.ts'
import { followAction } from './context.ts'
import type { Onward, VerbContext } from './context.ts'
import type { GatherVerb } from './document.ts'

/**
 * `<Gather>`: what is nested plays until the first key; the time-out counts from the prompt's end and from each key.
 * Without a key the document goes on, unless `actionOnEmptyResult`. Docs: voice/twiml/gather.
 */
export async function gather(context: VerbContext, verb: GatherVerb): Promise<Onward> {
  const { services, call, signal, base } = context
  call.answer()
  const prompting = new AbortController()
  let digits = ''
  let finishedOn = ''
  let stopTimer: (() => void) | null = null
  await new Promise<void>((resolve, reject) => {
    const restart = () => {
      stopTimer?.()
      stopTimer = services.clock.after(verb.timeoutSeconds * 1000, over)
    }
    const stopKeys = verb.dtmf ? call.onKey(pressed) : () => {}
    function pressed(key: string): void {
      prompting.abort()
      if (key === verb.finishOnKey) {
        finishedOn = key
        return over()
      }
      digits += key
      if (digits.length >= verb.numDigits) return over()
      restart()
    }
    function over(): void {
      stopTimer?.()
      stopKeys()
      signal.removeEventListener('abort', over)
      prompting.abort()
      resolve()
    }
    signal.addEventListener('abort', over)
    if (signal.aborted) return over()
    prompt(context, verb, prompting.signal, restart).catch(reject)
  })
  if (signal.aborted || (digits === '' && !verb.actionOnEmptyResult)) return null
  const action = verb.action ?? { url: base, method: verb.method }
  return followAction(context, action, { Digits: digits, FinishedOnKey: finishedOn })
}

async function prompt(
  { services, call, base }: VerbContext,
  verb: GatherVerb,
  signal: AbortSignal,
  onEnd: () => void,
): Promise<void> {
  for (const each of verb.prompt) {
    if (signal.aborted) return
    const source = await audibleOrNothing(services, call, each, base)
    if (source !== null && call.audio) await play(services.audio, call.audio, source, signal)
  }
  if (!signal.aborted) onEnd()
}
