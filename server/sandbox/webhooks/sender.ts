import { randomUUID } from 'node:crypto'
import { liveClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { signRequest } from './signature.ts'

export interface WebhookRequest {
  readonly url: string
  /** POST (form body) unless told; GET puts the parameters into the query. */
  readonly method?: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  /** What the answer is for: `instructions` unless told. */
  readonly expects?: 'instructions' | 'nothing'
  /** 15 s unless told. */
  readonly timeoutMs?: number
}

export interface WebhookResponse {
  /** A 2xx answer arrived in time. */
  readonly ok: boolean
  /** The HTTP status; 0 when no answer came at all. */
  readonly status: number
  /** The media type without parameters, lower case. */
  readonly contentType: string
  readonly body: Uint8Array
  readonly text: string
  /** Where the answer came from in the end: relative URLs in a document resolve against it. */
  readonly url: string
}

export interface WebhookSender {
  /** Sends one signed request and follows redirects. Never throws: a network failure is `ok: false, status: 0`. */
  send(request: WebhookRequest): Promise<WebhookResponse>
  /** Ends whatever is still under way. */
  close(): void
}

const DEFAULT_TIMEOUT_MS = 15_000
const MAX_REDIRECTS = 10
/** In bytes: more than an hour of sound. What comes after it is not read. */
const LONGEST_ANSWER = 64 * 1024 * 1024

/** Twilio's side of every webhook: real HTTP, signed. Docs: usage/webhooks, usage/security. */
export function createWebhookSender(deps: {
  readonly authToken: string
  readonly clock: Clock
}): WebhookSender {
  const running = new Set<AbortController>()
  return {
    async send(request) {
      const abort = new AbortController()
      running.add(abort)
      const cancel = liveClock(deps.clock).after(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, () =>
        abort.abort(),
      )
      try {
        return await follow(deps.authToken, request, abort.signal)
      } catch {
        return unanswered(request.url)
      } finally {
        cancel()
        running.delete(abort)
      }
    },
    close() {
      for (const abort of running) abort.abort()
    },
  }
}

async function follow(
  authToken: string,
  request: WebhookRequest,
  signal: AbortSignal,
): Promise<WebhookResponse> {
  let { url, params, method = 'POST' } = request
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const target = withQuery(url, method === 'GET' ? params : {})
    const response = await once(authToken, target, method, params, signal)
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) {
      return await readResponse(response, target)
    }
    await response.body?.cancel()
    url = new URL(location, target).href
    // As browsers do: only 307 and 308 keep the method and the parameters.
    if (response.status !== 307 && response.status !== 308) [method, params] = ['GET', {}]
  }
  return unanswered(url)
}

async function once(
  authToken: string,
  url: string,
  method: 'GET' | 'POST',
  params: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = {
    accept: '*/*',
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': signRequest(authToken, url, method === 'POST' ? params : {}),
    'i-twilio-idempotency-token': randomUUID(),
  }
  const target = new URL(url)
  if (target.username !== '') {
    const pair = `${decodeURIComponent(target.username)}:${decodeURIComponent(target.password)}`
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`
    target.username = ''
    target.password = ''
  }
  const body = method === 'POST' ? { body: new URLSearchParams(params) } : {}
  return await fetch(target, { method, headers, signal, redirect: 'manual', ...body })
}

function withQuery(url: string, params: Readonly<Record<string, string>>): string {
  const [bare = url] = url.split('#')
  const query = new URLSearchParams(params).toString()
  if (query === '') return bare
  return bare + (bare.includes('?') ? '&' : '?') + query
}

async function readResponse(response: Response, url: string): Promise<WebhookResponse> {
  const body = await readBody(response)
  const [contentType = ''] = (response.headers.get('content-type') ?? '').split(';')
  return {
    ok: response.ok,
    status: response.status,
    contentType: contentType.trim().toLowerCase(),
    body,
    text: new TextDecoder().decode(body),
    url,
  }
}

/** As much of it as an answer may have. */
async function readBody({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    // Leaving the loop cancels what is still to come.
    if (length > LONGEST_ANSWER) break
  }
  return Buffer.concat(chunks, Math.min(length, LONGEST_ANSWER))
}

/** Nobody answered. */
export function unanswered(url: string): WebhookResponse {
  return { ok: false, status: 0, contentType: '', body: new Uint8Array(), text: '', url }
}
