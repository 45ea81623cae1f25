import type { FastifyInstance } from 'fastify'
import { notFound } from '../../http/rest-error.ts'
import { pageV1 } from '../../http/paging.ts'
import type { WorkCalls } from '../engine/work-calls.ts'
import { eventRoutes } from './event-routes.ts'
import { paramsOf, pathPart } from './request.ts'
import { queueRoutes, workflowRoutes } from './routing-routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { reservationRoutes, taskRoutes } from './task-routes.ts'
import type { Wire } from './wire.ts'
import { workerRoutes } from './worker-routes.ts'
import { workspaceResource } from './workspace-resources.ts'
import { workspaceRoutes } from './workspace-routes.ts'

const ROOT = '/taskrouter/v1/Workspaces'

/** TaskRouter's REST API. Docs: taskrouter/api. */
export function restRoutes(app: FastifyInstance, wire: Wire, calls: WorkCalls): void {
  app.get(ROOT, (request) => {
    const { workspace } = wire.context.store
    const name = paramsOf(request)['FriendlyName'] ?? workspace.friendlyName
    const workspaces = name === workspace.friendlyName ? [workspaceResource(wire, workspace)] : []
    return pageV1(request, 'workspaces', workspaces)
  })
  void app.register(
    async (scope) => {
      scope.addHook('preHandler', async (request) => {
        const sid = pathPart(request, 'workspaceSid')
        if (sid !== wire.workspaceSid) throw notFound(`/Workspaces/${sid}`)
      })
      workspaceRoutes(scope, wire)
      statisticsRoutes(scope, wire)
      eventRoutes(scope, wire)
      queueRoutes(scope, wire)
      workflowRoutes(scope, wire)
      workerRoutes(scope, wire)
      taskRoutes(scope, wire)
      reservationRoutes(scope, wire, calls)
    },
    { prefix: `${ROOT}/:workspaceSid` },
  )
}
