import { z } from 'zod'
import { newSid } from '../../account.ts'
import { badRequest } from '../../http/rest-error.ts'
import { evaluate } from '../expressions/evaluate.ts'
import { parseExpression } from '../expressions/parse.ts'
import type { Context } from '../engine/context.ts'
import { planFor } from '../engine/workflow-steps.ts'
import { attributesOf, isEnded } from '../model/work.ts'
import type { TaskQueue } from '../model/workspace.ts'
import { findNamedRecord } from './find-record.ts'
import { inOrder } from './ordering.ts'
import { attributes, expression, readParams, text, whole, type Params } from './params.ts'

const EVERYBODY = '1==1'

const changes = z.object({
  FriendlyName: text.min(1).optional(),
  TargetWorkers: expression.optional(),
  MaxReservedWorkers: whole.pipe(z.number().min(1).max(50)).optional(),
  TaskOrder: z.enum(['FIFO', 'LIFO']).optional(),
  ReservationActivitySid: text.optional(),
  AssignmentActivitySid: text.optional(),
})

/** POST …/TaskQueues. Docs: taskrouter/api/task-queue#create-a-taskqueue-resource. */
export function createQueue(context: Context, params: Params): TaskQueue {
  const { FriendlyName: friendlyName } = readParams(z.object({ FriendlyName: text.min(1) }), params)
  const now = context.clock.now()
  const queue = changeQueue(
    context,
    {
      sid: newSid('WQ'),
      dateCreated: now,
      dateUpdated: now,
      friendlyName,
      targetWorkers: EVERYBODY,
      maxReservedWorkers: 1,
      taskOrder: context.store.workspace.prioritizeQueueOrder,
      reservationActivitySid: null,
      assignmentActivitySid: null,
    },
    params,
  )
  context.store.queues.set(queue.sid, queue)
  context.emit({ kind: 'queue', type: 'task-queue.created', queue })
  return queue
}

/** POST …/TaskQueues/WQ…. Docs: taskrouter/api/task-queue#update-a-taskqueue-resource. */
export function updateQueue(context: Context, before: TaskQueue, params: Params): TaskQueue {
  const queue = changeQueue(context, before, params)
  context.store.queues.set(queue.sid, queue)
  if (queue.targetWorkers !== before.targetWorkers) {
    context.emit({ kind: 'queue', type: 'task-queue.expression.updated', queue })
  }
  return queue
}

/**
 * DELETE …/TaskQueues/WQ…. Docs: taskrouter/api/task-queue#delete-a-taskqueue-resource. Chosen, because the
 * document is silent: a queue that a Workflow names, or that has Tasks, is kept, with 400.
 */
export function deleteQueue(context: Context, queue: TaskQueue): void {
  const { store } = context
  for (const workflow of store.workflows.values()) {
    const plan = planFor(workflow)
    const targets = [...plan.filters.flatMap((each) => each.targets), plan.defaultTarget]
    if (targets.some((each) => each?.queue === queue.sid)) {
      throw badRequest(`Cannot delete queue ${queue.sid} because workflow ${workflow.sid} uses it`)
    }
  }
  const waiting = [...store.tasks.values()].some(
    (task) => task.taskQueueSid === queue.sid && !isEnded(task),
  )
  if (waiting) throw badRequest(`Cannot delete queue ${queue.sid} because it has tasks`)
  store.queues.delete(queue.sid)
  context.emit({ kind: 'queue', type: 'task-queue.deleted', queue })
}

const filters = z.object({
  FriendlyName: text.optional(),
  WorkerSid: text.optional(),
  EvaluateWorkerAttributes: attributes.optional(),
  Ordering: text.optional(),
})

/** GET …/TaskQueues. Docs: taskrouter/api/task-queue#list-all-taskqueue-resources. */
export function listQueues({ store }: Context, params: Params): readonly TaskQueue[] {
  const given = readParams(filters, params)
  const worker =
    given.WorkerSid === undefined
      ? null
      : findNamedRecord(store.workers, given.WorkerSid, 'WorkerSid')
  const imagined = given.EvaluateWorkerAttributes
  const scopes = [
    ...(worker === null ? [] : [attributesOf(worker)]),
    ...(imagined === undefined ? [] : [attributesOf({ attributes: imagined })]),
  ]
  const queues = [...store.queues.values()].filter((queue) => {
    if ((given.FriendlyName ?? queue.friendlyName) !== queue.friendlyName) return false
    const target = parseExpression(queue.targetWorkers)
    return scopes.every((scope) => target.ok && evaluate(target.value, scope))
  })
  return inOrder(queues, given.Ordering, { DateUpdated: (queue) => queue.dateUpdated })
}

function changeQueue(context: Context, queue: TaskQueue, params: Params): TaskQueue {
  const given = readParams(changes, params)
  const activity = (sid: string | undefined, parameter: string, otherwise: string | null) =>
    sid === undefined ? otherwise : findNamedRecord(context.store.activities, sid, parameter).sid
  return {
    ...queue,
    dateUpdated: context.clock.now(),
    friendlyName: given.FriendlyName ?? queue.friendlyName,
    targetWorkers: given.TargetWorkers ?? queue.targetWorkers,
    maxReservedWorkers: given.MaxReservedWorkers ?? queue.maxReservedWorkers,
    taskOrder: given.TaskOrder ?? queue.taskOrder,
    reservationActivitySid: activity(
      given.ReservationActivitySid,
      'ReservationActivitySid',
      queue.reservationActivitySid,
    ),
    assignmentActivitySid: activity(
      given.AssignmentActivitySid,
      'AssignmentActivitySid',
      queue.assignmentActivitySid,
    ),
  }
}
