import { z } from 'zod'
import { changeTask, moveTask } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { assertMatch, assertTaskMove } from '../engine/guards.ts'
import { wrap } from '../engine/outcomes.ts'
import { cancelTask, completeTask, removeTask } from '../engine/task-end.ts'
import { reevaluate } from '../engine/workflow-steps.ts'
import { recordOf, reservationsOfTask } from '../model/store.ts'
import type { Task } from '../model/work.ts'
import { findChannelNamed, pastTime } from './create-task.ts'
import { attributes, date, readParams, text, whole, type Params } from './params.ts'

const schema = z.object({
  Attributes: attributes.optional(),
  AssignmentStatus: z.enum(['canceled', 'completed', 'wrapping']).optional(),
  Reason: text.nullish(),
  Priority: whole.pipe(z.number().nonnegative()).optional(),
  TaskChannel: text.optional(),
  VirtualStartTime: date.optional(),
})

/** POST …/Tasks/WT…; everything is checked before anything is changed. Docs: taskrouter/api/task#update-a-task-resource. */
export function updateTask(
  context: Context,
  task: Task,
  params: Params,
  ifMatch: string | undefined,
): Task {
  const given = readParams(schema, params)
  assertMatch(task, ifMatch)
  if (given.AssignmentStatus !== undefined) assertTaskMove(context, task, given.AssignmentStatus)
  const channel =
    given.TaskChannel === undefined ? null : findChannelNamed(context, given.TaskChannel)
  const virtualStartTime = pastTime(context, given.VirtualStartTime)
  const patch = {
    ...(given.Attributes === undefined ? {} : { attributes: given.Attributes }),
    ...(given.Priority === undefined ? {} : { priority: given.Priority }),
    ...(channel === null ? {} : { taskChannelSid: channel.sid }),
    ...(virtualStartTime === undefined ? {} : { virtualStartTime }),
  }
  if (Object.keys(patch).length > 0) {
    const updated = changeTask(context, task.sid, patch)
    context.emit({ kind: 'task', type: 'task.updated', task: updated })
    if (given.Attributes !== undefined) reevaluate(context, task.sid)
  }
  if (given.AssignmentStatus !== undefined) {
    moveTo(context, task.sid, given.AssignmentStatus, given.Reason ?? null)
  }
  return recordOf(context.store.tasks, task.sid)
}

/** DELETE …/Tasks/WT…. Docs: taskrouter/api/task#delete-a-task-resource. */
export function deleteTask(context: Context, task: Task, ifMatch: string | undefined): void {
  assertMatch(task, ifMatch)
  removeTask(context, task.sid, 'task.deleted')
}

function moveTo(
  context: Context,
  sid: string,
  status: 'canceled' | 'completed' | 'wrapping',
  reason: string | null,
): void {
  if (status === 'canceled') cancelTask(context, sid, reason ?? '')
  else if (status === 'completed') completeTask(context, sid, reason)
  else wrapTask(context, sid, reason)
}

function wrapTask(context: Context, sid: string, reason: string | null): void {
  if (reason !== null) changeTask(context, sid, { reason })
  for (const reservation of reservationsOfTask(context.store, sid)) {
    if (reservation.status === 'accepted') wrap(context, reservation.sid)
  }
  if (recordOf(context.store.tasks, sid).status === 'assigned')
    moveTask(context, sid, 'wrapping', null)
}
