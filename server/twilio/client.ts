import twilio from 'twilio'
import type { TwilioAccess } from '../config/config.ts'
import { succeed, fail } from '../contract/result.ts'
import { failureOf } from './failure.ts'
import type { Answer } from './gateway.ts'
import { TwilioRequestClient } from './request-client.ts'

export type TwilioClient = ReturnType<typeof twilio>

/** The REST client of one account, authenticated by its API key. */
export function createTwilioClient(settings: TwilioAccess): TwilioClient {
  const { accountSid, apiKeySid, apiKeySecret, endpoints } = settings
  const httpClient = new TwilioRequestClient(endpoints?.baseUrl ?? null)
  return twilio(apiKeySid, apiKeySecret.reveal(), { accountSid, httpClient })
}

/** Runs one request of the library. What it throws becomes a failure. */
export async function answer<Value>(request: () => Promise<Value>): Answer<Value> {
  try {
    return succeed(await request())
  } catch (error) {
    return fail(failureOf(error))
  }
}

/** The same for a request whose answer nobody reads. */
export async function acknowledge(request: () => Promise<unknown>): Answer<null> {
  const outcome = await answer(request)
  return outcome.ok ? succeed(null) : outcome
}
