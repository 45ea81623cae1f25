import { request as send } from 'undici'
import type { Dispatcher } from 'undici'
import type { WebhookSigning } from './signing.ts'

/** One signed request and all of its answer, redirects followed. */
export interface Exchange {
  readonly signing: Pick<WebhookSigning, 'headersFor'>
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  readonly idempotencyToken: string
  readonly dispatcher: Dispatcher
  readonly signal: AbortSignal
  /** A part of the answer has come. */
  readonly onProgress: () => void
}

export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array
  /** The URL that it came from after redirects. */
  readonly url: string
}

/** The answer ended before it was complete. */
export class PartialAnswer extends Error {}

const MAX_REDIRECTS = 10
/** In bytes: more than an hour of sound. What comes after it is not read. */
const LONGEST_ANSWER = 64 * 1024 * 1024

/** Throws undici's errors, and a PartialAnswer. */
export async function exchange(requested: Exchange): Promise<Answer> {
  let { url, method, params } = requested
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const target = withQuery(url, method === 'GET' ? params : {})
    const { statusCode, headers, body } = await requestOnce({
      ...requested,
      url: target,
      method,
      params,
    })
    requested.onProgress()
    const location = headers['location']
    if (statusCode < 300 || statusCode > 399 || typeof location !== 'string') {
      return {
        status: statusCode,
        contentType: mediaTypeOf(headers['content-type']),
        body: await readBody(body, requested.onProgress),
        url: target,
      }
    }
    await body.dump()
    url = new URL(location, target).href
    // As browsers do: only 307 and 308 keep the method and the parameters.
    if (statusCode !== 307 && statusCode !== 308) [method, params] = ['GET', {}]
  }
  throw new PartialAnswer('too many redirects')
}

async function requestOnce(requested: Exchange): Promise<Dispatcher.ResponseData> {
  const { signing, url, method, params, idempotencyToken, dispatcher, signal } = requested
  const headers: Record<string, string> = {
    accept: '*/*',
    'user-agent': 'TwilioProxy/1.1',
    ...signing.headersFor(url, method === 'POST' ? params : {}),
    'i-twilio-idempotency-token': idempotencyToken,
  }
  const target = new URL(url)
  if (target.username !== '') {
    const pair = `${decodeURIComponent(target.username)}:${decodeURIComponent(target.password)}`
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`
    target.username = ''
    target.password = ''
  }
  if (method === 'GET') return await send(target, { method, headers, dispatcher, signal })
  headers['content-type'] = 'application/x-www-form-urlencoded; charset=UTF-8'
  const body = new URLSearchParams(params).toString()
  return await send(target, { method, headers, body, dispatcher, signal })
}

/** Without the fragment: only Twilio reads it, and it is not signed. */
function withQuery(url: string, params: Readonly<Record<string, string>>): string {
  const [bare = url] = url.split('#')
  const query = new URLSearchParams(params).toString()
  if (query === '') return bare
  return bare + (bare.includes('?') ? '&' : '?') + query
}

function mediaTypeOf(header: string | string[] | undefined): string {
  const [type = ''] = String(header ?? '').split(';')
  return type.trim().toLowerCase()
}

/** The part of it that an answer may have. */
async function readBody(
  body: AsyncIterable<Uint8Array>,
  onProgress: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of body) {
      onProgress()
      chunks.push(chunk)
      length += chunk.length
      // Leaving the loop cancels what is still to come.
      if (length > LONGEST_ANSWER) break
    }
  } catch (error) {
    throw new PartialAnswer('the answer broke off', { cause: error })
  }
  return Buffer.concat(chunks, Math.min(length, LONGEST_ANSWER))
}
