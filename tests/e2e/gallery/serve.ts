import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../out/web', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Serves the built gallery under a policy as strict as the product's: a style or script that breaks it shows. */
export async function serveGallery(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname)
    void readFile(join(folder, path))
      .catch(() => null)
      .then((body) => {
        response.writeHead(body ? 200 : 404, {
          'content-type': types[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self'",
        })
        return response.end(body)
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/gallery.html`, close: () => server.close() }
}
