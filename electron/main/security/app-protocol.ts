import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import type { Protocol } from 'electron'
import { assetPath } from './asset-path.ts'
import { contentType } from './content-type.ts'
import { APP_SCHEME } from './own-origin.ts'

/** Registers the scheme with Chromium as a web origin. Works only before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        // Compiled code is kept for the next start.
        codeCache: true,
      },
    },
  ])
}

/** Serves the files of the built renderer to the pages of a session, with the content policy of that moment. */
export function serveApp(target: Protocol, root: string, policy: () => string): { close(): void } {
  target.handle(APP_SCHEME, (request) => respond(root, request, policy()))
  return { close: () => target.unhandle(APP_SCHEME) }
}

/** Answers one request for a file: 200, 404, 405, or 403 for a path outside of the folder. */
export async function respond(
  root: string,
  request: Pick<Request, 'method' | 'url'>,
  policy: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  const file = assetPath(root, request.url)
  if (file === null) return refuse(403)
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await readFile(file))
  } catch {
    return refuse(404)
  }
  return new Response(request.method === 'HEAD' ? null : bytes, {
    headers: {
      'content-type': contentType(file),
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // The policy depends on the chosen server, so a page is never taken from a cache.
      'cache-control': 'no-store',
    },
  })
}

function refuse(status: number): Response {
  return new Response(null, {
    status,
    headers: { 'content-security-policy': `default-src 'none'` },
  })
}
