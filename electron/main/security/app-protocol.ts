import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { protocol, type Protocol } from 'electron'

/** Scheme and host of our own pages. Not `file:`, which could read the whole disk. */
const APP_SCHEME = 'app'
const APP_HOST = 'cordboard'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

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

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
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
      // Unknown files are bytes, which a page cannot run.
      'content-type': contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
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

/**
 * The file of one of our URLs; null for another host and for a path that leaves the folder. `/` is the page. The URL
 * parser has resolved plain dots already, but encoded separators pass through it.
 */
export function assetPath(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null
  const path = decode(url.pathname)
  if (path === null || path.includes('\0') || path.includes('\\')) return null
  const folder = resolve(root)
  const file = resolve(folder, `.${path === '/' ? '/index.html' : path}`)
  return file.startsWith(folder + sep) ? file : null
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
