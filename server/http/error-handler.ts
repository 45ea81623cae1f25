import type { FastifyError, FastifyInstance } from 'fastify'
import { sendFailure } from './failure.ts'

/** Whatever goes wrong reaches a client in one envelope; a bug's details stay in the log. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.validation !== undefined) return sendFailure(reply, 'invalid-request', error.message)
    const status = error.statusCode ?? 500
    if (status === 429) return sendFailure(reply, 'too-many-requests')
    if (status >= 400 && status < 500) return sendFailure(reply, 'invalid-request', error.message)
    request.log.error({ err: error }, 'a request failed')
    return sendFailure(reply, 'internal')
  })
}
