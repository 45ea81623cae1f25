import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { parseJson } from '../../../contract/parse-json.ts'
import type { FillResult } from '../links/links.ts'
import { findCallerRefusal, refusals, type AllowedCallers, type Refusal } from './refusals.ts'

/** Everything that the port can do. */
export interface Phone {
  readonly version: string
  /** Fills in the dialler and shows the window. */
  fill(number: string): FillResult
  onCall(): boolean
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
}

const methods: Readonly<Record<string, 'GET' | 'POST'>> = { '/dial': 'POST', '/status': 'GET' }
const MAX_BODY_BYTES = 1000
const BETWEEN_NUMBERS_MS = 1000
const dialBody = z.strictObject({ number: z.string() })

/** Answers requests one after the other. `now` is in milliseconds and never goes back. */
export function createAnswers(phone: Phone, callers: AllowedCallers, now: () => number) {
  let last = Number.NEGATIVE_INFINITY

  async function dial(request: IncomingMessage): Promise<Answer> {
    if (!isJson(request.headers['content-type'])) return refuse('wrong-type')
    const text = await readBody(request, MAX_BODY_BYTES)
    if (text === null) return refuse('too-large')
    const parsed = dialBody.safeParse(parseJson(text))
    if (!parsed.success) return refuse('bad-body')
    if (now() - last < BETWEEN_NUMBERS_MS) return refuse('too-often', { 'retry-after': '1' })
    const filling = phone.fill(parsed.data.number)
    if (filling === 'no-number') return refuse('bad-number')
    if (filling === 'no-outgoing') return refuse('no-outgoing')
    last = now()
    return { status: 204 }
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { method, url = '' } = request
    const allowed = methods[url]
    if (allowed === undefined) return refuse('not-found')
    if (method === 'OPTIONS') return answerPreflight(request, allowed)
    if (method !== allowed) return refuse('wrong-method', { allow: allowed })
    return url === '/dial' ? dial(request) : status(phone)
  }

  return async (request: IncomingMessage): Promise<Answer> => {
    const { headers, socket } = request
    const refusal = findCallerRefusal(headers, socket.localPort ?? 0, callers)
    return refusal === null
      ? withAllowedOrigin(headers.origin, await answer(request))
      : refuse(refusal)
  }
}

/** Only whether there is a call: nothing about the call itself. */
function status({ version, onCall }: Phone): Answer {
  return { status: 200, body: { app: 'Cordboard', version, onCall: onCall() } }
}

/**
 * The preflight request of a browser: Fetch standard, and Private Network Access for public pages that call this
 * machine.
 */
function answerPreflight({ headers }: IncomingMessage, allowed: string): Answer {
  const network = headers['access-control-request-private-network'] === 'true'
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': allowed,
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '600',
      ...(network ? { 'access-control-allow-private-network': 'true' } : {}),
    },
  }
}

/** Lets the page that asked read the answer, and no other page. */
function withAllowedOrigin(origin: string | undefined, answer: Answer): Answer {
  if (origin === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'access-control-allow-origin': origin } }
}

function refuse(code: Refusal, headers: Readonly<Record<string, string>> = {}): Answer {
  const [status, message] = refusals[code]
  return { status, headers, body: { error: { code, message, retryable: code === 'too-often' } } }
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/iu.test(type ?? '')
}

/**
 * Reads the whole body as text; null if it is longer than `most` bytes. The rest of a long body is read and dropped.
 */
async function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  // The connection stays open, because the answer is still to be sent.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    // The cast: without an encoding a request gives bytes.
    const bytes = part as Buffer
    length += bytes.length
    if (length > most) {
      request.resume()
      return null
    }
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}
