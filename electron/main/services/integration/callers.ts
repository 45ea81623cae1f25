import type { IncomingHttpHeaders } from 'node:http'
import type { Refusal } from './refusals.ts'

/** Who may speak at the port, as the policy has it. */
export interface AllowedCallers {
  /** Exact origins of web pages. */
  readonly origins: readonly string[]
  /** Whether programs may, which send no Origin. */
  readonly programs: boolean
}

/**
 * Why this caller is not heard; null when it is. The Host is looked at first: a page that has its own name
 * pointed at 127.0.0.1 (DNS rebinding) still sends that name. Every page's POST has an Origin; a page's
 * GET may lack one, but then a browser names the kind of request in `Sec-Fetch-Site`, and no program does.
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
