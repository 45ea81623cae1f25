import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { agentOf } from '../auth/bearer.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import { sendFailure } from '../http/failure.ts'
import type { Part } from './part.ts'
import { refusalOf } from './part.ts'
import { permissionOf } from './permissions.ts'
import type { Permission } from './permissions.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission
  }
}

/** How each proof is asked for. A guard that refuses has answered, and says so. */
export interface Guards {
  readonly calls: Pick<Calls, 'find'>
  agent(request: FastifyRequest, reply: FastifyReply): Promise<'admitted' | 'refused'>
  twilio(request: FastifyRequest, reply: FastifyReply): Promise<'admitted' | 'refused'>
}

/**
 * Lets nothing that is registered on `app` from now on run for anybody that its permission does not name. Registering a route whose
 * permission is not decided throws.
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
  // Before the body is read: who may not ask is not told what would be wrong with it.
  app.addHook('onRequest', async (request, reply) => {
    const permission = permissionFor(request)
    if (permission.kind !== 'agent' && permission.kind !== 'part') return undefined
    if ((await guards.agent(request, reply)) === 'refused') return reply
    if (permission.kind === 'agent') return undefined
    const call = guards.calls.find(callIdOf(request.params))
    const refusal = refusalOf(call, agentOf(request).identity, permission.of)
    return refusal === null ? undefined : sendFailure(reply, refusal)
  })
  // The body is signed too, and is read by then.
  app.addHook('preValidation', async (request, reply) => {
    if (permissionFor(request).kind !== 'twilio') return undefined
    return (await guards.twilio(request, reply)) === 'refused' ? reply : undefined
  })
}

/** The part in the call that a command needs. A handler that has waited checks it again by this. */
export function partsFor(request: FastifyRequest): readonly Part[] {
  const permission = permissionFor(request)
  return permission.kind === 'part' ? permission.of : []
}

/** Where no route is, nothing is there to be kept from anybody. */
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
