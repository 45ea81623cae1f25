import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pageV1 } from '../../http/paging.ts'
import { channelsOfWorker } from '../model/store.ts'
import { found } from '../operations/found.ts'
import { findChannel, updateChannel } from '../operations/worker-channels.ts'
import { createWorker, deleteWorker, listWorkers, updateWorker } from '../operations/workers.ts'
import { ifMatchOf, paramsOf, pathPart, tag } from './request.ts'
import { workerChannelResource, workerResource } from './work-resources.ts'
import type { Wire } from './wire.ts'

/** Docs: taskrouter/api/worker, taskrouter/api/worker-channel. */
export function workerRoutes(app: FastifyInstance, wire: Wire): void {
  const { context } = wire
  const workerOf = (request: FastifyRequest) =>
    found(context.store.workers, pathPart(request, 'sid'), '/Workers')
  app.get('/Workers', (request) => {
    const workers = listWorkers(context, paramsOf(request))
    return pageV1(
      request,
      'workers',
      workers.map((each) => workerResource(wire, each)),
    )
  })
  app.post('/Workers', async (request, reply) => {
    const worker = context.run(() => createWorker(context, paramsOf(request)))
    tag(reply, worker)
    return await reply.status(201).send(workerResource(wire, worker))
  })
  app.get('/Workers/:sid', (request, reply) => {
    const worker = workerOf(request)
    tag(reply, worker)
    return workerResource(wire, worker)
  })
  app.post('/Workers/:sid', (request, reply) => {
    const before = workerOf(request)
    const worker = context.run(() =>
      updateWorker(context, before, paramsOf(request), ifMatchOf(request)),
    )
    tag(reply, worker)
    return workerResource(wire, worker)
  })
  app.delete('/Workers/:sid', async (request, reply) => {
    const worker = workerOf(request)
    context.run(() => deleteWorker(context, worker, ifMatchOf(request)))
    return await reply.status(204).send()
  })
  // One resource under two names; the `twilio` package says Channels.
  for (const name of ['Channels', 'WorkerChannels']) {
    app.get(`/Workers/:sid/${name}`, (request) => {
      const channels = channelsOfWorker(context.store, workerOf(request).sid)
      return pageV1(
        request,
        'channels',
        channels.map((each) => workerChannelResource(wire, each)),
      )
    })
    app.get(`/Workers/:sid/${name}/:channel`, (request) =>
      workerChannelResource(
        wire,
        findChannel(context, workerOf(request).sid, pathPart(request, 'channel')),
      ),
    )
    app.post(`/Workers/:sid/${name}/:channel`, (request) => {
      const channel = findChannel(context, workerOf(request).sid, pathPart(request, 'channel'))
      return workerChannelResource(
        wire,
        context.run(() => updateChannel(context, channel, paramsOf(request))),
      )
    })
  }
}
