import { assertNever } from '../../assert-never.ts'
import type { SpeechTrack, Utterance } from '../../telephony/call/call.ts'
import { play } from '../../telephony/audio/player.ts'
import { audibleOrNothing } from '../run/audible.ts'
import { followAction } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import type { GatherVerb } from '../parse/document.ts'
import { createPartialResults } from './partial-results.ts'

/** What was gathered: keys or speech, the one that came first, never both. */
type Gathered =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'keys'; readonly digits: string; readonly finishedOn: string }
  | { readonly kind: 'speech'; readonly text: string; readonly confidence: number }

/**
 * `<Gather>`: what is nested plays until the first key or word; the time-out counts from the prompt's end and from each
 * key. Without any the document goes on, unless `actionOnEmptyResult`. Docs: voice/twiml/gather.
 */
export async function gather(context: VerbContext, verb: GatherVerb): Promise<Onward> {
  const { call, signal, base } = context
  call.answer()
  const gathered = await listen(context, verb)
  const empty = gathered.kind === 'nothing' || (gathered.kind === 'keys' && gathered.digits === '')
  if (signal.aborted || (empty && !verb.actionOnEmptyResult)) return null
  const action = verb.action ?? { url: base, method: verb.method }
  return followAction(context, action, paramsOf(gathered, verb))
}

function paramsOf(gathered: Gathered, { dtmf }: GatherVerb): Record<string, string> {
  switch (gathered.kind) {
    case 'speech':
      return { SpeechResult: gathered.text, Confidence: String(gathered.confidence) }
    case 'keys':
      return { Digits: gathered.digits, FinishedOnKey: gathered.finishedOn }
    case 'nothing':
      return dtmf ? { Digits: '', FinishedOnKey: '' } : {}
    default:
      return assertNever(gathered)
  }
}

function listen(context: VerbContext, verb: GatherVerb): Promise<Gathered> {
  const { services, call, signal } = context
  const prompting = new AbortController()
  const partialResults = createPartialResults(context, verb.partialResult)
  let gathered: Gathered = { kind: 'nothing' }
  let stopTimer: (() => void) | null = null
  return new Promise((resolve, reject) => {
    const stops = [
      verb.dtmf ? call.onKey(onKey) : () => {},
      verb.speech ? call.onSpeech(onSpeech) : () => {},
    ]
    function wait(seconds: number): void {
      stopTimer?.()
      stopTimer = services.clock.after(seconds * 1000, onTimeout)
    }
    function onKey(key: string): void {
      if (gathered.kind === 'speech') return
      prompting.abort()
      const digits = gathered.kind === 'keys' ? gathered.digits : ''
      const finishes = key === verb.finishOnKey
      gathered = finishes
        ? { kind: 'keys', digits, finishedOn: key }
        : { kind: 'keys', digits: digits + key, finishedOn: '' }
      if (finishes || gathered.digits.length >= verb.numDigits) onTimeout()
      else wait(verb.timeoutSeconds)
    }
    function onSpeech({ text, confidence }: Utterance, track: SpeechTrack): void {
      if (gathered.kind === 'keys' || track !== 'inbound') return
      prompting.abort()
      const before = gathered.kind === 'speech' ? `${gathered.text} ` : ''
      gathered = { kind: 'speech', text: before + text, confidence }
      partialResults.tell(before, text)
      if (verb.speechTimeoutSeconds === 'auto') onTimeout()
      else wait(verb.speechTimeoutSeconds)
    }
    function onTimeout(): void {
      stopTimer?.()
      for (const stop of stops) stop()
      signal.removeEventListener('abort', onTimeout)
      prompting.abort()
      resolve(gathered)
    }
    signal.addEventListener('abort', onTimeout)
    if (signal.aborted) return onTimeout()
    prompt(context, verb, prompting.signal, () => wait(verb.timeoutSeconds)).catch(reject)
  })
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
