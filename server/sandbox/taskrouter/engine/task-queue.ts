import { known } from '../model/store.ts'
import { changeTask } from './change.ts'
import type { Context } from './context.ts'

/** Puts a Task into a queue and tells whether it came from another. */
export function enterQueue(context: Context, sid: string, queueSid: string): void {
  const moved = known(context.store.tasks, sid).taskQueueSid !== null
  const queueEnteredAt = context.clock.now()
  const task = changeTask(context, sid, { taskQueueSid: queueSid, queueEnteredAt })
  const queue = known(context.store.queues, queueSid)
  const type = moved ? 'task-queue.moved' : 'task-queue.entered'
  context.emit({ kind: 'task-queue', type, task, queue })
}
