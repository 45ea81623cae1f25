import { assertNever } from '../../assert-never.ts'
import { assignedTasks, availablePercentage } from '../engine/candidates.ts'
import type { Context } from '../engine/context.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import { reservationsOfWorker } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation, Task, Worker, WorkerChannel } from '../model/work.ts'
import { descriptionOf } from './event-description.ts'

type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** All parameters of an event callback. Docs: taskrouter/api/event/reference. */
export function eventParams(
  context: Context,
  event: TaskRouterEvent,
  sid: string,
): Record<string, string> {
  const { accountSid, clock, store } = context
  const resource = resourceOf(event)
  const now = clock.now()
  return formOf({
    Sid: sid,
    EventType: event.type,
    AccountSid: accountSid,
    WorkspaceSid: store.workspace.sid,
    WorkspaceName: store.workspace.friendlyName,
    EventDescription: descriptionOf(event),
    ResourceType: resource.type,
    ResourceSid: resource.sid,
    Timestamp: Math.floor(now / 1000),
    TimestampMs: now,
    ...fieldsOf(context, event),
  })
}

/** What the events are about; callbacks about one of these arrive in order. */
export function resourceOf(event: TaskRouterEvent): {
  readonly type: string
  readonly sid: string
} {
  switch (event.kind) {
    case 'task':
    case 'transfer':
    case 'task-queue':
    case 'workflow':
      return { type: 'task', sid: event.task.sid }
    case 'reservation':
      return { type: 'reservation', sid: event.reservation.sid }
    case 'worker':
    case 'worker-activity':
    case 'worker-channel':
      return { type: 'worker', sid: event.worker.sid }
    case 'activity':
      return { type: 'activity', sid: event.activity.sid }
    case 'queue':
      return { type: 'taskqueue', sid: event.queue.sid }
    case 'workflow-resource':
      return { type: 'workflow', sid: event.workflow.sid }
    case 'task-channel':
      return { type: 'task-channel', sid: event.channel.sid }
    case 'workspace':
      return { type: 'workspace', sid: event.workspace.sid }
    default:
      return assertNever(event)
  }
}

function fieldsOf(context: Context, event: TaskRouterEvent): Fields {
  switch (event.kind) {
    case 'task':
      return taskFields(context, event.task)
    case 'transfer':
      return { ...taskFields(context, event.task), ...transferFields(event.transfer) }
    case 'task-queue':
      return {
        ...taskFields(context, event.task),
        TaskQueueSid: event.queue.sid,
        TaskQueueName: event.queue.friendlyName,
      }
    case 'workflow':
      return {
        ...taskFields(context, event.task),
        WorkflowSid: event.workflow.sid,
        WorkflowName: event.workflow.friendlyName,
        WorkflowFilterName: event.filterName,
      }
    case 'reservation':
      return {
        ...taskFields(context, event.task),
        ...workerFields(context, event.worker),
        ...reservationFields(event.reservation),
      }
    case 'worker':
      return workerFields(context, event.worker)
    case 'worker-activity':
      return {
        ...workerFields(context, event.worker),
        WorkerPreviousActivitySid: event.previous.sid,
        WorkerPreviousActivityName: event.previous.friendlyName,
        WorkerTimeInPreviousActivity: Math.floor(event.previousForMs / 1000),
        WorkerTimeInPreviousActivityMs: event.previousForMs,
      }
    case 'worker-channel':
      return {
        ...workerFields(context, event.worker),
        ...channelFields(context, event.channel),
        WorkerChannelPreviousCapacity: event.previousCapacity,
      }
    case 'activity':
      return {
        ActivitySid: event.activity.sid,
        ActivityName: event.activity.friendlyName,
        ActivityAvailable: event.activity.available,
      }
    case 'queue':
      return {
        TaskQueueSid: event.queue.sid,
        TaskQueueName: event.queue.friendlyName,
        TaskQueueTargetExpression: event.queue.targetWorkers,
      }
    case 'workflow-resource':
      return {
        WorkflowSid: event.workflow.sid,
        WorkflowName: event.workflow.friendlyName,
      }
    case 'task-channel':
      return {
        TaskChannelSid: event.channel.sid,
        TaskChannelName: event.channel.friendlyName,
        TaskChannelUniqueName: event.channel.uniqueName,
        TaskChannelOptimizedRouting: event.channel.optimizedRouting,
      }
    case 'workspace':
      return {}
    default:
      return assertNever(event)
  }
}

function taskFields({ clock, store }: Context, task: Task): Fields {
  const queue = store.queues.get(task.taskQueueSid ?? '')
  const workflow = store.workflows.get(task.workflowSid ?? '')
  return {
    TaskSid: task.sid,
    TaskAttributes: task.attributes,
    TaskAge: Math.floor((clock.now() - task.dateCreated) / 1000),
    TaskDateCreated: Math.floor(task.dateCreated / 1000),
    TaskPriority: task.priority,
    TaskAssignmentStatus: task.status,
    TaskCanceledReason: task.status === 'canceled' ? task.reason : null,
    TaskCompletedReason: task.status === 'completed' ? task.reason : null,
    TaskVersion: task.version,
    TaskRoutingTarget: task.routingTarget,
    TaskChannelSid: task.taskChannelSid,
    TaskChannelUniqueName: store.taskChannels.get(task.taskChannelSid)?.uniqueName,
    TaskQueueSid: queue?.sid,
    TaskQueueName: queue?.friendlyName,
    TaskQueueTargetExpression: queue?.targetWorkers,
    TaskQueueEnteredDate:
      task.queueEnteredAt === null ? null : Math.floor(task.queueEnteredAt / 1000),
    WorkflowSid: workflow?.sid,
    WorkflowName: workflow?.friendlyName,
  }
}

function workerFields({ store }: Context, worker: Worker): Fields {
  return {
    WorkerSid: worker.sid,
    WorkerName: worker.friendlyName,
    WorkerAttributes: worker.attributes,
    WorkerVersion: worker.version,
    WorkerActivitySid: worker.activitySid,
    WorkerActivityName: store.activities.get(worker.activitySid)?.friendlyName,
  }
}

function reservationFields(reservation: Reservation): Fields {
  return { ReservationSid: reservation.sid, ReservationVersion: reservation.version }
}

/** Chosen, because the reference does not list the parameters of `task.transfer-…`. */
function transferFields(transfer: Transfer): Fields {
  return {
    TransferSid: transfer.sid,
    TransferMode: transfer.mode,
    TransferType: transfer.type,
    TransferTo: transfer.to,
    TransferStatus: transfer.status,
    TransferFailedReason: transfer.failedReason,
    TransferInitiatingReservationSid: transfer.initiatingReservationSid,
    TransferInitiatingWorkerSid: transfer.initiatingWorkerSid,
  }
}

function channelFields({ store }: Context, channel: WorkerChannel): Fields {
  const reservations = reservationsOfWorker(store, channel.workerSid)
  return {
    TaskChannelSid: channel.taskChannelSid,
    TaskChannelUniqueName: store.taskChannels.get(channel.taskChannelSid)?.uniqueName,
    WorkerChannelAvailable: channel.available,
    WorkerChannelAvailableCapacity: availablePercentage(channel, reservations),
    WorkerChannelCapacity: channel.configuredCapacity,
    WorkerChannelTaskCount: assignedTasks(channel, reservations),
  }
}

/** Absent values are not sent. */
function formOf(fields: Fields): Record<string, string> {
  const present = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return Object.fromEntries(present.map(([key, value]) => [key, String(value)]))
}
