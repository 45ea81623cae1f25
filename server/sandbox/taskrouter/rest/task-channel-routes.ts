import type { FastifyRequest } from 'fastify'
import { notFound } from '../../http/rest-error.ts'
import { pageV1 } from '../../http/paging.ts'
import type { TaskChannel } from '../model/workspace.ts'
import {
  createTaskChannel,
  deleteTaskChannel,
  updateTaskChannel,
} from '../operations/task-channels.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Scope } from './scope.ts'
import type { Wire } from './wire.ts'
import { taskChannelResource } from './workspace-resources.ts'

/** Docs: taskrouter/api/task-channel. */
export function taskChannelRoutes(scope: Scope): void {
  scope.get('/TaskChannels', (wire, request) => {
    const channels = [...wire.context.store.taskChannels.values()]
    return pageV1(
      request,
      'channels',
      channels.map((each) => taskChannelResource(wire, each)),
    )
  })
  scope.post('/TaskChannels', async (wire, request, reply) => {
    const { context } = wire
    const channel = context.run(() => createTaskChannel(context, paramsOf(request)))
    return await reply.status(201).send(taskChannelResource(wire, channel))
  })
  scope.get('/TaskChannels/:sid', (wire, request) =>
    taskChannelResource(wire, channelOf(wire, request)),
  )
  scope.post('/TaskChannels/:sid', (wire, request) => {
    const { context } = wire
    const channel = channelOf(wire, request)
    return taskChannelResource(
      wire,
      context.run(() => updateTaskChannel(context, channel, paramsOf(request))),
    )
  })
  scope.delete('/TaskChannels/:sid', async (wire, request, reply) => {
    const { context } = wire
    const channel = channelOf(wire, request)
    context.run(() => deleteTaskChannel(context, channel))
    return await reply.status(204).send()
  })
}

/** By SID or unique name. */
function channelOf({ context }: Wire, request: FastifyRequest): TaskChannel {
  const name = pathPart(request, 'sid')
  const channels = [...context.store.taskChannels.values()]
  const channel = channels.find(({ sid, uniqueName }) => [sid, uniqueName].includes(name))
  if (channel === undefined) throw notFound(`/TaskChannels/${name}`)
  return channel
}
