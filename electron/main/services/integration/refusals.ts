import type { IncomingHttpHeaders } from 'node:http'

/** The refusals by the code in the answer: the status, and what the sender can do. */
export const refusals = {
  'wrong-host': [403, 'Address the port as 127.0.0.1 or localhost, with its number.'],
  'wrong-origin': [403, 'Name this page’s origin in the policy integration.origins.'],
  'no-origin': [
    403,
    'Programs are let in by the policy integration.programs; pages send an Origin.',
  ],
  'not-found': [404, 'Use POST /dial or GET /status.'],
  'wrong-method': [405, 'Use POST for /dial and GET for /status.'],
  'wrong-type': [415, 'Send the header Content-Type: application/json.'],
  'too-large': [413, 'Send at most 1000 bytes.'],
  'bad-body': [400, 'Send {"number": "+351215550147"} and nothing else.'],
  'bad-number': [
    422,
    'Send one telephone number: digits, perhaps with a + before them and an extension after.',
  ],
  'no-outgoing': [403, 'Agents here place no calls: the policy features.outbound is off.'],
  'too-often': [429, 'Wait a second between two numbers.'],
} as const satisfies Readonly<Record<string, readonly [status: number, says: string]>>

export type Refusal = keyof typeof refusals

/** Who may use the port, from the policy. */
export interface AllowedCallers {
  /** Exact origins of web pages. */
  readonly origins: readonly string[]
  /** Whether programs, which send no Origin, may use it. */
  readonly programs: boolean
}

/**
 * Why this caller is refused; null if it is allowed. The Host is checked first: a page that points its own name to
 * 127.0.0.1 (DNS rebinding) still sends that name. Every POST of a page has an Origin. A GET may lack one, but then a
 * browser sends `Sec-Fetch-Site`, and no program does.
 */
export function findCallerRefusal(
  headers: IncomingHttpHeaders,
  port: number,
  { origins, programs }: AllowedCallers,
): Refusal | null {
  const { host, origin } = headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 'wrong-host'
  if (origin !== undefined) return origins.includes(origin) ? null : 'wrong-origin'
  return programs && headers['sec-fetch-site'] === undefined ? null : 'no-origin'
}
