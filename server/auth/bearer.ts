import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendFailure } from '../http/failure.ts'
import type { SignedInAgent, Sessions } from './sessions.ts'

const DECORATOR = 'signedIn'

/** Prepares each request for `admitAgent`. */
export function expectAgents(app: FastifyInstance): void {
  app.decorateRequest(DECORATOR, null)
}

/** Admits a request with the bearer token of a session. */
export async function admitAgent(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<'admitted' | 'refused'> {
  const token = bearerToken(request)
  const signedIn = token === null ? null : await sessions.authenticate(token)
  if (signedIn === null) {
    sendFailure(reply, 'signed-out')
    return 'refused'
  }
  request.setDecorator(DECORATOR, signedIn)
  return 'admitted'
}

/** The agent who asks. Only on routes for agents. */
export function agentOf(request: FastifyRequest): SignedInAgent['agent'] {
  return request.getDecorator<SignedInAgent>(DECORATOR).agent
}

/** The session that asks. Only on routes for agents. */
export function sessionIdOf(request: FastifyRequest): string {
  return request.getDecorator<SignedInAgent>(DECORATOR).sessionId
}

export function bearerToken(request: FastifyRequest): string | null {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  return token ?? null
}
