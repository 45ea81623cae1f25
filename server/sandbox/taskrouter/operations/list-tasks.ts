import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import { evaluate } from '../expressions/evaluate.ts'
import { parseExpression } from '../expressions/parse.ts'
import type { Context } from '../engine/context.ts'
import { attributesOf, type Task } from '../model/work.ts'
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
      is(given.Priority, task.priority) &&
      is(given.WorkflowSid, task.workflowSid) &&
      is(given.WorkflowName, store.workflows.get(task.workflowSid ?? '')?.friendlyName) &&
      is(given.TaskQueueSid, task.taskQueueSid) &&
      is(given.TaskQueueName, store.queues.get(task.taskQueueSid ?? '')?.friendlyName) &&
      is(given.RoutingTarget, task.routingTarget) &&
      // There are no add-ons here.
      given.HasAddons !== true &&
      (condition === null || (condition.ok && evaluate(condition.value, attributesOf(task)))),
  )
  return sorted(tasks, given.Ordering ?? '')
}

const ORDERED = new Set(['DateCreated', 'Priority', 'VirtualStartTime'])

function is<T>(wanted: T | undefined, actual: T | null | undefined): boolean {
  return wanted === undefined || wanted === actual
}

/** `DateCreated:desc,Priority:asc`. Docs: taskrouter/api/task (Ordering). */
function sorted(tasks: readonly Task[], ordering: string): readonly Task[] {
  const keys = ordering
    .split(',')
    .filter((part) => part !== '')
    .map((part) => part.split(':'))
  for (const [key = '', direction = 'asc'] of keys) {
    if (ORDERED.has(key) && /^(?:asc|desc)$/i.test(direction)) continue
    throw badRequest(`Invalid parameter Ordering: ${key}:${direction}`)
  }
  return tasks.toSorted((a, b) => {
    for (const [key, direction = 'asc'] of keys) {
      const [left, right] = key === 'Priority' ? [a.priority, b.priority] : datesOf(a, b, key)
      if (left !== right) return (left - right) * (direction.toLowerCase() === 'desc' ? -1 : 1)
    }
    return 0
  })
}

function datesOf(a: Task, b: Task, key: string | undefined): readonly [number, number] {
  if (key === 'DateCreated') return [a.dateCreated, b.dateCreated]
  return key === 'VirtualStartTime' ? [a.virtualStartTime, b.virtualStartTime] : [0, 0]
}
