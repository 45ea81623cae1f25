import { z } from 'zod'
import { liveClock } from '../../clock.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import { createTask, type NewTask, type RoutingTarget } from '../engine/task-create.ts'
import { planFor } from '../engine/workflow-steps.ts'
import type { Task } from '../model/work.ts'
import type { TaskChannel, Workflow } from '../model/workspace.ts'
import { findNamedRecord } from './find-record.ts'
import { attributes, date, flag, readParams, text, whole, type Params } from './params.ts'

const MAX_TIMEOUT_SECONDS = 1_209_600
const DEFAULT_TIMEOUT_SECONDS = 86_400
const EARLIEST_START = Date.UTC(1900)

const schema = z.object({
  Attributes: attributes.optional(),
  WorkflowSid: text.nullish(),
  TaskQueueSid: text.nullish(),
  RoutingTarget: text.nullish(),
  IgnoreCapacity: flag.optional(),
  TaskChannel: text.nullish(),
  TaskChannelSid: text.nullish(),
  TaskChannelUniqueName: text.nullish(),
  Priority: whole.pipe(z.number().nonnegative()).optional(),
  Timeout: whole.pipe(z.number().positive().max(MAX_TIMEOUT_SECONDS)).optional(),
  VirtualStartTime: date.optional(),
})

/** POST …/Tasks. Docs: taskrouter/api/task#create-a-task-resource. */
export function createTaskFrom(context: Context, params: Params): Task {
  const given = readParams(schema, params)
  const target = given.RoutingTarget ?? null
  const workflow = workflowFor(context, target?.startsWith('WW') ? target : given.WorkflowSid)
  const channel = given.TaskChannel ?? given.TaskChannelSid ?? given.TaskChannelUniqueName
  const request: NewTask = {
    attributes: given.Attributes ?? '{}',
    workflowSid: workflow?.sid ?? null,
    taskChannelSid: findChannelNamed(context, channel ?? 'default').sid,
    priority: given.Priority ?? 0,
    timeout: given.Timeout ?? DEFAULT_TIMEOUT_SECONDS,
    virtualStartTime: pastTime(context, given.VirtualStartTime) ?? null,
    origin: 'rest',
    target: targetFor(context, target, {
      workflow,
      queueSid: given.TaskQueueSid ?? null,
      ignoreCapacity: given.IgnoreCapacity ?? true,
    }),
  }
  if (request.target === null && workflow === null) {
    throw badRequest('WorkflowSid is required when the Workspace has several Workflows')
  }
  return createTask(context, request)
}

/**
 * A `VirtualStartTime`, which lies neither in the future nor before 1900. The future begins after real time, too, which is
 * what a program reads while the sandbox's time stands still.
 */
export function pastTime(context: Context, at: number | undefined): number | undefined {
  if (at === undefined) return undefined
  const latest = Math.max(context.clock.now(), liveClock(context.clock).now())
  if (at >= EARLIEST_START && at <= latest) return at
  throw badRequest('Invalid parameter VirtualStartTime: in the future, or before 1900')
}

/** A TaskChannel by SID or unique name, or 400. */
export function findChannelNamed(context: Context, name: string): TaskChannel {
  const channels = [...context.store.taskChannels.values()]
  const channel = channels.find((each) => each.sid === name || each.uniqueName === name)
  if (channel === undefined) throw badRequest(`Invalid parameter TaskChannel: no channel ${name}`)
  return channel
}

function workflowFor(context: Context, sid: string | null | undefined): Workflow | null {
  const { workflows } = context.store
  if (typeof sid === 'string') return findNamedRecord(workflows, sid, 'WorkflowSid')
  const [only, another] = workflows.values()
  return only !== undefined && another === undefined ? only : null
}

function targetFor(
  context: Context,
  target: string | null,
  rest: { workflow: Workflow | null; queueSid: string | null; ignoreCapacity: boolean },
): RoutingTarget | null {
  if (target === null || target.startsWith('WW')) return null
  if (target.startsWith('WQ')) {
    return {
      kind: 'queue',
      queueSid: findNamedRecord(context.store.queues, target, 'RoutingTarget').sid,
    }
  }
  const worker = findNamedRecord(context.store.workers, target, 'RoutingTarget')
  const fallback = rest.workflow === null ? null : planFor(rest.workflow).defaultTarget
  const queueSid = rest.queueSid ?? fallback?.queue ?? null
  if (queueSid !== null) findNamedRecord(context.store.queues, queueSid, 'TaskQueueSid')
  return { kind: 'worker', workerSid: worker.sid, queueSid, ignoreCapacity: rest.ignoreCapacity }
}
