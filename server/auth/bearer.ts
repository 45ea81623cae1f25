import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendFailure } from '../http/failure.ts'
import type { SignedInAgent, Sessions } from './sessions.ts'

const DECORATOR = 'signedIn'

/** Every route registered on `app` from now on needs a bearer token. */
export function requireAgent(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest(DECORATOR, null)
  app.addHook('onRequest', async (request, reply) => {
    const token = bearerToken(request)
    const signedIn = token === null ? null : await sessions.authenticate(token)
    if (signedIn === null) return sendFailure(reply, 'signed-out')
    request.setDecorator(DECORATOR, signedIn)
    return undefined
  })
}

/** Who asks. Only on routes behind `requireAgent`. */
export function agentOf(request: FastifyRequest): SignedInAgent['agent'] {
  return request.getDecorator<SignedInAgent>(DECORATOR).agent
}

/** Which session asks. Only on routes behind `requireAgent`. */
export function sessionIdOf(request: FastifyRequest): string {
  return request.getDecorator<SignedInAgent>(DECORATOR).sessionId
}

export function bearerToken(request: FastifyRequest): string | null {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  return token ?? null
}
