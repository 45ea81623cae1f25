import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pageV1 } from '../../http/paging.ts'
import { badRequest, notFound, RestError } from '../../http/rest-error.ts'
import { createJournal } from '../callbacks/journal.ts'
import { assignWaitingTasks } from '../engine/assignment.ts'
import { createContext } from '../engine/context.ts'
import { seedStore } from '../model/seed.ts'
import { readParams, text } from '../operations/params.ts'
import { eventRoutes } from './event-routes.ts'
import { queuesStatisticsRoutes } from './queues-statistics-routes.ts'
import { paramsOf, pathPart } from './request.ts'
import { queueRoutes, workflowRoutes } from './routing-routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { createWire, type Wire } from './wire.ts'
import { workerRoutes } from './worker-routes.ts'
import { workspaceResource } from './workspace-resources.ts'
import { taskChannelRoutes, workspaceRoutes } from './workspace-routes.ts'

const ROOT = '/taskrouter/v1/Workspaces'

interface Further {
  readonly wire: Wire
  readonly app: FastifyInstance
}

export interface FurtherWorkspaces {
  /** Answers for another Workspace than the first; false where there is none of that SID. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean>
  /** Forgets all of them. */
  close(): void
}

/**
 * Workspaces beside the one that the sandbox is born with. Each has all of its resources, and no calls: Voice's
 * Tasks and the event bridge know the first one alone. Docs: taskrouter/api/workspace, taskrouter/activities.
 */
export function furtherWorkspaces(app: FastifyInstance, first: Wire): FurtherWorkspaces {
  const { accountSid, clock } = first.context
  const made = new Map<string, Further>()

  app.get(ROOT, (request) => {
    const name = paramsOf(request)['FriendlyName']
    const workspaces = [first, ...[...made.values()].map(({ wire }) => wire)]
      .map((wire) => ({ wire, workspace: wire.context.store.workspace }))
      .filter(({ workspace }) => (name ?? workspace.friendlyName) === workspace.friendlyName)
      .map(({ wire, workspace }) => workspaceResource(wire, workspace))
    return pageV1(request, 'workspaces', workspaces)
  })
  app.post(ROOT, async (request, reply) => {
    const schema = z.object({ FriendlyName: text.min(1).max(64) })
    const { FriendlyName: friendlyName } = readParams(schema, paramsOf(request))
    const context = createContext(
      { accountSid, clock, store: freshStore(friendlyName, clock.now()) },
      assignWaitingTasks,
    )
    const wire = createWire(context, () => first.url('').split('/taskrouter/')[0] ?? '')
    made.set(wire.workspaceSid, { wire, app: bareApp(wire) })
    return await reply.status(201).send(workspaceResource(wire, context.store.workspace))
  })

  app.delete(`${ROOT}/:workspaceSid`, (request, reply) => {
    const sid = pathPart(request, 'workspaceSid')
    // The first Workspace is what everything hangs on: it stays.
    if (sid === first.workspaceSid) throw badRequest('The first Workspace cannot be deleted')
    const further = made.get(sid)
    if (further === undefined) throw notFound(`/Workspaces/${sid}`)
    further.wire.context.timers.close()
    made.delete(sid)
    return reply.status(204).send()
  })

  return {
    async answer(request, reply) {
      const further = made.get(pathPart(request, 'workspaceSid'))
      if (further === undefined) return false
      await forward(further.app, request, reply)
      return true
    },
    close() {
      for (const { wire } of made.values()) wire.context.timers.close()
      made.clear()
    },
  }
}

/** One Workspace by itself, reached through the application that has authenticated the request. */
function bareApp(wire: Wire): FastifyInstance {
  const app = fastify()
  const journal = createJournal(wire.context)
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof RestError)) throw error
    void reply.status(error.status).send(error.toJSON())
  })
  void app.register(
    async (scope) => {
      workspaceRoutes(scope, wire)
      taskChannelRoutes(scope, wire)
      queueRoutes(scope, wire)
      workflowRoutes(scope, wire)
      workerRoutes(scope, wire)
      taskRoutes(scope, wire)
      eventRoutes(scope, wire, journal)
      statisticsRoutes(scope, wire, journal)
      queuesStatisticsRoutes(scope, wire, journal)
    },
    { prefix: `${ROOT}/:workspaceSid` },
  )
  return app
}

/** As Twilio makes one without a template: Activities and TaskChannels, no queues and no Workflow. */
function freshStore(friendlyName: string, now: number) {
  const { store, seed } = seedStore(now)
  store.workspace = { ...store.workspace, friendlyName }
  store.queues.clear()
  store.workflows.clear()
  store.activities.delete(seed.activities.Break)
  return store
}

async function forward(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
  const { method, url, headers } = request
  const answered = await app.inject({
    // The cast: what has been routed has a method that can be injected.
    method: method as 'GET',
    url,
    headers: { authorization: headers.authorization, 'content-type': 'application/json' },
    ...(method === 'POST' ? { payload: JSON.stringify(request.body ?? {}) } : {}),
  })
  const type = answered.headers['content-type']
  if (typeof type === 'string') reply.type(type)
  await reply.status(answered.statusCode).send(answered.rawPayload)
}
