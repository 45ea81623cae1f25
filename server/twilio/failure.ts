import { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import type { TwilioFailure } from './gateway.ts'

/** An answer of Twilio with an error. */
export interface ErrorAnswer {
  /** The HTTP status, 400 or more. */
  readonly status: number
  /** One of Twilio's error codes (docs: api/errors); null when the body has none. */
  readonly code: number | null
  readonly message: string
  /** How long Twilio asks us to wait, ms; null when it does not say. */
  readonly retryAfterMs: number | null
}

/** What the request client throws, because the library's own exceptions do not have the headers. */
export class TwilioError extends Error {
  readonly answer: ErrorAnswer

  constructor(answer: ErrorAnswer) {
    super(answer.message)
    this.name = 'TwilioError'
    this.answer = answer
  }
}

/** A later request may succeed: timeout, conflict, too early, too many requests. Docs: api/errors/20429; RFC 9110, RFC 8470. */
const LATER = new Set([408, 409, 425, 429])

/** 16021: the account has reached its limit of concurrent calls. */
const LATER_CODES = new Set([20429, 10004, 16021])

/** 20404: there is no such resource (any more). 21220: the call is not in progress, so it has ended. */
const GONE_CODES = new Set([20404, 21220])

/** The key is wrong, revoked or lacks a permission; the account is suspended, or a test account. */
const MISCONFIGURED_CODES = new Set([20003, 20005, 20006, 20008, 10001])

/** What an answer means. Only this function decides it, and callers act on the kind. A code says more than a status. */
export function failureIn(answer: ErrorAnswer): TwilioFailure {
  const { status, code, message, retryAfterMs } = answer
  const has = (codes: ReadonlySet<number>) => code !== null && codes.has(code)
  if (LATER.has(status) || status >= 500 || has(LATER_CODES)) {
    return { kind: 'unavailable', status, message, retryAfterMs }
  }
  if (status === 401 || status === 402 || status === 407 || has(MISCONFIGURED_CODES)) {
    return { kind: 'misconfigured', status, code, message }
  }
  if (status === 404 || status === 410 || has(GONE_CODES)) {
    return { kind: 'gone', status, code, message }
  }
  return { kind: 'refused', status, code, message }
}

/** What an error of the library means: Twilio's answer, or that there is no answer. */
export function failureOf(error: unknown): TwilioFailure {
  if (error instanceof TwilioError) return failureIn(error.answer)
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'unavailable', status: null, message, retryAfterMs: null }
}

/** Twilio's older form of an error, and RFC 9457's. */
const errorBody = z.looseObject({
  code: z.number().nullish(),
  message: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
})

/** Reads an answer of status 400 or more. A proxy's page has only a status. */
export function readErrorAnswer(
  response: { readonly statusCode: number; readonly body: unknown; readonly headers: unknown },
  now: number,
): ErrorAnswer {
  const { statusCode: status, headers } = response
  const body =
    typeof response.body === 'string'
      ? parseJson(errorBody, response.body)
      : errorBody.safeParse(response.body).data
  return {
    status,
    code: body?.code ?? null,
    message: body?.message ?? body?.detail ?? body?.title ?? `HTTP status ${status}`,
    retryAfterMs: retryAfterIn(headers, now),
  }
}

const retryAfterHeader = z.looseObject({ 'retry-after': z.string().trim().min(1) })

/** The longest pause that is accepted, ms: a date far ahead must not stop all requests. */
const LONGEST_PAUSE_MS = 120_000

/** `Retry-After` in either form of RFC 9110 (10.2.3): seconds, or a date. `now`: ms since the epoch. */
export function retryAfterIn(headers: unknown, now: number): number | null {
  const read = retryAfterHeader.safeParse(headers)
  if (!read.success) return null
  const value = read.data['retry-after']
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(ms) ? null : Math.min(LONGEST_PAUSE_MS, Math.max(0, ms))
}
