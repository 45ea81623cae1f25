import twilio from 'twilio'
import type { Secret } from '../config/secret.ts'

/**
 * Whether Twilio signed this webhook. `url` is the address that Twilio called, query included, so it
 * is built from the public URL, not from what a proxy left of it.
 */
export function isSignedByTwilio(
  authToken: Secret,
  request: {
    readonly signature: string | undefined
    readonly url: string
    readonly params: Readonly<Record<string, unknown>>
  },
): boolean {
  const { signature, url, params } = request
  if (signature === undefined || signature === '') return false
  return twilio.validateRequest(authToken.reveal(), signature, url, { ...params })
}
