import type { FrameSource } from '../../media/frame.ts'
import { limitedSource, samplesSource, silenceSource } from '../../media/sources.ts'
import type { Call } from '../../telephony/call/call.ts'
import type { Programme, ProgrammeRequest } from '../../telephony/audio/music.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { soundOfVerb } from '../run/audible.ts'
import type { Verb } from '../parse/document.ts'
import { TwimlError } from '../parse/twiml-error.ts'
import { fetchInstructions } from '../run/fetch.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** What a wait document can lead to besides sound. `error`: it cannot be used; `over`: it ended. */
export type WaitControl = 'leave' | 'hangup' | 'error' | 'over'

type WaitServices = Pick<VoiceServices, 'sender' | 'notices' | 'said'>

/** At the end of its document a conference's music becomes silent, a queue fetches its waitUrl again, an announcement is over. */
export type AtEnd = 'silence' | 'again' | 'over'

/**
 * Plays a wait or hold URL while somebody waits. An audio file repeats for ever, an announced one is played once.
 * Docs: voice/twiml/conference#attributes-wait-url, voice/twiml/enqueue#attributes-waiturl.
 */
export function playWaiting(
  services: WaitServices,
  call: Call,
  request: ProgrammeRequest & { readonly url: string },
  options: { readonly atEnd: AtEnd; readonly onControl: (control: WaitControl) => void },
): Programme {
  const steps = waitSteps(services, call, request, options.atEnd)
  let current: FrameSource | null = null
  let closed = false

  async function advance(): Promise<void> {
    const step = await steps.next().catch((error: unknown) => {
      note(services, request, error)
      return { done: true, value: undefined } as const
    })
    if (closed) return
    if (step.done === true) {
      if (step.value === undefined) options.onControl('error')
      else if (step.value !== 'silence') options.onControl(step.value)
    } else current = step.value
  }

  void advance()
  return {
    read() {
      const frame = current?.read() ?? null
      if (current !== null && frame === null) {
        current = null
        void advance()
      }
      return frame
    },
    close() {
      closed = true
    },
  }
}

async function* waitSteps(
  services: WaitServices,
  call: Call,
  request: ProgrammeRequest & { readonly url: string },
  atEnd: AtEnd,
): AsyncGenerator<FrameSource, WaitControl | 'silence', undefined> {
  let link = { url: request.url, method: request.method }
  for (;;) {
    const loaded = await fetchInstructions(services, call, { ...link, params: request.params() })
    if (loaded.kind === 'audio') {
      yield samplesSource(loaded.samples, { loop: atEnd !== 'over' })
      return atEnd === 'over' ? 'over' : 'silence'
    }
    let heard = false
    let next: typeof link | null = null
    for (const verb of loaded.document.verbs) {
      if (verb.kind === 'redirect') {
        next = { url: resolveUrl(verb.link.url, loaded.url), method: verb.link.method }
        break
      }
      if (verb.kind === 'leave' || verb.kind === 'hangup') return verb.kind
      yield await soundOfVerb(services, call, soundOfWait(verb, atEnd), loaded.url)
      heard = true
    }
    if (next === null && atEnd !== 'again') return atEnd
    // A document without a sound must not be fetched as fast as the network can.
    if (!heard) yield limitedSource(silenceSource(), 1)
    link = next ?? { url: request.url, method: request.method }
  }
}

/** Docs: api/errors/13238. */
function soundOfWait(verb: Verb, atEnd: AtEnd): Parameters<typeof soundOfVerb>[2] {
  if (verb.kind === 'say' || verb.kind === 'play' || verb.kind === 'pause') return verb
  const code = atEnd === 'silence' ? 13238 : 12200
  throw new TwimlError(code, `A wait document cannot have the verb '${verb.kind}'`)
}

function note(services: WaitServices, { callSid, url }: ProgrammeRequest, error: unknown): void {
  const fault = error instanceof TwimlError ? error : new TwimlError(11200, String(error))
  services.notices.note({ ...fault.notice('error', callSid), url: url ?? '' })
}
