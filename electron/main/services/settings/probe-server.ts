import type { ProbeResult } from '../../../contract/bundled.ts'
import { welcome } from '../../../contract/session.ts'
import { fetchOptions, type Fetch } from '../session/api-call.ts'
import { parseServerOrigin } from '../../../contract/server-origin.ts'

/**
 * Checks what answers at a typed address, with the certificates of the system, including those that a company has
 * added.
 */
export async function probeServer(fetch: Fetch, typed: string): Promise<ProbeResult> {
  const url = parseServerOrigin(typed)
  if (url === null) return { found: 'invalid', url: typed }
  try {
    const reply = await fetch(`${url}/api/welcome`, fetchOptions())
    const body: unknown = await reply.json().catch(() => null)
    return { found: welcome.safeParse(body).success ? 'server' : 'other', url }
  } catch (error) {
    // Chromium’s names: `net::ERR_CERT_AUTHORITY_INVALID`, `net::ERR_CERT_DATE_INVALID`, …
    const certificate = error instanceof Error && /ERR_(?:CERT|SSL)_/u.test(error.message)
    return { found: certificate ? 'certificate' : 'unreachable', url }
  }
}
