import twilio from 'twilio'
import type { TwilioSettings } from '../config/config.ts'
import { done, failed } from '../outcome.ts'
import type { Answer, TwilioFailure } from './gateway.ts'
import { RebasedRequestClient, directRequestClient } from './request-client.ts'

export type TwilioClient = ReturnType<typeof twilio>

/** The REST client of one account, authenticated by its API key. */
export function createTwilioClient(settings: TwilioSettings): TwilioClient {
  const { accountSid, apiKeySid, apiKeySecret, endpoints } = settings
  const httpClient =
    endpoints === null ? directRequestClient() : new RebasedRequestClient(endpoints.baseUrl)
  return twilio(apiKeySid, apiKeySecret.reveal(), { accountSid, httpClient })
}

/** Runs one request of the library; what it throws becomes a value. */
export async function answer<Value>(request: () => Promise<Value>): Answer<Value> {
  try {
    return done(await request())
  } catch (error) {
    return failed(failureOf(error))
  }
}

/** The same for requests whose reply says nothing that we need. */
export async function acknowledge(request: () => Promise<unknown>): Answer<null> {
  const outcome = await answer(request)
  return outcome.ok ? done(null) : outcome
}

/** What an error of the library means: Twilio said no, or said nothing. */
export function failureOf(error: unknown): TwilioFailure {
  if (error instanceof twilio.RestException && error.status >= 400 && error.status < 500) {
    const { status, code, message } = error
    return { kind: 'refused', status, code: code ?? null, message }
  }
  return { kind: 'unreachable', message: error instanceof Error ? error.message : String(error) }
}
