import { assignedTasks, availablePercentage } from '../engine/candidates.ts'
import type { Context } from '../engine/context.ts'
import { activeTransferOf, activityOf, recordOf, reservationsOfWorker } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation, Task, Worker, WorkerChannel } from '../model/work.ts'
import type { Activity, Stored, TaskQueue } from '../model/workspace.ts'

/**
 * What the Worker SDK receives: every key that it requires, dates in seconds since the epoch. It throws on a missing
 * key, and on a transfer that is null instead of absent.
 */
export type Payload = Record<string, unknown>

export function workerPayload(context: Context, worker: Worker): Payload {
  const activity = activityOf(context.store, worker)
  return {
    ...commonPayload(context, worker),
    activity_name: activity.friendlyName,
    activity_sid: activity.sid,
    attributes: worker.attributes,
    available: activity.available,
    date_status_changed: seconds(worker.dateStatusChanged),
    friendly_name: worker.friendlyName,
    version: String(worker.version),
  }
}

export function activityPayload(context: Context, activity: Activity): Payload {
  return {
    ...commonPayload(context, activity),
    available: activity.available,
    friendly_name: activity.friendlyName,
  }
}

/** `available` is 0 or 1, and `last_reserved_time` is in milliseconds. */
export function channelPayload(context: Context, channel: WorkerChannel): Payload {
  const { store } = context
  const reservations = reservationsOfWorker(store, channel.workerSid)
  return {
    ...commonPayload(context, channel),
    assigned_tasks: assignedTasks(channel, reservations),
    available: channel.available ? 1 : 0,
    available_capacity_percentage: availablePercentage(channel, reservations),
    configured_capacity: channel.configuredCapacity,
    last_reserved_time: channel.lastReservedTime ?? 0,
    task_channel_sid: channel.taskChannelSid,
    task_channel_unique_name: recordOf(store.taskChannels, channel.taskChannelSid).uniqueName,
    worker_sid: channel.workerSid,
  }
}

/** `task` is given when the Task is no longer in the store, or was another when the event happened. */
export function reservationPayload(
  context: Context,
  reservation: Reservation,
  task: Task = recordOf(context.store.tasks, reservation.taskSid),
): Payload {
  return {
    ...commonPayload(context, reservation),
    reservation_status: reservation.status,
    reservation_timeout: reservation.timeout,
    task: taskPayload(context, task),
    version: String(reservation.version),
    worker_sid: reservation.workerSid,
    ...(reservation.canceledReasonCode === null
      ? {}
      : { canceled_reason_code: reservation.canceledReasonCode }),
    ...transfersOf(context, reservation),
  }
}

/** What a change of a Reservation is answered: the SDK throws when such an answer has transfers. */
export function reservationAnswer(context: Context, reservation: Reservation): Payload {
  const {
    task_transfer: _incoming,
    active_outgoing_task_transfer: _outgoing,
    ...answer
  } = reservationPayload(context, reservation)
  return answer
}

/** The transfer that brought the Task here, and the one that takes it away, where they exist. */
function transfersOf(context: Context, { sid, taskSid, transferSid }: Reservation): Payload {
  const incoming = context.store.transfers.get(transferSid ?? '')
  const outgoing = activeTransferOf(context.store, taskSid)
  return {
    ...(incoming === undefined ? {} : { task_transfer: transferPayload(context, incoming) }),
    ...(outgoing?.initiatingReservationSid === sid
      ? { active_outgoing_task_transfer: transferPayload(context, outgoing) }
      : {}),
  }
}

export function transferPayload(context: Context, transfer: Transfer): Payload {
  return {
    ...commonPayload(context, transfer),
    initiating_queue_sid: transfer.initiatingQueueSid,
    initiating_reservation_sid: transfer.initiatingReservationSid,
    initiating_worker_sid: transfer.initiatingWorkerSid,
    initiating_workflow_sid: transfer.initiatingWorkflowSid,
    task_sid: transfer.taskSid,
    transfer_failed_reason: transfer.failedReason,
    transfer_mode: transfer.mode,
    transfer_status: transfer.status,
    transfer_to: transfer.to,
    transfer_type: transfer.type,
  }
}

export function taskPayload(context: Context, task: Task): Payload {
  const { store, clock } = context
  return {
    ...commonPayload(context, task),
    addons: '{}',
    age: Math.floor((clock.now() - task.dateCreated) / 1000),
    assignment_status: task.status,
    attributes: task.attributes,
    priority: task.priority,
    queue_name: store.queues.get(task.taskQueueSid ?? '')?.friendlyName ?? null,
    queue_sid: task.taskQueueSid,
    reason: task.reason,
    routing_target: task.routingTarget,
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: recordOf(store.taskChannels, task.taskChannelSid).uniqueName,
    timeout: task.timeout,
    version: String(task.version),
    virtual_start_time: seconds(task.virtualStartTime),
    workflow_name: store.workflows.get(task.workflowSid ?? '')?.friendlyName ?? null,
    workflow_sid: task.workflowSid,
  }
}

export function queuePayload(context: Context, queue: TaskQueue): Payload {
  const { activities } = context.store
  const name = (sid: string | null) => activities.get(sid ?? '')?.friendlyName ?? null
  return {
    ...commonPayload(context, queue),
    assignment_activity_name: name(queue.assignmentActivitySid),
    assignment_activity_sid: queue.assignmentActivitySid,
    friendly_name: queue.friendlyName,
    lifo_queue: queue.taskOrder === 'LIFO',
    max_reserved_workers: queue.maxReservedWorkers,
    reservation_activity_name: name(queue.reservationActivitySid),
    reservation_activity_sid: queue.reservationActivitySid,
    target_workers: queue.targetWorkers,
    task_order: queue.taskOrder,
  }
}

/** One page of a list; the next begins after `after_sid`, which is null at the end. */
export function listPayload<T extends Stored>(
  records: readonly T[],
  page: { readonly size: number; readonly after: string | null },
  payloadOf: (record: T) => Payload,
): Payload {
  const start = records.findIndex((each) => each.sid === page.after) + 1
  const shown = records.slice(start, start + page.size)
  const more = start + shown.length < records.length
  const last = more ? (shown.at(-1)?.sid ?? null) : null
  return {
    contents: shown.map(payloadOf),
    after_sid: last,
    meta: { list_key: 'contents', next_token: last },
    total: records.length,
    start,
    end: start + Math.max(0, shown.length - 1),
    page: Math.floor(start / page.size),
  }
}

function commonPayload(context: Context, record: Stored): Payload {
  return {
    account_sid: context.accountSid,
    date_created: seconds(record.dateCreated),
    date_updated: seconds(record.dateUpdated),
    sid: record.sid,
    workspace_sid: context.store.workspace.sid,
  }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
