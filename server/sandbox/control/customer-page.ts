import type { FastifyInstance } from 'fastify'

import { servePageFile } from './page-files.ts'

/** Everything that the page consists of; nothing else of the folder is served. */
const PARTS = ['page.css', 'page.js', 'media.js', 'sounds.js', 'line.js']

/** `GET /customer`: the page on which a person is a customer with a telephone. */
export function mountCustomerPage(app: FastifyInstance): void {
  servePageFile(app, '/customer', './customer-page/page.html')
  for (const part of PARTS) servePageFile(app, `/customer/${part}`, `./customer-page/${part}`)
}
