import { fail, succeed } from '../../../../server/contract/result.ts'
import { z } from 'zod'
import { retryAfterMs } from '../../../../server/contract/retry-after.ts'
import { parseJson } from '../../../contract/parse-json.ts'
import { desktopFailureCode, failWith, type DesktopResult } from '../../../contract/result.ts'
import { reasonOf } from '../../log.ts'

const TIMEOUT_MS = 10_000

/**
 * The part of `fetch` that is used. It is Electron’s `net.fetch`, so that the proxies and certificates of the system
 * apply.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** For every request to a server: neither cookies, cache nor redirects, and an answer within 10 s. */
export function fetchOptions() {
  return {
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  } as const
}

export interface ApiRequest<S extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly body?: unknown
  /** An access token. */
  readonly bearer?: string
  /** The schema of a successful reply. */
  readonly reply: S
}

/** Unknown codes come from newer servers; they become `internal`. */
const errorReply = z.object({
  error: z.object({
    code: desktopFailureCode.catch('internal'),
    message: z.string(),
    retryable: z.boolean(),
  }),
})

const tooMany = {
  code: 'too-many-requests',
  message: 'too many requests',
  retryable: true,
} as const

/**
 * Sends one request to the Cordboard server. Never throws: no answer within 10 s, or an answer that is not ours
 * (another program at that address, the error page of a proxy), is `unreachable`.
 */
export async function callApi<S extends z.ZodType>(
  fetch: Fetch,
  request: ApiRequest<S>,
): Promise<DesktopResult<z.infer<S>>> {
  let response: Response
  let body: unknown
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: headersOf(request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...fetchOptions(),
    })
    body = parseJson(await response.text())
  } catch (error) {
    return failWith('unreachable', `No answer from the server: ${reasonOf(error)}`, true)
  }
  if (response.ok) {
    const parsed = request.reply.safeParse(body)
    if (parsed.success) return succeed(parsed.data)
  } else {
    const parsed = errorReply.safeParse(body)
    const afterMs = retryAfterMs(response.headers.get('retry-after'))
    const later = afterMs === undefined ? {} : { retryAfterMs: afterMs }
    if (parsed.success) return fail({ ...parsed.data.error, ...later })
    // From a proxy in front of the server.
    if (response.status === 429) return fail({ ...tooMany, ...later })
  }
  const retryable = response.status >= 500
  return failWith('unreachable', `Not a Cordboard server's answer (${response.status})`, retryable)
}

function headersOf({ body, bearer }: ApiRequest<z.ZodType>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  }
}
