import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Workspaces } from '../workspaces.ts'
import { pathPart } from './request.ts'
import type { Wire } from './wire.ts'

type Handler = (wire: Wire, request: FastifyRequest, reply: FastifyReply) => unknown

/** Routes under one Workspace's path; each is given the Workspace that was asked for, or the answer is 404. */
export interface Scope {
  get(path: string, handle: Handler): void
  post(path: string, handle: Handler): void
  delete(path: string, handle: Handler): void
}

/** `app` is mounted under a prefix with the parameter `:workspaceSid`. */
export function workspaceScope(app: FastifyInstance, workspaces: Workspaces): Scope {
  const scoped = (handle: Handler) => (request: FastifyRequest, reply: FastifyReply) =>
    handle(workspaces.get(pathPart(request, 'workspaceSid')).wire, request, reply)
  return {
    get: (path, handle) => void app.get(path, scoped(handle)),
    post: (path, handle) => void app.post(path, scoped(handle)),
    delete: (path, handle) => void app.delete(path, scoped(handle)),
  }
}
