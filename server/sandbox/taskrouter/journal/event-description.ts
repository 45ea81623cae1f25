import { assertNever } from '../../assert-never.ts'
import type { TaskRouterEvent } from '../model/events.ts'

/** `EventDescription`: the sentences are for people, and no document fixes them. */
export function descriptionOf(event: TaskRouterEvent): string {
  switch (event.kind) {
    case 'task':
      return taskDescription(event)
    case 'transfer':
      return `Task ${event.task.sid} ${verbOf(event.type)}`
    case 'task-queue':
      return `Task ${event.task.sid} ${verbOf(event.type)} TaskQueue ${event.queue.friendlyName}`
    case 'workflow':
      return `Task ${event.task.sid} ${verbOf(event.type)} Workflow ${event.workflow.friendlyName}`
    case 'reservation':
      return `Worker ${event.worker.friendlyName} reservation ${event.reservation.sid} ${verbOf(event.type)} for task ${event.task.sid}`
    case 'worker-activity':
      return `Worker ${event.worker.friendlyName} left activity ${event.previous.friendlyName}`
    case 'worker':
    case 'worker-channel':
      return `Worker ${event.worker.friendlyName} ${verbOf(event.type)}`
    case 'activity':
      return `Activity ${event.activity.friendlyName} ${verbOf(event.type)}`
    case 'queue':
      return `TaskQueue ${event.queue.friendlyName} ${verbOf(event.type)}`
    case 'workflow-resource':
      return `Workflow ${event.workflow.friendlyName} ${verbOf(event.type)}`
    case 'task-channel':
      return `TaskChannel ${event.channel.friendlyName} ${verbOf(event.type)}`
    case 'workspace':
      return `Workspace ${event.workspace.friendlyName} ${verbOf(event.type)}`
    default:
      return assertNever(event)
  }
}

/** A canceled Task's description carries the reason. Docs: taskrouter/api/task ("Task TTL Exceeded"). */
function taskDescription(event: Extract<TaskRouterEvent, { kind: 'task' }>): string {
  const { reason, sid } = event.task
  if (event.type === 'task.canceled' && reason !== null && reason !== '') return reason
  return `Task ${sid} ${verbOf(event.type)}`
}

function verbOf(type: string): string {
  return type.slice(type.indexOf('.') + 1).replaceAll(/[.-]/g, ' ')
}
