import { setTimeout } from 'node:timers/promises'
import twilio from 'twilio'
import { systemClock } from '../clock.ts'
import { TwilioError, readErrorAnswer } from './failure.ts'

type Options<TData> = Parameters<typeof twilio.RequestClient.prototype.request<TData>>[0]
type Reply<TData> = ReturnType<typeof twilio.RequestClient.prototype.request<TData>>

const TWILIO_HOST = /^https:\/\/([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.twilio\.com(\/.*)$/

/** `https://api.twilio.com/2010-04-01/x` → `<base>/api/2010-04-01/x`; other addresses as they are. */
export function rebase(uri: string, base: string): string {
  const [, label, path] = TWILIO_HOST.exec(uri) ?? []
  return label === undefined || path === undefined ? uri : `${base}/${label}${path}`
}

const OPTIONS = {
  /** An agent waits for most of these requests. */
  timeout: 10_000,
  /** Saves a handshake between a click and a voice. */
  keepAlive: true,
}

/** How often a request is made again after a 429, and the longest pause before, ms. */
const TRIES = 3
const LONGEST_PAUSE_MS = 2000
const FIRST_PAUSE_MS = 200

/** Time and chance, which tests replace. */
export interface Pauses {
  wait(ms: number): Promise<unknown>
  /** From 0 to 1. */
  chance(): number
}

const realPauses: Pauses = { wait: (ms) => setTimeout(ms), chance: () => Math.random() }

/**
 * Sends requests, and rejects with a `TwilioError` at every status from 400 on. A 429 was not carried out (docs:
 * api/errors/20429), so the request is made again after a short pause with jitter, or after `Retry-After`, unless that is
 * longer than an agent can wait. The package's own `autoRetry` reads no `Retry-After`.
 */
export class TwilioRequestClient extends twilio.RequestClient {
  readonly #base: string | null
  readonly #pauses: Pauses

  /** `base`: what answers in place of Twilio's hosts, also at absolute page links; null for Twilio itself. */
  constructor(base: string | null, pauses: Pauses = realPauses) {
    super(OPTIONS)
    this.#base = base?.replace(/\/+$/, '') ?? null
    this.#pauses = pauses
  }

  override async request<TData>(options: Options<TData>): Reply<TData> {
    const uri = this.#base === null ? options.uri : rebase(options.uri, this.#base)
    for (let tried = 1; ; tried += 1) {
      const reply = await super.request<TData>({ ...options, uri })
      if (reply.statusCode < 400) return reply
      const answer = readErrorAnswer(reply, systemClock.wall())
      const { status, retryAfterMs } = answer
      const pause = FIRST_PAUSE_MS * 2 ** (tried - 1) * this.#pauses.chance() + (retryAfterMs ?? 0)
      if (status !== 429 || tried > TRIES || pause > LONGEST_PAUSE_MS) {
        throw new TwilioError(answer)
      }
      await this.#pauses.wait(pause)
    }
  }
}
