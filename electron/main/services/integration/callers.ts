import type { IncomingHttpHeaders } from 'node:http'
import type { Refusal } from './refusals.ts'

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
