import type { FastifyRequest } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import { channelsOfWorker } from '../model/store.ts'
import { findRecord } from '../operations/find-record.ts'
import { findChannel, updateChannel } from '../operations/worker-channels.ts'
import { createWorker, deleteWorker, listWorkers, updateWorker } from '../operations/workers.ts'
import { ifMatchOf, paramsOf, pathPart, tag } from './request.ts'
import { workerChannelResource, workerResource } from './work-resources.ts'
import type { Scope } from './scope.ts'
import type { Wire } from './wire.ts'

/** Docs: taskrouter/api/worker, taskrouter/api/worker-channel. */
export function workerRoutes(scope: Scope): void {
  scope.get('/Workers', (wire, request) => {
    const workers = listWorkers(wire.context, paramsOf(request))
    return pageV1(
      request,
      'workers',
      workers.map((each) => workerResource(wire, each)),
    )
  })
  scope.post('/Workers', async (wire, request, reply) => {
    const worker = wire.context.run(() => createWorker(wire.context, paramsOf(request)))
    tag(reply, worker)
    return await reply.status(201).send(workerResource(wire, worker))
  })
  scope.get('/Workers/:sid', (wire, request, reply) => {
    const worker = workerOf(wire, request)
    tag(reply, worker)
    return workerResource(wire, worker)
  })
  scope.post('/Workers/:sid', (wire, request, reply) => {
    const before = workerOf(wire, request)
    const worker = wire.context.run(() =>
      updateWorker(wire.context, before, paramsOf(request), ifMatchOf(request)),
    )
    tag(reply, worker)
    return workerResource(wire, worker)
  })
  scope.delete('/Workers/:sid', async (wire, request, reply) => {
    const worker = workerOf(wire, request)
    wire.context.run(() => deleteWorker(wire.context, worker, ifMatchOf(request)))
    return await reply.status(204).send()
  })
  // One resource under two names; the `twilio` package says Channels.
  for (const name of ['Channels', 'WorkerChannels']) {
    scope.get(`/Workers/:sid/${name}`, (wire, request) => {
      const channels = channelsOfWorker(wire.context.store, workerOf(wire, request).sid)
      return pageV1(
        request,
        'channels',
        channels.map((each) => workerChannelResource(wire, each)),
      )
    })
    scope.get(`/Workers/:sid/${name}/:channel`, (wire, request) =>
      workerChannelResource(
        wire,
        findChannel(wire.context, workerOf(wire, request).sid, pathPart(request, 'channel')),
      ),
    )
    scope.post(`/Workers/:sid/${name}/:channel`, (wire, request) => {
      const channel = findChannel(
        wire.context,
        workerOf(wire, request).sid,
        pathPart(request, 'channel'),
      )
      return workerChannelResource(
        wire,
        wire.context.run(() => updateChannel(wire.context, channel, paramsOf(request))),
      )
    })
  }
}

function workerOf(wire: Wire, request: FastifyRequest) {
  return findRecord(wire.context.store.workers, pathPart(request, 'sid'), '/Workers')
}
