import { callParams } from '../../telephony/call/call-params.ts'
import type { Call } from '../../telephony/call/call.ts'
import type { Exchange } from '../../telephony/notices.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { decodeWav } from '../../media/wav.ts'
import type { WebhookResponse } from '../../webhooks/sender.ts'
import type { HttpMethod, SayVerb, TwimlDocument } from '../parse/document.ts'
import { TwimlError } from '../parse/twiml-error.ts'
import { parseTwiml } from '../parse/parse.ts'

export type TwimlSource =
  | { readonly kind: 'text'; readonly twiml: string }
  | {
      readonly kind: 'url'
      readonly url: string
      readonly method: HttpMethod
      readonly params?: Readonly<Record<string, string>>
    }

/** What a URL answered: instructions, or a recording to play. `url` is what relative URLs resolve against. */
export type Loaded =
  | { readonly kind: 'document'; readonly document: TwimlDocument; readonly url: string }
  | { readonly kind: 'audio'; readonly samples: Int16Array }

type Fetching = Pick<VoiceServices, 'sender' | 'notices'>

/** In bytes; sounds may be larger. Docs: api/errors/11750. */
const LONGEST_DOCUMENT = 64 * 1024

/** Throws a TwimlFault when there is no usable answer. Docs: voice/twiml#twilios-request-to-your-application. */
export async function loadTwiml(
  services: Fetching,
  call: Call,
  source: TwimlSource,
): Promise<Loaded> {
  if (source.kind === 'text') {
    return { kind: 'document', document: read(services, call, source.twiml, ''), url: '' }
  }
  const params = { ...callParams(call), ...source.params }
  return await fetchInstructions(services, call, { ...source, params })
}

/** Like `loadTwiml`, with exactly these parameters. */
export async function fetchInstructions(
  services: Fetching,
  call: Call,
  request: {
    readonly url: string
    readonly method: HttpMethod
    readonly params: Readonly<Record<string, string>>
  },
): Promise<Loaded> {
  const { url, method, params } = request
  if (!URL.canParse(url)) throw new TwimlError(11100, `Invalid URL format: '${url}'`, url)
  const response = await services.sender.send({ url, method, params })
  const { contentType, text, body } = response
  const exchange: Exchange = { method, params, body: text }
  if (!response.ok) {
    const [code, what] = failureOf(response)
    throw new TwimlError(code, `HTTP retrieval failure: ${what}`, url, exchange)
  }
  if (contentType.startsWith('audio/')) return { kind: 'audio', samples: decode(body, url) }
  if (body.length > LONGEST_DOCUMENT) {
    throw new TwimlError(11750, 'TwiML response body too large', url, exchange)
  }
  if (response.status === 204) return { kind: 'document', document: EMPTY, url: response.url }
  if (contentType === 'text/plain') {
    const document: TwimlDocument = { verbs: [sayVerb(text)], warnings: [] }
    return { kind: 'document', document, url: response.url }
  }
  if (!['text/xml', 'application/xml', 'text/html'].includes(contentType)) {
    throw new TwimlError(12300, `Invalid Content-Type: '${contentType}'`, url, exchange)
  }
  const document = read(services, call, text, url, exchange)
  return { kind: 'document', document, url: response.url }
}

/** Docs: api/errors/11200, 11205, 11243. */
function failureOf({ status, code }: WebhookResponse): readonly [code: number, what: string] {
  if (code !== undefined) return [code, 'HTTP retry policy is invalid']
  return status === 0 ? [11205, 'no answer'] : [11200, `HTTP ${status}`]
}

function sayVerb(text: string): SayVerb {
  return { kind: 'say', text, voice: '', language: '', loop: 1 }
}

const EMPTY: TwimlDocument = { verbs: [], warnings: [] }

/** Fetches a file for `<Play>`. */
export async function fetchAudio(services: Fetching, url: string): Promise<Int16Array> {
  if (!URL.canParse(url)) throw new TwimlError(11100, `Invalid URL format: '${url}'`, url)
  const response = await services.sender.send({ url, method: 'GET', params: {} })
  if (!response.ok) throw new TwimlError(11200, 'HTTP retrieval failure', url)
  return decode(response.body, url)
}

function decode(bytes: Uint8Array, url: string): Int16Array {
  try {
    return decodeWav(bytes)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new TwimlError(12300, `The file cannot be played: ${why}`, url)
  }
}

function read(
  { notices }: Fetching,
  call: Call,
  xml: string,
  url: string,
  exchange: Exchange | null = null,
): TwimlDocument {
  const document = parseAt(xml, url, exchange)
  for (const { code, message } of document.warnings) {
    notices.note(new TwimlError(code, message, url, exchange).notice('warning', call.sid))
  }
  return document
}

function parseAt(xml: string, url: string, exchange: Exchange | null): TwimlDocument {
  try {
    return parseTwiml(xml)
  } catch (error) {
    if (!(error instanceof TwimlError)) throw error
    throw new TwimlError(error.code, error.message, url, exchange)
  }
}
