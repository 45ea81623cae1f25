import type { Store } from '../model/store.ts'
import type { Task } from '../model/work.ts'

/**
 * The Tasks that wait for Workers, in the order in which they are served: the highest priority first, then the
 * longest waiting; within a LIFO queue the newest first. Docs: taskrouter/api/task, taskrouter/last-first-out-lifo.
 */
export function waitingTasks(store: Store): readonly Task[] {
  const waiting = [...store.tasks.values()]
    .filter((task) => task.status === 'pending' || task.status === 'reserved')
    .toSorted((a, b) => b.priority - a.priority || a.virtualStartTime - b.virtualStartTime)
  const stacks = Map.groupBy(waiting.filter(isStacked), stackOf)
  return waiting.map((task) =>
    isStacked(task) ? (stacks.get(stackOf(task))?.pop() ?? task) : task,
  )

  function isStacked(task: Task): boolean {
    return store.queues.get(task.taskQueueSid ?? '')?.taskOrder === 'LIFO'
  }
}

function stackOf(task: Task): string {
  return `${task.taskQueueSid}:${task.priority}`
}
