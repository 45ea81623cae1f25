import { z } from 'zod'
import { evaluate } from '../expressions/evaluate.ts'
import { parseExpression } from '../expressions/parse.ts'
import type { Context } from '../engine/context.ts'
import { attributesOf, type Task } from '../model/work.ts'
import { inOrder } from './ordering.ts'
import { expression, flag, readParams, several, text, whole, type Params } from './params.ts'

const schema = z.object({
  AssignmentStatus: several.optional(),
  Priority: whole.optional(),
  WorkflowSid: text.optional(),
  WorkflowName: text.optional(),
  TaskQueueSid: text.optional(),
  TaskQueueName: text.optional(),
  RoutingTarget: text.optional(),
  EvaluateTaskAttributes: expression.optional(),
  HasAddons: flag.optional(),
  Ordering: text.optional(),
})

/** GET …/Tasks, the newest last unless `Ordering` says otherwise. Docs: taskrouter/api/task#list-all-task-resources. */
export function listTasks({ store }: Context, params: Params): readonly Task[] {
  const given = readParams(schema, params)
  // `AssignmentStatus=pending,reserved` and a repeated parameter are both in use.
  const statuses = given.AssignmentStatus?.flatMap((each) => each.split(','))
  const condition =
    given.EvaluateTaskAttributes === undefined
      ? null
      : parseExpression(given.EvaluateTaskAttributes)
  const tasks = [...store.tasks.values()].filter(
    (task) =>
      (statuses === undefined || statuses.includes(task.status)) &&
      matches(given.Priority, task.priority) &&
      matches(given.WorkflowSid, task.workflowSid) &&
      matches(given.WorkflowName, store.workflows.get(task.workflowSid ?? '')?.friendlyName) &&
      matches(given.TaskQueueSid, task.taskQueueSid) &&
      matches(given.TaskQueueName, store.queues.get(task.taskQueueSid ?? '')?.friendlyName) &&
      matches(given.RoutingTarget, task.routingTarget) &&
      // The sandbox has no add-ons.
      given.HasAddons !== true &&
      (condition === null || (condition.ok && evaluate(condition.value, attributesOf(task)))),
  )
  return inOrder(tasks, given.Ordering, {
    DateCreated: (task) => task.dateCreated,
    Priority: (task) => task.priority,
    VirtualStartTime: (task) => task.virtualStartTime,
  })
}

function matches<T>(wanted: T | undefined, actual: T | null | undefined): boolean {
  return wanted === undefined || wanted === actual
}
