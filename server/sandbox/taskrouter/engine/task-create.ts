import { newSid } from '../../account.ts'
import { recordOf } from '../model/store.ts'
import type { Task, TaskOrigin, TaskRoute } from '../model/work.ts'
import { changeTask } from './change.ts'
import type { Context } from './context.ts'
import { cancelTask } from './task-end.ts'
import { startWorkflow } from './workflow-steps.ts'

export interface NewTask {
  readonly attributes: string
  readonly workflowSid: string | null
  readonly taskChannelSid: string
  readonly priority: number
  /** Seconds. */
  readonly timeout: number
  readonly virtualStartTime: number | null
  readonly target: RoutingTarget | null
  readonly origin: TaskOrigin
}

/** Where a Task goes without a Workflow's filters. Docs: taskrouter/api/task#create-a-task-resource. */
export type RoutingTarget =
  | {
      readonly kind: 'worker'
      readonly workerSid: string
      readonly queueSid: string | null
      readonly ignoreCapacity: boolean
    }
  | { readonly kind: 'queue'; readonly queueSid: string }

/** Creates a Task and sends it on its way; the answer is the Task as it was made, still pending. */
export function createTask(context: Context, request: NewTask): Task {
  const now = context.clock.now()
  const { target, virtualStartTime, ...given } = request
  const task: Task = {
    ...given,
    sid: newSid('WT'),
    dateCreated: now,
    dateUpdated: now,
    version: 0,
    status: 'pending',
    reason: null,
    taskQueueSid: null,
    queueEnteredAt: null,
    virtualStartTime: virtualStartTime ?? now,
    routingTarget: targetSid(target),
    route: routeOf(target, now),
  }
  context.store.tasks.set(task.sid, task)
  context.emit({ kind: 'task', type: 'task.created', task })
  context.timers.start(`ttl:${task.sid}`, task.timeout * 1000, () =>
    context.run(() => cancelTask(context, task.sid, 'Task TTL Exceeded')),
  )
  if (target === null) startWorkflow(context, task.sid)
  else if (target.queueSid !== null) enterQueue(context, task.sid, target.queueSid)
  return recordOf(context.store.tasks, task.sid)
}

function targetSid(target: RoutingTarget | null): string | null {
  if (target === null) return null
  return target.kind === 'worker' ? target.workerSid : target.queueSid
}

function routeOf(target: RoutingTarget | null, now: number): TaskRoute {
  if (target === null) {
    return { kind: 'workflow', cursor: { kind: 'default' }, filterEnteredAt: now, fresh: true }
  }
  if (target.kind === 'queue') return { kind: 'queue' }
  const { workerSid, ignoreCapacity } = target
  return { kind: 'worker', workerSid, ignoreCapacity }
}

/** Puts a waiting Task into a TaskQueue. */
export function enterQueue(context: Context, sid: string, queueSid: string): void {
  const queueEnteredAt = context.clock.now()
  const task = changeTask(context, sid, { taskQueueSid: queueSid, queueEnteredAt })
  const queue = recordOf(context.store.queues, queueSid)
  context.emit({ kind: 'task-queue', type: 'task-queue.entered', task, queue })
}
