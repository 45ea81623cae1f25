import type { Context } from './engine/context.ts'
import { createTask } from './engine/task-create.ts'
import { cancelTask } from './engine/task-end.ts'
import { isEnded } from './model/work.ts'
import { findChannelNamed } from './operations/create-task.ts'
import { findReservedCaller } from './calls/reserved-caller.ts'
import type { TaskSide } from './voice-side.ts'

type Result = 'canceled' | 'deleted' | 'completed'

const DEFAULT_TIMEOUT_SECONDS = 86_400

/** `<Enqueue workflowSid>`'s Tasks: on the `voice` channel, ended with their callers. Docs: taskrouter/twiml-queue-calls. */
export function createTaskSide(context: Context): TaskSide {
  const waiting = new Map<string, ((result: Result) => void)[]>()

  context.onEvent((event) => {
    if (event.kind !== 'task') return
    const result = resultOf(event.type)
    if (result === null) return
    const callers = waiting.get(event.task.sid) ?? []
    waiting.delete(event.task.sid)
    for (const done of callers) done(result)
  })

  return {
    createTask(request) {
      const task = context.run(() =>
        createTask(context, {
          attributes: JSON.stringify(request.attributes),
          workflowSid: request.workflowSid,
          taskChannelSid: findChannelNamed(context, 'voice').sid,
          priority: request.priority ?? 0,
          timeout: request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
          virtualStartTime: null,
          target: null,
          origin: 'enqueue',
        }),
      )
      return { ok: true, taskSid: task.sid }
    },
    reservedCaller: (reservation) => findReservedCaller(context, reservation),
    callerLeftQueue(taskSid, reason) {
      context.run(() => {
        const task = context.store.tasks.get(taskSid)
        if (task?.status === 'pending' || task?.status === 'reserved') {
          cancelTask(context, taskSid, reason)
        }
      })
    },
    onTaskEnded(taskSid, done) {
      const task = context.store.tasks.get(taskSid)
      if (task === undefined) done('deleted')
      else if (isEnded(task)) done(task.status === 'completed' ? 'completed' : 'canceled')
      else waiting.set(taskSid, [...(waiting.get(taskSid) ?? []), done])
    },
  }
}

function resultOf(type: string): Result | null {
  if (type === 'task.canceled') return 'canceled'
  if (type === 'task.completed') return 'completed'
  return type === 'task.deleted' ? 'deleted' : null
}
