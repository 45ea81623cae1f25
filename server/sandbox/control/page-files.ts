import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import type { FastifyInstance } from 'fastify'

import { sandboxPages } from './pages.ts'

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the sandbox's pages. */
export function mountPages(app: FastifyInstance): void {
  for (const { folder, path, filesPath, files } of sandboxPages) {
    servePageFile(app, path, `./${folder}/page.html`)
    for (const file of files) servePageFile(app, `${filesPath}/${file}`, `./${folder}/${file}`)
  }
}

/** Serves one file of a folder beside this one, under a policy that lets in nothing else. */
function servePageFile(app: FastifyInstance, path: string, file: string): void {
  const type = TYPES[file.split('.').at(-1) as keyof typeof TYPES]
  const location = fileURLToPath(new URL(file, import.meta.url))
  app.get(path, async (_request, reply) =>
    reply
      .type(type)
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .send(await readFile(location)),
  )
}
