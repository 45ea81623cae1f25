import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import type { Protocol } from 'electron'
import { assetPath } from './asset-path.ts'
import { contentType } from './content-type.ts'
import { APP_SCHEME } from './own-origin.ts'

/** Names the scheme to Chromium as a web origin. Only before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        // What V8 has compiled once is there at the next start.
        codeCache: true,
      },
    },
  ])
}

/** Serves the built renderer's files, with the policy that holds at that moment, to a session's pages. */
export function serveApp(target: Protocol, root: string, policy: () => string): { close(): void } {
  target.handle(APP_SCHEME, (request) => respond(root, request, policy()))
  return { close: () => target.unhandle(APP_SCHEME) }
}

/** Answers one request for a file: 200, 404, 405; 403 for a path that is not ours to give. */
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
      // The policy follows the chosen server, so a page is never taken from a cache.
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
