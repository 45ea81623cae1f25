import type { FastifyInstance } from 'fastify'
import { notFound } from '../../http/rest-error.ts'
import type { Instructions } from '../engine/instructions.ts'
import type { Journal } from '../callbacks/journal.ts'
import { eventRoutes } from './event-routes.ts'
import { furtherWorkspaces, type FurtherWorkspaces } from './further-workspaces.ts'
import { pathPart } from './request.ts'
import { queueRoutes, workflowRoutes } from './routing-routes.ts'
import { queuesStatisticsRoutes } from './queues-statistics-routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { reservationRoutes, taskRoutes } from './task-routes.ts'
import type { Wire } from './wire.ts'
import { workerRoutes } from './worker-routes.ts'
import { taskChannelRoutes, workspaceRoutes } from './workspace-routes.ts'

const ROOT = '/taskrouter/v1/Workspaces'

/** TaskRouter's REST API. Docs: taskrouter/api. */
export function restRoutes(
  app: FastifyInstance,
  wire: Wire,
  parts: { readonly instructions: Instructions; readonly journal: Journal },
): FurtherWorkspaces {
  const further = furtherWorkspaces(app, wire)
  void app.register(
    async (scope) => {
      scope.addHook('preHandler', async (request, reply) => {
        const sid = pathPart(request, 'workspaceSid')
        if (sid === wire.workspaceSid || (await further.answer(request, reply))) return
        throw notFound(`/Workspaces/${sid}`)
      })
      workspaceRoutes(scope, wire)
      taskChannelRoutes(scope, wire)
      queueRoutes(scope, wire)
      workflowRoutes(scope, wire)
      workerRoutes(scope, wire)
      taskRoutes(scope, wire)
      reservationRoutes(scope, wire, parts.instructions)
      eventRoutes(scope, wire, parts.journal)
      statisticsRoutes(scope, wire, parts.journal)
      queuesStatisticsRoutes(scope, wire, parts.journal)
    },
    { prefix: `${ROOT}/:workspaceSid` },
  )
  return further
}
