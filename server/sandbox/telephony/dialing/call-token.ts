import { randomBytes } from 'node:crypto'
import type { Call } from '../call/call.ts'

/**
 * A new incoming call's token, in Twilio's outer form: JSON that is already URL-encoded, and is sent back unchanged.
 * Docs: voice/api/call-resource (CallToken).
 */
export function newCallToken(): string {
  const parentCallInfoToken = randomBytes(96).toString('base64url')
  return encodeURIComponent(JSON.stringify({ parentCallInfoToken, identityHeaderTokens: [] }))
}

/** Whether a call with this token may show `from`: the number of the live incoming call that the token belongs to. */
export function allowsCaller(calls: readonly Call[], token: string, from: string): boolean {
  return calls.some(
    ({ facts, ended }) => !ended && facts.callToken === token && facts.from === from,
  )
}
