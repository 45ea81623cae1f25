import { succeed } from '../../../server/contract/result.ts'
import type { z } from 'zod'
import { errorReply } from '../../../server/contract/errors.ts'
import { retryAfterMs } from '../../../server/contract/retry-after.ts'
import { failWith, type ServerResult } from '../../ports/result.ts'

const TIMEOUT_MS = 10_000

export interface HttpRequest<Schema extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly reply: Schema
  readonly accessToken?: string
  /** `include` to send the refresh token's cookie. */
  readonly credentials?: 'include' | 'omit'
  /** The request goes on when its page is closed. */
  readonly keepalive?: boolean
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * One request to our server, with its answer parsed by the contract. Never throws: no answer is `unreachable`, and an
 * answer that breaks the contract is `internal`.
 */
export async function callServer<Schema extends z.ZodType>(
  fetch: Fetch,
  origin: string,
  request: HttpRequest<Schema>,
): Promise<ServerResult<z.output<Schema>>> {
  let status: number
  let afterMs: number | undefined
  let body: unknown
  try {
    const response = await fetch(`${origin}${request.path}`, {
      method: request.method,
      headers: headersOf(request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      credentials: request.credentials ?? 'omit',
      cache: 'no-store',
      ...(request.keepalive === true ? { keepalive: true } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    status = response.status
    afterMs = retryAfterMs(response.headers.get('retry-after'))
    body = parseJson(await response.text())
  } catch {
    return failWith('unreachable', true)
  }
  if (status >= 200 && status < 300) {
    const parsed = request.reply.safeParse(body)
    return parsed.success ? succeed(parsed.data) : failWith('internal', false)
  }
  const refused = errorReply.safeParse(body)
  if (refused.success) {
    const { code, retryable } = refused.data.error
    return failWith(code, retryable, afterMs)
  }
  // Not our server's answer: it comes from something between, such as a proxy.
  if (status === 429) return failWith('too-many-requests', true, afterMs)
  return status >= 500 ? failWith('unreachable', true) : failWith('internal', false)
}

function headersOf(request: HttpRequest<z.ZodType>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.accessToken === undefined
      ? {}
      : { authorization: `Bearer ${request.accessToken}` }),
  }
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return null
  }
}
