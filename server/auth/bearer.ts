import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendFailure } from '../http/failure.ts'
import type { SignedInAgent, Sessions } from './sessions.ts'

const DECORATOR = 'signedIn'

/** Makes room on each request for who asks. */
export function expectAgents(app: FastifyInstance): void {
  app.decorateRequest(DECORATOR, null)
}

/** Lets in who brings a bearer token of a session. */
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

/** Who asks. Only on routes that are for agents. */
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
