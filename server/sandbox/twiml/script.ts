import { samplesSource } from '../media/sources.ts'
import { speak } from '../media/speech.ts'
import type { Call } from '../telephony/call/call.ts'
import { play } from '../telephony/audio/player.ts'
import type { VoiceServices } from '../telephony/services.ts'
import type { VerbContext } from './run/context.ts'
import type { Link, Verb } from './parse/document.ts'
import { execute } from './execute.ts'
import { TwimlError } from './parse/twiml-error.ts'
import { loadTwiml } from './run/fetch.ts'
import type { TwimlSource } from './run/fetch.ts'

const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.'
/** For a mistake of the sandbox itself. */
const INTERNAL_ERROR = 20500

export interface ScriptStart {
  readonly source: TwimlSource
  /** Requested once when a document cannot be fetched or executed, with ErrorCode and ErrorUrl. */
  readonly fallback?: (Link & { readonly params?: Readonly<Record<string, string>> }) | null
}

/** Runs TwiML on a call until it is finished, is replaced, or the call ends. Docs: voice/twiml. */
export function startScript(services: VoiceServices, call: Call, start: ScriptStart): void {
  const abort = new AbortController()
  call.occupation = { leave: (cause) => abort.abort(cause) }
  void run(contextOf(services, call, abort.signal), start)
}

function contextOf(services: VoiceServices, call: Call, signal: AbortSignal): VerbContext {
  const runOn = (child: Call, document: Link) => runCalledDocument(services, child, document)
  return { services, call, signal, base: '', runOn }
}

/** Docs: voice/twiml/number#url: these documents may not dial. */
const FORBIDDEN_BEFORE_CONNECTION = new Set<Verb['kind']>([
  'dial-conference',
  'dial-parties',
  'dial-queue',
  'enqueue',
])

/** True when the document is finished and its call has not ended. */
async function runCalledDocument(
  services: VoiceServices,
  call: Call,
  document: Link,
): Promise<boolean> {
  const abort = new AbortController()
  call.occupation = { leave: (cause) => abort.abort(cause) }
  const context = contextOf(services, call, abort.signal)
  let next: TwimlSource | null = { kind: 'url', ...document }
  try {
    while (next !== null && !abort.signal.aborted) {
      next = await perform(context, next, FORBIDDEN_BEFORE_CONNECTION)
    }
  } catch (error) {
    if (abort.signal.aborted) return false
    noteError(context, error)
    await sayApplicationError(context)
    call.end('completed', 'switch')
  }
  return !abort.signal.aborted && !call.ended
}

async function run(context: VerbContext, start: ScriptStart): Promise<void> {
  const { call, signal } = context
  let next: TwimlSource | null = start.source
  let fallback = start.fallback ?? null
  while (next !== null && !signal.aborted) {
    try {
      next = await perform(context, next)
    } catch (error) {
      if (signal.aborted) return
      const failure = noteError(context, error)
      if (fallback === null) {
        await sayApplicationError(context)
        break
      }
      const params = {
        ...fallback.params,
        ErrorCode: String(failure.code),
        ErrorUrl: failure.url,
      }
      next = { kind: 'url', ...fallback, params }
      fallback = null
    }
  }
  if (signal.aborted) return
  // A document without another verb hangs up; Twilio has answered the call by then.
  call.answer()
  call.end('completed', 'switch')
}

async function perform(
  context: VerbContext,
  source: TwimlSource,
  forbidden: ReadonlySet<Verb['kind']> = new Set(),
): Promise<TwimlSource | null> {
  const { services, call, signal } = context
  const loaded = await loadTwiml(services, call, source)
  if (signal.aborted) return null
  if (loaded.kind === 'audio') {
    call.answer()
    const { audio } = call
    if (audio) await play(services.audio, audio, samplesSource(loaded.samples), signal)
    return null
  }
  for (const verb of loaded.document.verbs) {
    if (forbidden.has(verb.kind)) {
      throw new TwimlError(13201, 'Dial: Cannot Dial out from a Dial Call Segment', loaded.url)
    }
    noteStep(context, loaded.url, verb)
    const onward = await execute({ ...context, base: loaded.url }, verb)
    if (onward !== null || signal.aborted) return onward
  }
  return null
}

function noteStep({ services, call }: VerbContext, document: string, verb: Verb): void {
  const { kind, ...details } = verb
  call.steps.add({
    at: new Date(services.clock.now()).toISOString(),
    document,
    verb: kind,
    details,
  })
}

function noteError({ services, call }: VerbContext, error: unknown): TwimlError {
  const twimlError =
    error instanceof TwimlError ? error : new TwimlError(INTERNAL_ERROR, describe(error))
  services.notices.note(twimlError.notice('error', call.sid))
  return twimlError
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function sayApplicationError({ services, call, signal }: VerbContext): Promise<void> {
  call.answer()
  services.said.add({ callSid: call.sid, text: APPLICATION_ERROR, voice: '', language: '' })
  const samples = await speak(APPLICATION_ERROR)
  if (call.audio) await play(services.audio, call.audio, samplesSource(samples), signal)
}
