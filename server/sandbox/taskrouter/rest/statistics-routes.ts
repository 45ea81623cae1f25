import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pageV1 } from '../../http/paging.ts'
import type { TaskQueue } from '../model/workspace.ts'
import { found, named } from '../operations/found.ts'
import { readParams, text, type Params } from '../operations/params.ts'
import { listQueues } from '../operations/queues.ts'
import { listWorkers } from '../operations/workers.ts'
import { cumulativeStatistics, type Subject } from '../statistics/cumulative.ts'
import { readPeriod } from '../statistics/period.ts'
import { queueRealTime, workflowRealTime, workspaceRealTime } from '../statistics/real-time.ts'
import { workersCumulative, workersRealTime } from '../statistics/workers.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Scope } from './scope.ts'
import type { Wire } from './wire.ts'

type Json = Record<string, unknown>

const BULK_LIMIT = 50
const bulkSchema = z.object({ TaskQueueSids: z.array(text).min(1).max(BULK_LIMIT) })

/** One thing that has statistics: where it is, how it is called there, and how to count. */
interface Counted {
  readonly path: string
  readonly sids: Json
  readonly realTime: () => Json
  readonly cumulative: () => Json
}

/** Docs: taskrouter/api/workspace-statistics, workflow-statistics, taskqueue-statistics, worker/statistics. */
export function statisticsRoutes(scope: Scope): void {
  threefold(scope, '', (wire, request) => workspaceCounted(wire, request))
  threefold(scope, '/Workflows/:sid', (wire, request) => workflowCounted(wire, request))
  threefold(scope, '/TaskQueues/:sid', (wire, request) => {
    const queue = found(wire.context.store.queues, pathPart(request, 'sid'), '/TaskQueues')
    return queueCounted(wire, request, queue)
  })
  threefold(scope, '/Workers', (wire, request) => workersCounted(wire, request))
  workerStatistics(scope)
  queuesStatistics(scope)
}

/** `…/Statistics`, `…/RealTimeStatistics` and `…/CumulativeStatistics` of one thing. */
function threefold(
  scope: Scope,
  path: string,
  countedBy: (wire: Wire, request: FastifyRequest) => Counted,
): void {
  scope.get(`${path}/Statistics`, (wire, request) => {
    const counted = countedBy(wire, request)
    return { ...head(wire, counted, 'Statistics'), ...both(counted) }
  })
  scope.get(`${path}/RealTimeStatistics`, (wire, request) => {
    const counted = countedBy(wire, request)
    return { ...head(wire, counted, 'RealTimeStatistics'), ...counted.realTime() }
  })
  scope.get(`${path}/CumulativeStatistics`, (wire, request) => {
    const counted = countedBy(wire, request)
    return { ...head(wire, counted, 'CumulativeStatistics'), ...counted.cumulative() }
  })
}

function head(wire: Wire, counted: Counted, name: string): Json {
  return { ...identity(wire, counted), url: wire.url(`${counted.path}/${name}`) }
}

function identity(wire: Wire, { sids }: Counted): Json {
  return { account_sid: wire.accountSid, workspace_sid: wire.workspaceSid, ...sids }
}

function oneOfMany(wire: Wire, counted: Counted): Json {
  return { ...identity(wire, counted), ...both(counted) }
}

function both({ cumulative, realTime }: Counted): Json {
  return { cumulative: cumulative(), realtime: realTime() }
}

function workspaceCounted(wire: Wire, request: FastifyRequest): Counted {
  return {
    path: '',
    sids: {},
    realTime: () => workspaceRealTime(wire.context, channelOf(request)),
    cumulative: () => cumulative(wire, request, { kind: 'workspace' }),
  }
}

function workflowCounted(wire: Wire, request: FastifyRequest): Counted {
  const { context } = wire
  const workflow = found(context.store.workflows, pathPart(request, 'sid'), '/Workflows')
  const { sid } = workflow
  return {
    path: `/Workflows/${sid}`,
    sids: { workflow_sid: sid },
    realTime: () => workflowRealTime(context, workflow, channelOf(request)),
    cumulative: () => cumulative(wire, request, { kind: 'workflow', sid }),
  }
}

function queueCounted(wire: Wire, request: FastifyRequest, queue: TaskQueue): Counted {
  const { sid } = queue
  return {
    path: `/TaskQueues/${sid}`,
    sids: { task_queue_sid: sid },
    realTime: () => queueRealTime(wire.context, queue, channelOf(request)),
    cumulative: () => cumulative(wire, request, { kind: 'queue', sid }),
  }
}

/** All Workers, or those that the filters of the list let through. */
function workersCounted(wire: Wire, request: FastifyRequest): Counted {
  const { context, journal } = wire
  const { FriendlyName, TaskQueueSid, TaskQueueName, ...rest } = paramsOf(request)
  const workers = listWorkers(context, { FriendlyName, TaskQueueSid, TaskQueueName })
  const period = readPeriod(rest, context.clock.now())
  return {
    path: '/Workers',
    sids: {},
    realTime: () => workersRealTime(context, workers),
    cumulative: () => workersCumulative(context, journal.entries(), workers, period),
  }
}

/** A Worker has cumulative statistics alone. */
function workerStatistics(scope: Scope): void {
  scope.get('/Workers/:sid/Statistics', (wire, request) => {
    const { context, journal } = wire
    const worker = found(context.store.workers, pathPart(request, 'sid'), '/Workers')
    const period = readPeriod(paramsOf(request), context.clock.now())
    return {
      account_sid: wire.accountSid,
      workspace_sid: wire.workspaceSid,
      worker_sid: worker.sid,
      url: wire.url(`/Workers/${worker.sid}/Statistics`),
      cumulative: workersCumulative(context, journal.entries(), [worker], period),
    }
  })
}

/** Of many TaskQueues at once: a list, and (by POST) the present of up to 50. Docs: taskrouter/api/taskqueue-statistics. */
function queuesStatistics(scope: Scope): void {
  scope.get('/TaskQueues/Statistics', (wire, request) => {
    const { FriendlyName } = paramsOf(request)
    const queues = listQueues(wire.context, { FriendlyName })
    return pageV1(
      request,
      'task_queues_statistics',
      queues.map((queue) => oneOfMany(wire, queueCounted(wire, request, queue))),
    )
  })
  scope.post('/TaskQueues/RealTimeStatistics', (wire, request) => {
    const queues = queuesAskedFor(wire, paramsOf(request))
    return {
      account_sid: wire.accountSid,
      workspace_sid: wire.workspaceSid,
      url: wire.url('/TaskQueues/RealTimeStatistics'),
      task_queue_data: queues.map((queue) => ({
        task_queue_sid: queue.sid,
        ...queueRealTime(wire.context, queue, null),
      })),
      task_queue_response_count: queues.length,
    }
  })
}

/** Those whose SIDs the JSON body lists, whatever the list's name, which no document at hand tells; else all. */
function queuesAskedFor({ context }: Wire, params: Params): readonly TaskQueue[] {
  const list = Object.values(params).find(Array.isArray)
  if (list === undefined) return listQueues(context, {}).slice(0, BULK_LIMIT)
  const { TaskQueueSids } = readParams(bulkSchema, { TaskQueueSids: list })
  return TaskQueueSids.map((sid) => named(context.store.queues, sid, 'TaskQueueSids'))
}

function cumulative({ context, journal }: Wire, request: FastifyRequest, subject: Subject): Json {
  const period = readPeriod(paramsOf(request), context.clock.now())
  return cumulativeStatistics(journal.entries(), subject, period)
}

function channelOf(request: FastifyRequest): string | null {
  const channel = paramsOf(request)['TaskChannel']
  return typeof channel === 'string' ? channel : null
}
