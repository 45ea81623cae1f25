import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import type { FastifyInstance } from 'fastify'

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const

/** Everything that the page consists of; nothing else of the folder is served. */
const FILES = {
  '': 'page.html',
  '/page.css': 'page.css',
  '/page.js': 'page.js',
  '/media.js': 'media.js',
  '/sounds.js': 'sounds.js',
  '/line.js': 'line.js',
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

/** `GET /customer`: the page on which a person is a customer with a telephone. */
export function mountCustomerPage(app: FastifyInstance): void {
  for (const [path, file] of Object.entries(FILES)) {
    const type = TYPES[file.split('.')[1] as keyof typeof TYPES]
    const location = fileURLToPath(new URL(`./customer-page/${file}`, import.meta.url))
    app.get(`/customer${path}`, async (_request, reply) =>
      reply
        .type(type)
        .header('content-security-policy', POLICY)
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'no-store')
        .send(await readFile(location)),
    )
  }
}
