import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../clock.ts'
import type { Workspaces } from '../workspaces.ts'
import { eventRoutes } from './event-routes.ts'
import { queueRoutes, workflowRoutes } from './routing-routes.ts'
import { workspaceScope } from './scope.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { reservationRoutes, taskRoutes } from './task-routes.ts'
import { taskChannelRoutes } from './task-channel-routes.ts'
import { workerRoutes } from './worker-routes.ts'
import { activityRoutes } from './activity-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'

const ROOT = '/taskrouter/v1/Workspaces'

/** TaskRouter's REST API. Docs: taskrouter/api. */
export function restRoutes(app: FastifyInstance, workspaces: Workspaces, clock: Clock): void {
  workspaceRoutes(app, ROOT, workspaces, clock)
  void app.register(
    async (plugin) => {
      const scope = workspaceScope(plugin, workspaces)
      statisticsRoutes(scope)
      eventRoutes(scope)
      activityRoutes(scope)
      taskChannelRoutes(scope)
      queueRoutes(scope)
      workflowRoutes(scope)
      workerRoutes(scope)
      taskRoutes(scope)
      reservationRoutes(scope)
    },
    { prefix: `${ROOT}/:workspaceSid` },
  )
}
