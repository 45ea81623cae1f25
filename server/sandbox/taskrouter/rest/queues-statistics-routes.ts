import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { pageV1 } from '../../http/paging.ts'
import type { Journal } from '../callbacks/journal.ts'
import { named } from '../operations/found.ts'
import { readParams, text, type Params } from '../operations/params.ts'
import { listQueues } from '../operations/queues.ts'
import { tasksThen } from '../statistics/cumulative-of.ts'
import { queueNow } from '../statistics/real-time.ts'
import { paramsOf } from './request.ts'
import { channelParam, headOf } from './statistics-routes.ts'
import type { Wire } from './wire.ts'

/** Docs: taskrouter/api/taskqueue-statistics ("for up to 50 queues"). */
const BULK_LIMIT = 50

/** Statistics of several queues at once. Docs: taskrouter/api/taskqueue-statistics. */
export function queuesStatisticsRoutes(app: FastifyInstance, wire: Wire, journal: Journal): void {
  const { context } = wire
  app.get('/TaskQueues/Statistics', (request) => {
    const params = paramsOf(request)
    const queues = listQueues(context, { FriendlyName: params['FriendlyName'] })
    const statistics = queues.map((queue) => ({
      account_sid: wire.accountSid,
      workspace_sid: wire.workspaceSid,
      task_queue_sid: queue.sid,
      realtime: queueNow(context, queue, channelParam(params)),
      cumulative: tasksThen({ context, journal, params }, 'queue', queue.sid),
    }))
    return pageV1(request, 'task_queues_statistics', statistics)
  })

  app.post('/TaskQueues/RealTimeStatistics', async (request, reply) => {
    const sids = bulkSids(paramsOf(request))
    const data = sids.map((sid) => bulkItem(wire, sid))
    return await reply.status(201).send({
      ...headOf(wire, '/TaskQueues/RealTimeStatistics'),
      task_queue_data: data,
      task_queue_response_count: data.length,
    })
  })
}

function bulkItem({ context }: Wire, sid: string): Record<string, unknown> {
  const queue = named(context.store.queues, sid, 'TaskQueueSids')
  return { task_queue_sid: sid, ...queueNow(context, queue, undefined) }
}

/** The one list of the JSON body, whatever its name, which no document at hand tells. */
function bulkSids(params: Params): readonly string[] {
  const schema = z.object({ TaskQueueSids: z.array(text).min(1).max(BULK_LIMIT) })
  const list = Object.values(params).find(Array.isArray)
  return readParams(schema, { TaskQueueSids: list }).TaskQueueSids
}
