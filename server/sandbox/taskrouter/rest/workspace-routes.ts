import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import {
  createActivity,
  deleteActivity,
  listActivities,
  updateActivity,
} from '../operations/activities.ts'
import { found } from '../operations/found.ts'
import {
  createTaskChannel,
  deleteTaskChannel,
  findTaskChannel,
  updateTaskChannel,
} from '../operations/task-channels.ts'
import { updateWorkspace } from '../operations/workspace.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Wire } from './wire.ts'
import { activityResource, taskChannelResource, workspaceResource } from './workspace-resources.ts'

/** The Workspace itself and its Activities. Docs: taskrouter/api/workspace, activity. */
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
}

/** Docs: taskrouter/api/task-channel. */
export function taskChannelRoutes(app: FastifyInstance, wire: Wire): void {
  const { context } = wire
  const channelOf = (request: FastifyRequest) => findTaskChannel(context, pathPart(request, 'sid'))
  app.get('/TaskChannels', (request) =>
    pageV1(
      request,
      'channels',
      [...context.store.taskChannels.values()].map((each) => taskChannelResource(wire, each)),
    ),
  )
  app.post('/TaskChannels', async (request, reply) => {
    const channel = context.run(() => createTaskChannel(context, paramsOf(request)))
    return await reply.status(201).send(taskChannelResource(wire, channel))
  })
  app.get('/TaskChannels/:sid', (request) => taskChannelResource(wire, channelOf(request)))
  app.post('/TaskChannels/:sid', (request) => {
    const channel = channelOf(request)
    return taskChannelResource(
      wire,
      context.run(() => updateTaskChannel(context, channel, paramsOf(request))),
    )
  })
  app.delete('/TaskChannels/:sid', async (request, reply) => {
    const channel = channelOf(request)
    context.run(() => deleteTaskChannel(context, channel))
    return await reply.status(204).send()
  })
}
