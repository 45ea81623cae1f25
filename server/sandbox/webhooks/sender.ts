import { randomUUID } from 'node:crypto'
import { Agent } from 'undici'
import { liveClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { attempt } from './attempt.ts'
import type { Answer } from './exchange.ts'
import { INVALID_RETRY_POLICY, overridesOf } from './overrides.ts'
import type { ConnectionOverrides } from './overrides.ts'
import type { WebhookSigning } from './signing.ts'

export interface WebhookRequest {
  readonly url: string
  /** POST (form body) unless given; GET puts the parameters into the query. */
  readonly method?: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  /** What the answer is for: `instructions` unless given. */
  readonly expects?: 'instructions' | 'nothing'
  /** For all attempts; 15 s unless given. */
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
  /** The URL that the answer came from after redirects: relative URLs in a document resolve against it. */
  readonly url: string
  /** How many attempts were made. */
  readonly attempts: number
  /** Twilio's error code for a request that was never made. */
  readonly code?: number
}

export interface WebhookSender {
  /** Sends a signed request, as often as its URL's overrides say, and follows redirects. Never throws: a network failure is `ok: false, status: 0`. */
  send(request: WebhookRequest): Promise<WebhookResponse>
  /** Ends all requests that are still under way. */
  close(): void
}

/** No request of Twilio may take longer. */
export const LONGEST_MS = 15_000

/**
 * Twilio's side of every webhook: real HTTP, signed, and tried again as the URL's connection overrides say.
 * Docs: usage/webhooks, usage/security, usage/webhooks/webhooks-connection-overrides.
 */
export function createWebhookSender(deps: {
  readonly signing: Pick<WebhookSigning, 'headersFor'>
  readonly clock: Clock
}): WebhookSender {
  const clock = liveClock(deps.clock)
  const running = new Set<AbortController>()
  const connections = new Map<number, Agent>()

  function connectionsWithin(connectMs: number): Agent {
    const known = connections.get(connectMs)
    if (known) return known
    const made = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 })
    connections.set(connectMs, made)
    return made
  }

  async function sendWithin(
    request: WebhookRequest,
    overrides: ConnectionOverrides,
    over: AbortSignal,
  ): Promise<WebhookResponse> {
    const { url, params, method = 'POST' } = request
    const { connectMs, readMs, retries, retryOn } = overrides
    const requested = { signing: deps.signing, url, method, params, idempotencyToken: randomUUID() }
    for (let attempts = 1; ; attempts++) {
      const dispatcher = connectionsWithin(connectMs)
      const outcome = await attempt({ ...requested, dispatcher }, { clock, readMs, over })
      const { failure } = outcome
      const isLast = failure === null || !retryOn.has(failure) || attempts > retries || over.aborted
      if (!isLast) continue
      if (outcome.kind === 'unanswered') return { ...noAnswer(url), attempts }
      return { ...responseOf(outcome.answer), attempts }
    }
  }

  return {
    async send(request) {
      const overrides = overridesOf(request.url)
      if (overrides === null) return { ...noAnswer(request.url), code: INVALID_RETRY_POLICY }
      if (!URL.canParse(request.url)) return noAnswer(request.url)
      const abort = new AbortController()
      running.add(abort)
      const ms = Math.min(request.timeoutMs ?? LONGEST_MS, overrides.totalMs)
      const cancel = clock.after(ms, () => abort.abort())
      try {
        return await sendWithin(request, overrides, abort.signal)
      } finally {
        cancel()
        running.delete(abort)
      }
    },
    close() {
      for (const abort of running) abort.abort()
      for (const agent of connections.values()) void agent.destroy()
      connections.clear()
    },
  }
}

function responseOf({ status, contentType, body, url }: Answer): WebhookResponse {
  const ok = status >= 200 && status < 300
  return { ok, status, contentType, body, text: new TextDecoder().decode(body), url, attempts: 1 }
}

/** Nobody answered. */
export function noAnswer(url: string): WebhookResponse {
  return {
    ok: false,
    status: 0,
    contentType: '',
    body: new Uint8Array(),
    text: '',
    url,
    attempts: 1,
  }
}
