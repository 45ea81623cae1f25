import type { FastifyInstance } from 'fastify'

import { servePageFile } from './page-files.ts'

/** Everything that the page consists of; nothing else of the folder is served. */
const PARTS = [
  'page.css',
  'page.js',
  'dom.js',
  'calls.js',
  'work.js',
  'phones.js',
  'log.js',
  'faults.js',
]

/** `GET /`: the page on which a person sees what the sandbox does, and why. */
export function mountConsolePage(app: FastifyInstance): void {
  servePageFile(app, '/', './console-page/page.html')
  for (const part of PARTS) servePageFile(app, `/console/${part}`, `./console-page/${part}`)
}
