import { createHmac } from 'node:crypto'

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 over the full URL followed by each form parameter's name and value,
 * sorted by name. Docs: usage/security#validating-requests.
 */
export function signRequest(
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): string {
  const text = Object.keys(params)
    .toSorted()
    .reduce((signed, key) => signed + key + (params[key] ?? ''), url)
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}
