import type { FastifyInstance } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import {
  createActivity,
  deleteActivity,
  listActivities,
  updateActivity,
} from '../operations/activities.ts'
import { found } from '../operations/found.ts'
import { updateWorkspace } from '../operations/workspace.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Wire } from './wire.ts'
import { activityResource, taskChannelResource, workspaceResource } from './workspace-resources.ts'

/** The Workspace itself, its Activities and TaskChannels. Docs: taskrouter/api/workspace, activity, task-channel. */
export function workspaceRoutes(app: FastifyInstance, wire: Wire): void {
  const { context } = wire
  const { store } = context
  app.get('/', () => workspaceResource(wire, store.workspace))
  app.post('/', (request) =>
    workspaceResource(
      wire,
      context.run(() => updateWorkspace(context, paramsOf(request))),
    ),
  )
  app.get('/Activities', (request) => {
    const activities = listActivities(context, paramsOf(request))
    return pageV1(
      request,
      'activities',
      activities.map((each) => activityResource(wire, each)),
    )
  })
  app.post('/Activities', async (request, reply) => {
    const activity = context.run(() => createActivity(context, paramsOf(request)))
    return await reply.status(201).send(activityResource(wire, activity))
  })
  app.get('/Activities/:sid', (request) =>
    activityResource(wire, found(store.activities, pathPart(request, 'sid'), '/Activities')),
  )
  app.post('/Activities/:sid', (request) => {
    const activity = found(store.activities, pathPart(request, 'sid'), '/Activities')
    return activityResource(
      wire,
      context.run(() => updateActivity(context, activity, paramsOf(request))),
    )
  })
  app.delete('/Activities/:sid', async (request, reply) => {
    const activity = found(store.activities, pathPart(request, 'sid'), '/Activities')
    context.run(() => deleteActivity(context, activity))
    return await reply.status(204).send()
  })
  app.get('/TaskChannels', (request) =>
    pageV1(
      request,
      'channels',
      [...store.taskChannels.values()].map((each) => taskChannelResource(wire, each)),
    ),
  )
  app.get('/TaskChannels/:sid', (request) => {
    const name = pathPart(request, 'sid')
    const byName = [...store.taskChannels.values()].find((each) => each.uniqueName === name)
    return taskChannelResource(wire, byName ?? found(store.taskChannels, name, '/TaskChannels'))
  })
}
