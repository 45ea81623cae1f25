import type { Transfer } from './transfer.ts'
import type { Reservation, Task, Worker, WorkerChannel } from './work.ts'
import type { Activity, TaskChannel, TaskQueue, Workflow, Workspace } from './workspace.ts'

/** Docs: taskrouter/api/event/reference. Records are as they were when the event happened. */
export type TaskRouterEvent =
  | {
      readonly kind: 'task'
      readonly type: `task.${'created' | 'updated' | 'canceled' | 'wrapup' | 'completed' | 'deleted' | 'system-deleted'}`
      readonly task: Task
    }
  | {
      readonly kind: 'task-queue'
      readonly type: `task-queue.${'entered' | 'timeout'}`
      readonly task: Task
      readonly queue: TaskQueue
    }
  | {
      readonly kind: 'task-queue'
      readonly type: 'task-queue.moved'
      readonly task: Task
      readonly queue: TaskQueue
      /** The TaskQueue that it left. */
      readonly previousSid: string
    }
  | {
      readonly kind: 'workflow'
      readonly type: `workflow.${'entered' | 'timeout' | 'skipped' | 'target-matched'}`
      readonly task: Task
      readonly workflow: Workflow
      readonly filterName: string | null
    }
  | {
      readonly kind: 'reservation'
      readonly type: `reservation.${'created' | 'accepted' | 'wrapup' | 'completed' | 'rejected' | 'timeout' | 'canceled' | 'rescinded'}`
      readonly reservation: Reservation
      readonly task: Task
      readonly worker: Worker
    }
  | {
      readonly kind: 'transfer'
      readonly type: `task.transfer-${'initiated' | 'attempt-failed' | 'completed' | 'failed' | 'canceled'}`
      readonly transfer: Transfer
      readonly task: Task
    }
  | {
      readonly kind: 'worker'
      readonly type: 'worker.created' | 'worker.deleted' | 'worker.attributes.update'
      readonly worker: Worker
    }
  | {
      readonly kind: 'worker-activity'
      readonly type: 'worker.activity.update'
      readonly worker: Worker
      readonly previous: Activity
      readonly previousForMs: number
    }
  | {
      readonly kind: 'worker-channel'
      readonly type: 'worker.capacity.update' | 'worker.channel.availability.update'
      readonly worker: Worker
      readonly channel: WorkerChannel
      readonly previousCapacity: number
    }
  | {
      readonly kind: 'activity'
      readonly type: `activity.${'created' | 'updated' | 'deleted'}`
      readonly activity: Activity
    }
  | {
      readonly kind: 'queue'
      readonly type: `task-queue.${'created' | 'deleted' | 'expression.updated'}`
      readonly queue: TaskQueue
    }
  | {
      readonly kind: 'workflow-resource'
      readonly type: `workflow.${'created' | 'updated' | 'deleted'}`
      readonly workflow: Workflow
    }
  | {
      readonly kind: 'task-channel'
      readonly type: `task-channel.${'created' | 'updated' | 'deleted'}`
      readonly channel: TaskChannel
    }
  | {
      readonly kind: 'workspace'
      readonly type: `workspace.${'created' | 'updated' | 'deleted'}`
      readonly workspace: Workspace
    }
