import { createHmac } from 'node:crypto'

/**
 * `X-Twilio-Signature`: base64 of an HMAC, SHA-1 with the auth token and SHA-256 with a shared key, over the full URL followed by each form parameter's name and value,
 * sorted by name. Docs: usage/security#validating-requests.
 */
export function signRequest(
  secret: string,
  url: string,
  params: Readonly<Record<string, string>>,
  hash: 'sha1' | 'sha256' = 'sha1',
): string {
  const text = Object.keys(params)
    .toSorted()
    .reduce((signed, key) => signed + key + (params[key] ?? ''), url)
  return createHmac(hash, secret).update(text, 'utf8').digest('base64')
}
