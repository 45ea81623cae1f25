import fastify, { type FastifyInstance } from 'fastify'
import { notFound, RestError } from '../../http/rest-error.ts'
import { assignWaitingTasks } from '../engine/assignment.ts'
import type { Conferences } from '../engine/conference.ts'
import { furtherWorkspaces } from './further-workspaces.ts'
import { pathPart } from './request.ts'
import { queueRoutes, workflowRoutes } from './routing-routes.ts'
import { reservationRoutes, taskRoutes } from './task-routes.ts'
import type { Wire } from './wire.ts'
import { workerRoutes } from './worker-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'

const ONE = '/taskrouter/v1/Workspaces/:workspaceSid'

/** TaskRouter's REST API. Docs: taskrouter/api. */
export function restRoutes(
  app: FastifyInstance,
  wire: Wire,
  conferences: Conferences,
  baseUrl: () => string,
): { close(): void } {
  const further = furtherWorkspaces(app, {
    first: wire,
    baseUrl,
    settle: assignWaitingTasks,
    mount: (other) => bareApp(other, conferences),
  })
  void app.register(
    async (scope) => {
      scope.addHook('preHandler', async (request, reply) => {
        const sid = pathPart(request, 'workspaceSid')
        if (sid === wire.workspaceSid || (await further.answer(request, reply))) return
        throw notFound(`/Workspaces/${sid}`)
      })
      // The first Workspace is what everything hangs on: it stays.
      scope.delete('/', () => {
        throw new RestError(400, 20001, 'The Workspace of the sandbox cannot be deleted')
      })
      resources(scope, wire, conferences)
    },
    { prefix: ONE },
  )
  return further
}

function resources(app: FastifyInstance, wire: Wire, conferences: Conferences): void {
  workspaceRoutes(app, wire)
  queueRoutes(app, wire)
  workflowRoutes(app, wire)
  workerRoutes(app, wire)
  taskRoutes(app, wire)
  reservationRoutes(app, wire, conferences)
}

/** One Workspace by itself, reached through the application that has authenticated the request. */
function bareApp(wire: Wire, conferences: Conferences): FastifyInstance {
  const app = fastify()
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof RestError)) throw error
    void reply.status(error.status).send(error.toJSON())
  })
  void app.register(async (scope) => resources(scope, wire, conferences), { prefix: ONE })
  return app
}
