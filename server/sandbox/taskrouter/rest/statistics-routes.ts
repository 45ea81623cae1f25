import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pageV1 } from '../../http/paging.ts'
import type { TaskQueue } from '../model/workspace.ts'
import { findRecord, findNamedRecord } from '../operations/find-record.ts'
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

/** A resource that has statistics: its path, its name there, and how to count. */
interface StatisticsSource {
  readonly path: string
  readonly sids: Json
  readonly realTime: () => Json
  readonly cumulative: () => Json
}

/** Docs: taskrouter/api/workspace-statistics, workflow-statistics, taskqueue-statistics, worker/statistics. */
export function statisticsRoutes(scope: Scope): void {
  mountStatistics(scope, '', (wire, request) => workspaceStatistics(wire, request))
  mountStatistics(scope, '/Workflows/:sid', (wire, request) => workflowStatistics(wire, request))
  mountStatistics(scope, '/TaskQueues/:sid', (wire, request) => {
    const queue = findRecord(wire.context.store.queues, pathPart(request, 'sid'), '/TaskQueues')
    return queueStatistics(wire, request, queue)
  })
  mountStatistics(scope, '/Workers', (wire, request) => workersStatistics(wire, request))
  workerStatistics(scope)
  queuesStatistics(scope)
}

/** `…/Statistics`, `…/RealTimeStatistics` and `…/CumulativeStatistics` of one thing. */
function mountStatistics(
  scope: Scope,
  path: string,
  countedBy: (wire: Wire, request: FastifyRequest) => StatisticsSource,
): void {
  scope.get(`${path}/Statistics`, (wire, request) => {
    const counted = countedBy(wire, request)
    return { ...statisticsHead(wire, counted, 'Statistics'), ...allStatistics(counted) }
  })
  scope.get(`${path}/RealTimeStatistics`, (wire, request) => {
    const counted = countedBy(wire, request)
    return { ...statisticsHead(wire, counted, 'RealTimeStatistics'), ...counted.realTime() }
  })
  scope.get(`${path}/CumulativeStatistics`, (wire, request) => {
    const counted = countedBy(wire, request)
    return { ...statisticsHead(wire, counted, 'CumulativeStatistics'), ...counted.cumulative() }
  })
}

function statisticsHead(wire: Wire, counted: StatisticsSource, name: string): Json {
  return { ...identity(wire, counted), url: wire.url(`${counted.path}/${name}`) }
}

function identity(wire: Wire, { sids }: StatisticsSource): Json {
  return { account_sid: wire.accountSid, workspace_sid: wire.workspaceSid, ...sids }
}

function oneOfMany(wire: Wire, counted: StatisticsSource): Json {
  return { ...identity(wire, counted), ...allStatistics(counted) }
}

function allStatistics({ cumulative, realTime }: StatisticsSource): Json {
  return { cumulative: cumulative(), realtime: realTime() }
}

function workspaceStatistics(wire: Wire, request: FastifyRequest): StatisticsSource {
  return {
    path: '',
    sids: {},
    realTime: () => workspaceRealTime(wire.context, channelOf(request)),
    cumulative: () => cumulative(wire, request, { kind: 'workspace' }),
  }
}

function workflowStatistics(wire: Wire, request: FastifyRequest): StatisticsSource {
  const { context } = wire
  const workflow = findRecord(context.store.workflows, pathPart(request, 'sid'), '/Workflows')
  const { sid } = workflow
  return {
    path: `/Workflows/${sid}`,
    sids: { workflow_sid: sid },
    realTime: () => workflowRealTime(context, workflow, channelOf(request)),
    cumulative: () => cumulative(wire, request, { kind: 'workflow', sid }),
  }
}

function queueStatistics(wire: Wire, request: FastifyRequest, queue: TaskQueue): StatisticsSource {
  const { sid } = queue
  return {
    path: `/TaskQueues/${sid}`,
    sids: { task_queue_sid: sid },
    realTime: () => queueRealTime(wire.context, queue, channelOf(request)),
    cumulative: () => cumulative(wire, request, { kind: 'queue', sid }),
  }
}

/** All Workers, or those that the filters of the list let through. */
function workersStatistics(wire: Wire, request: FastifyRequest): StatisticsSource {
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
    const worker = findRecord(context.store.workers, pathPart(request, 'sid'), '/Workers')
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
      queues.map((queue) => oneOfMany(wire, queueStatistics(wire, request, queue))),
    )
  })
  scope.post('/TaskQueues/RealTimeStatistics', (wire, request) => {
    const queues = requestedQueues(wire, paramsOf(request))
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

/** The queues whose SIDs the JSON body lists, else all. No known document names the list, so any name counts. */
function requestedQueues({ context }: Wire, params: Params): readonly TaskQueue[] {
  const list = Object.values(params).find(Array.isArray)
  if (list === undefined) return listQueues(context, {}).slice(0, BULK_LIMIT)
  const { TaskQueueSids } = readParams(bulkSchema, { TaskQueueSids: list })
  return TaskQueueSids.map((sid) => findNamedRecord(context.store.queues, sid, 'TaskQueueSids'))
}

function cumulative({ context, journal }: Wire, request: FastifyRequest, subject: Subject): Json {
  const period = readPeriod(paramsOf(request), context.clock.now())
  return cumulativeStatistics(journal.entries(), subject, period)
}

function channelOf(request: FastifyRequest): string | null {
  const channel = paramsOf(request)['TaskChannel']
  return typeof channel === 'string' ? channel : null
}
