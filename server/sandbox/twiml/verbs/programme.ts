import type { FrameSource } from '../../media/frame.ts'
import { limitedSource, samplesSource, silenceSource } from '../../media/sources.ts'
import type { Call } from '../../telephony/call/call.ts'
import type { Programme, ProgrammeRequest } from '../../telephony/audio/music.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { soundOfVerb } from '../run/audible.ts'
import type { Link, Verb } from '../parse/document.ts'
import { TwimlError } from '../parse/twiml-error.ts'
import { fetchInstructions } from '../run/fetch.ts'
import type { Loaded } from '../run/fetch.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** What a wait document can lead to besides sound. `error`: it cannot be used; `over`: it ended. */
export type WaitControl = 'leave' | 'hangup' | 'error' | 'over'

type WaitServices = Pick<VoiceServices, 'sender' | 'notices' | 'said'>

/** At the end of its document a conference's music becomes silent, a queue fetches its waitUrl again, an announcement is over. */
export type AtEnd = 'silence' | 'again' | 'over'

type WaitRequest = ProgrammeRequest & { readonly url: string }

interface WaitOptions {
  readonly atEnd: AtEnd
  readonly onControl: (control: WaitControl) => void
}

/**
 * Like `playWaiting`, once the first request has been answered with something that can be played. Null when it has not: the
 * debugger says why. Docs: voice/twiml/conference#attributes-wait-url.
 */
export async function openWaiting(
  services: WaitServices,
  call: Call,
  request: WaitRequest,
  options: WaitOptions,
): Promise<Programme | null> {
  try {
    const first = await load(services, call, request, options.atEnd)
    return playWaiting(services, call, request, options, first)
  } catch (error) {
    note(services, request, error)
    return null
  }
}

/**
 * Plays a wait, hold or announcement URL; `first` is what it has already answered.
 * Docs: voice/twiml/conference#attributes-wait-url, voice/twiml/enqueue#attributes-waiturl.
 */
export function playWaiting(
  services: WaitServices,
  call: Call,
  request: WaitRequest,
  options: WaitOptions,
  first: Loaded | null = null,
): Programme {
  const steps = waitSteps(services, call, request, options.atEnd, first)
  let over = false
  let current: FrameSource | null = null
  let closed = false

  async function advance(): Promise<void> {
    const step = await steps.next().catch((error: unknown) => {
      note(services, request, error)
      return { done: true, value: undefined } as const
    })
    if (closed) return
    if (step.done === true) {
      over = true
      if (step.value === undefined) options.onControl('error')
      else if (step.value !== 'silence') options.onControl(step.value)
    } else current = step.value
  }

  void advance()
  return {
    get over() {
      return over
    },
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
  request: WaitRequest,
  atEnd: AtEnd,
  first: Loaded | null,
): AsyncGenerator<FrameSource, WaitControl | 'silence', undefined> {
  let link: Link = request
  for (let ready = first; ; ready = null) {
    const loaded = ready ?? (await load(services, call, { ...request, ...link }, atEnd))
    if (loaded.kind === 'audio') {
      yield samplesSource(loaded.samples, { loop: request.loopsFile ?? false })
      return atEnd === 'over' ? 'over' : 'silence'
    }
    let heard = false
    let next: Link | null = null
    for (const verb of loaded.document.verbs) {
      if (verb.kind === 'redirect') {
        next = { url: resolveUrl(verb.link.url, loaded.url), method: verb.link.method }
        break
      }
      if (verb.kind === 'leave' || verb.kind === 'hangup') return verb.kind
      yield await soundOfVerb(services, call, soundOfWait(verb), loaded.url)
      heard = true
    }
    if (next === null && atEnd !== 'again') return atEnd
    // A document without a sound must not be fetched as fast as the network can.
    if (!heard) yield limitedSource(silenceSource(), 1)
    link = next ?? request
  }
}

const IN_CONFERENCES = new Set<Verb['kind']>(['say', 'play', 'pause', 'redirect'])

/** Fetches a document or file. A conference's document with another verb is refused as a whole. Docs: api/errors/13238. */
async function load(
  services: WaitServices,
  call: Call,
  { url, method, params }: WaitRequest,
  atEnd: AtEnd,
): Promise<Loaded> {
  const loaded = await fetchInstructions(services, call, { url, method, params: params() })
  if (loaded.kind === 'audio' || atEnd === 'again') return loaded
  const refused = loaded.document.verbs.find(({ kind }) => !IN_CONFERENCES.has(kind))
  if (!refused) return loaded
  const message = `The waitUrl, holdUrl or announceUrl has the verb '${refused.kind}'`
  throw new TwimlError(13238, message, loaded.url)
}

function soundOfWait(verb: Verb): Parameters<typeof soundOfVerb>[2] {
  if (verb.kind === 'say' || verb.kind === 'play' || verb.kind === 'pause') return verb
  throw new TwimlError(12200, `A wait document cannot have the verb '${verb.kind}'`)
}

function note(services: WaitServices, { callSid, url }: ProgrammeRequest, error: unknown): void {
  const fault = error instanceof TwimlError ? error : new TwimlError(11200, String(error))
  services.notices.note({ ...fault.notice('error', callSid), url: url ?? '' })
}
