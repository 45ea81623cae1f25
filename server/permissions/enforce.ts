import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { agentOf } from '../auth/bearer.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { sendFailure } from '../http/failure.ts'
import { permissionOf } from './permissions.ts'
import type { Part, Permission } from './permissions.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission
  }
}

/** How each proof is checked. A guard that refuses has sent the answer itself. */
export interface Guards {
  agent(request: FastifyRequest, reply: FastifyReply): Promise<'admitted' | 'refused'>
  twilio(request: FastifyRequest, reply: FastifyReply): Promise<'admitted' | 'refused'>
  /** Why an agent without one of these parts in the call is refused; null for one who has such a part. */
  refusalOf(callId: string, identity: string, of: readonly Part[]): ErrorCode | null
}

/**
 * A route that is registered on `app` after this runs only for those that its permission names. Registering a route without a
 * permission throws.
 */
export function enforcePermissions(app: FastifyInstance, guards: Guards): void {
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const permission = permissionOf(method, route.url)
      if (permission === null) {
        throw new Error(`nobody has decided who may use ${method} ${route.url}`)
      }
      route.config = { ...route.config, permission }
    }
  })
  // Before the body is read: a refused request is not told what is wrong with its body.
  app.addHook('onRequest', async (request, reply) => {
    const permission = permissionFor(request)
    if (permission.kind !== 'agent' && permission.kind !== 'part') return undefined
    if ((await guards.agent(request, reply)) === 'refused') return reply
    if (permission.kind === 'agent') return undefined
    const callId = callIdOf(request.params)
    const refusal = guards.refusalOf(callId, agentOf(request).identity, permission.of)
    return refusal === null ? undefined : sendFailure(reply, refusal)
  })
  // The signature covers the body, which is read by then.
  app.addHook('preValidation', async (request, reply) => {
    if (permissionFor(request).kind !== 'twilio') return undefined
    return (await guards.twilio(request, reply)) === 'refused' ? reply : undefined
  })
}

/** The part in the call that a command needs, for a handler that checks it again after a wait. */
export function partsFor(request: FastifyRequest): readonly Part[] {
  const permission = permissionFor(request)
  return permission.kind === 'part' ? permission.of : []
}

/** Where there is no route, there is nothing to protect. */
function permissionFor(request: FastifyRequest): Permission {
  if (request.is404) return { kind: 'anybody' }
  const { permission } = request.routeOptions.config
  if (permission === undefined) throw new Error('a route without a permission')
  return permission
}

function callIdOf(params: unknown): string {
  const named = typeof params === 'object' && params !== null && 'callId' in params
  return named && typeof params.callId === 'string' ? params.callId : ''
}
