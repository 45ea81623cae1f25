import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

interface Failed {
  readonly kind: 'failed'
  readonly why: string
}

/** One answer. Its body is read, or left. */
export interface Answered {
  readonly kind: 'answer'
  /** Where it came from, behind any HTTP redirects. */
  readonly url: string
  readonly status: number
  /** The media type, in lower case and without parameters. */
  readonly type: string
  text(): Promise<Failed | { readonly kind: 'text'; readonly text: string }>
  leave(): void
}

/** Twilio takes no longer document. Docs: api/errors/11750. */
const LONGEST_DOCUMENT = 64 * 1024

/** Asks as Twilio does: without credentials of ours, and it follows HTTP redirects. Never rejects. */
export async function fetchLikeTwilio(
  request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
  },
  signal: AbortSignal,
): Promise<Failed | Answered> {
  const { url, method, headers } = request
  try {
    const response = await fetch(url, { method, headers, signal })
    return {
      kind: 'answer',
      url: response.url,
      status: response.status,
      type: typeOf(response.headers.get('content-type')),
      text: () => readText(response),
      leave: () => void response.body?.cancel().catch(() => undefined),
    }
  } catch (error) {
    return { kind: 'failed', why: reasonOf(error) }
  }
}

async function readText(response: Response): ReturnType<Answered['text']> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of response.body ?? []) {
      length += part.byteLength
      if (length > LONGEST_DOCUMENT) return { kind: 'failed', why: 'longer than 64 kB' }
      parts.push(part)
    }
    return { kind: 'text', text: Buffer.concat(parts).toString('utf8') }
  } catch (error) {
    return { kind: 'failed', why: reasonOf(error) }
  }
}

/** The address of a private network or of this machine that a name stands for; null when the Internet can reach it. */
export async function findPrivateAddress(url: string): Promise<string | null> {
  const { hostname } = new URL(url)
  const host = hostname.replaceAll(/^\[|\]$/gu, '')
  // A name that nobody knows is said by the request that follows.
  const found = await lookup(host, { all: true }).catch(() => [])
  const hidden = found.find(({ address }) => ipaddr.process(address).range() !== 'unicast')
  return hidden?.address ?? null
}

function typeOf(header: string | null): string {
  return (header ?? '').replace(/;.*$/su, '').trim().toLowerCase()
}

/** Node says "fetch failed", and the reason in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return 'code' in cause && cause.message === '' ? String(cause.code) : cause.message
}
