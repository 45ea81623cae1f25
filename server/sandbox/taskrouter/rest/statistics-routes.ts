import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import type { Journal } from '../callbacks/journal.ts'
import { workersIn } from '../engine/candidates.ts'
import type { Worker } from '../model/work.ts'
import { found, named } from '../operations/found.ts'
import { readParams, text, type Params } from '../operations/params.ts'
import { tasksThen, workersThen } from '../statistics/cumulative-of.ts'
import { queueNow, workersNow, workflowNow, workspaceNow } from '../statistics/real-time.ts'
import { paramsOf, pathPart } from './request.ts'
import type { Wire } from './wire.ts'

type Statistics = Record<string, unknown>

/** Whose statistics a request asks for. */
interface Subject {
  readonly path: string
  readonly sids: Statistics
  readonly present: () => Statistics
  readonly past: () => Statistics
}

/** Docs: taskrouter/api/workspace-statistics, workflow-statistics, taskqueue-statistics, worker/statistics. */
export function statisticsRoutes(app: FastifyInstance, wire: Wire, journal: Journal): void {
  for (const [route, subjectOf] of Object.entries(SUBJECTS)) {
    const of = (request: FastifyRequest) => subjectOf(wire, journal, request)
    app.get(`${route}/RealTimeStatistics`, (request) => {
      const { path, sids, present } = of(request)
      return { ...headOf(wire, `${path}/RealTimeStatistics`), ...sids, ...present() }
    })
    app.get(`${route}/CumulativeStatistics`, (request) => {
      const { path, sids, past } = of(request)
      return { ...headOf(wire, `${path}/CumulativeStatistics`), ...sids, ...past() }
    })
    app.get(`${route}/Statistics`, (request) => {
      const { path, sids, present, past } = of(request)
      const both = { realtime: present(), cumulative: past() }
      return { ...headOf(wire, `${path}/Statistics`), ...sids, ...both }
    })
  }
  app.get('/Workers/:sid/Statistics', (request) => {
    const { context } = wire
    const worker = found(context.store.workers, pathPart(request, 'sid'), '/Workers')
    const asked = { context, journal, params: paramsOf(request) }
    return {
      ...headOf(wire, `/Workers/${worker.sid}/Statistics`),
      worker_sid: worker.sid,
      cumulative: workersThen(asked, [worker]),
    }
  })
}

const SUBJECTS: Readonly<
  Record<string, (wire: Wire, journal: Journal, request: FastifyRequest) => Subject>
> = {
  '': ({ context, workspaceSid }, journal, request) => {
    const params = paramsOf(request)
    return {
      path: '',
      sids: {},
      present: () => workspaceNow(context, channelParam(params)),
      past: () => tasksThen({ context, journal, params }, 'workspace', workspaceSid),
    }
  },
  '/Workflows/:sid': ({ context }, journal, request) => {
    const params = paramsOf(request)
    const { sid } = found(context.store.workflows, pathPart(request, 'sid'), '/Workflows')
    return {
      path: `/Workflows/${sid}`,
      sids: { workflow_sid: sid },
      present: () => workflowNow(context, sid, channelParam(params)),
      past: () => tasksThen({ context, journal, params }, 'workflow', sid),
    }
  },
  '/TaskQueues/:sid': ({ context }, journal, request) => {
    const params = paramsOf(request)
    const queue = found(context.store.queues, pathPart(request, 'sid'), '/TaskQueues')
    return {
      path: `/TaskQueues/${queue.sid}`,
      sids: { task_queue_sid: queue.sid },
      present: () => queueNow(context, queue, channelParam(params)),
      past: () => tasksThen({ context, journal, params }, 'queue', queue.sid),
    }
  },
  '/Workers': (wire, journal, request) => {
    const { context } = wire
    const params = paramsOf(request)
    const workers = workersMeant(wire, params)
    return {
      path: '/Workers',
      sids: {},
      present: () => workersNow(context, workers),
      past: () => workersThen({ context, journal, params }, workers),
    }
  },
}

/** What every answer begins with. */
export function headOf(wire: Wire, path: string): Statistics {
  return {
    account_sid: wire.accountSid,
    workspace_sid: wire.workspaceSid,
    url: wire.url(path),
  }
}

/** `TaskChannel`: a SID or a unique name. */
export function channelParam(params: Params): string | undefined {
  return readParams(z.object({ TaskChannel: text.optional() }), params).TaskChannel
}

const workerFilters = z.object({
  TaskQueueSid: text.optional(),
  TaskQueueName: text.optional(),
  FriendlyName: text.optional(),
})

function workersMeant({ context }: Wire, params: Params): readonly Worker[] {
  const { TaskQueueSid: sid, TaskQueueName: name, FriendlyName } = readParams(workerFilters, params)
  const { queues, workers } = context.store
  const byName = [...queues.values()].find((each) => each.friendlyName === name)
  const queue = sid === undefined ? byName : named(queues, sid, 'TaskQueueSid')
  if (name !== undefined && queue === undefined) {
    throw badRequest(`Invalid parameter TaskQueueName: no queue ${name}`)
  }
  const all = queue === undefined ? [...workers.values()] : workersIn(context, queue)
  return all.filter((each) => (FriendlyName ?? each.friendlyName) === each.friendlyName)
}
