import type { FastifyInstance, FastifyReply } from 'fastify'
import { loadPages, sandboxPages } from './built-pages.ts'
import type { PageFiles } from './built-pages.ts'
import { ControlError } from './control-error.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the sandbox's pages, under a policy that lets in nothing else. They are loaded when the first is opened. */
export function mountPages(app: FastifyInstance): void {
  let loading: Promise<PageFiles> | null = null

  async function send(reply: FastifyReply, name: string): Promise<FastifyReply> {
    loading ??= loadPages()
    const files = await loading.catch((error: unknown) => {
      loading = null
      throw error
    })
    const body = files.get(name)
    if (!body) throw new ControlError('not-found', 'The pages have no such file.')
    return reply
      .type(TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .send(body)
  }

  for (const { path, file } of sandboxPages) app.get(path, (_request, reply) => send(reply, file))
  app.get<{ Params: { name: string } }>('/assets/:name', ({ params }, reply) =>
    send(reply, `assets/${params.name}`),
  )
}
