import type { FastifyInstance } from 'fastify'

/** JSON bodies, where a command without a body may still say that it would be JSON. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 256 * 1024 },
    (request, body: string, done) => {
      if (body === '') done(null, undefined)
      else void parse(request, body, done)
    },
  )
}
