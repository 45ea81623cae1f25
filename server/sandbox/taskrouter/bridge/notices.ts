import { assertNever } from '../../assert-never.ts'
import type { Context } from '../engine/context.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import { reservationsOfTask } from '../model/store.ts'
import type { Reservation, Task } from '../model/work.ts'
import {
  channelPayload,
  reservationPayload,
  taskPayload,
  transferPayload,
  workerPayload,
  type Payload,
} from './payloads.ts'

export interface Notice {
  readonly workerSid: string
  readonly type: string
  readonly payload: Payload
}

const TOLD_TASK_EVENTS = new Set(['task.updated', 'task.canceled', 'task.completed', 'task.wrapup'])
const LET_GO: ReadonlySet<Reservation['status']> = new Set(['rejected', 'timeout', 'rescinded'])

/** The messages that Workers get over their sockets for an event. A Task's events go to the Workers who have it. */
export function noticesOf(context: Context, event: TaskRouterEvent): readonly Notice[] {
  switch (event.kind) {
    case 'reservation': {
      const { reservation, task, type } = event
      const payload = reservationPayload(context, reservation, task)
      return [{ workerSid: reservation.workerSid, type, payload }]
    }
    case 'worker':
      if (event.type !== 'worker.attributes.update') return []
      return [workerNotice(context, event)]
    case 'worker-activity':
      return [workerNotice(context, event)]
    case 'worker-channel':
      return [
        {
          workerSid: event.worker.sid,
          type: event.type,
          payload: channelPayload(context, event.channel),
        },
      ]
    case 'task':
      if (!TOLD_TASK_EVENTS.has(event.type)) return []
      return holdersOf(context, event.task).map((workerSid) => ({
        workerSid,
        type: event.type,
        payload: taskPayload(context, event.task),
      }))
    case 'transfer':
      return [
        {
          workerSid: event.transfer.initiatingWorkerSid,
          type: event.type,
          payload: transferPayload(context, event.transfer),
        },
      ]
    case 'task-queue':
    case 'workflow':
    case 'activity':
    case 'queue':
    case 'workflow-resource':
    case 'task-channel':
    case 'workspace':
      return []
    default:
      return assertNever(event)
  }
}

function workerNotice(
  context: Context,
  event: Extract<TaskRouterEvent, { kind: 'worker' | 'worker-activity' }>,
): Notice {
  const { worker, type } = event
  return { workerSid: worker.sid, type, payload: workerPayload(context, worker) }
}

function holdersOf(context: Context, task: Task): readonly string[] {
  const holding = reservationsOfTask(context.store, task.sid).filter(
    (each) => !LET_GO.has(each.status),
  )
  return [...new Set(holding.map((each) => each.workerSid))]
}
