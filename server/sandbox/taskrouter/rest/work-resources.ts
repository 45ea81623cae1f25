import { assignedTasks, availablePercentage } from '../engine/candidates.ts'
import { activityOf, recordOf, reservationsOfWorker } from '../model/store.ts'
import type { Reservation, Task, Worker, WorkerChannel } from '../model/work.ts'
import { iso } from '../model/iso.ts'
import type { Wire } from './wire.ts'

type Resource = Record<string, unknown>

/** Docs: taskrouter/api/worker#worker-properties. */
export function workerResource(wire: Wire, worker: Worker): Resource {
  const activity = activityOf(wire.context.store, worker)
  const path = `/Workers/${worker.sid}`
  return {
    account_sid: wire.accountSid,
    activity_name: activity.friendlyName,
    activity_sid: activity.sid,
    attributes: worker.attributes,
    available: activity.available,
    date_created: iso(worker.dateCreated),
    date_status_changed: iso(worker.dateStatusChanged),
    date_updated: iso(worker.dateUpdated),
    friendly_name: worker.friendlyName,
    sid: worker.sid,
    workspace_sid: wire.workspaceSid,
    url: wire.url(path),
    links: {
      activity: wire.url(`/Activities/${activity.sid}`),
      channels: wire.url(`${path}/Channels`),
      reservations: wire.url(`${path}/Reservations`),
      worker_channels: wire.url(`${path}/Channels`),
      workspace: wire.url(''),
    },
  }
}

/** Docs: taskrouter/api/worker-channel#workerchannel-properties. */
export function workerChannelResource(wire: Wire, channel: WorkerChannel): Resource {
  const { store } = wire.context
  const reservations = reservationsOfWorker(store, channel.workerSid)
  return {
    account_sid: wire.accountSid,
    assigned_tasks: assignedTasks(channel, reservations),
    available: channel.available,
    available_capacity_percentage: availablePercentage(channel, reservations),
    configured_capacity: channel.configuredCapacity,
    date_created: iso(channel.dateCreated),
    date_updated: iso(channel.dateUpdated),
    sid: channel.sid,
    task_channel_sid: channel.taskChannelSid,
    task_channel_unique_name: recordOf(store.taskChannels, channel.taskChannelSid).uniqueName,
    worker_sid: channel.workerSid,
    workspace_sid: wire.workspaceSid,
    url: wire.url(`/Workers/${channel.workerSid}/Channels/${channel.sid}`),
  }
}

/** Docs: taskrouter/api/task#task-properties. */
export function taskResource(wire: Wire, task: Task): Resource {
  const { store, clock } = wire.context
  const path = `/Tasks/${task.sid}`
  return {
    account_sid: wire.accountSid,
    addons: '{}',
    age: Math.floor((clock.now() - task.dateCreated) / 1000),
    assignment_status: task.status,
    attributes: task.attributes,
    date_created: iso(task.dateCreated),
    date_updated: iso(task.dateUpdated),
    ignore_capacity: task.route.kind === 'worker' && task.route.ignoreCapacity,
    priority: task.priority,
    reason: task.reason,
    routing_target: task.routingTarget,
    sid: task.sid,
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: recordOf(store.taskChannels, task.taskChannelSid).uniqueName,
    task_queue_entered_date: task.queueEnteredAt === null ? null : iso(task.queueEnteredAt),
    task_queue_friendly_name: store.queues.get(task.taskQueueSid ?? '')?.friendlyName ?? null,
    task_queue_sid: task.taskQueueSid,
    timeout: task.timeout,
    virtual_start_time: iso(task.virtualStartTime),
    workflow_friendly_name: store.workflows.get(task.workflowSid ?? '')?.friendlyName ?? null,
    workflow_sid: task.workflowSid,
    workspace_sid: wire.workspaceSid,
    url: wire.url(path),
    links: {
      reservations: wire.url(`${path}/Reservations`),
      task_queue: task.taskQueueSid === null ? null : wire.url(`/TaskQueues/${task.taskQueueSid}`),
      workflow: task.workflowSid === null ? null : wire.url(`/Workflows/${task.workflowSid}`),
      workspace: wire.url(''),
    },
  }
}

/** `parent` is the path that it was asked under: a Task's or a Worker's. Docs: taskrouter/api/reservations. */
export function reservationResource(
  wire: Wire,
  reservation: Reservation,
  parent: string,
): Resource {
  return {
    account_sid: wire.accountSid,
    date_created: iso(reservation.dateCreated),
    date_updated: iso(reservation.dateUpdated),
    reservation_status: reservation.status,
    sid: reservation.sid,
    task_sid: reservation.taskSid,
    worker_name: reservation.workerName,
    worker_sid: reservation.workerSid,
    workspace_sid: wire.workspaceSid,
    url: wire.url(`${parent}/Reservations/${reservation.sid}`),
    links: {
      task: wire.url(`/Tasks/${reservation.taskSid}`),
      worker: wire.url(`/Workers/${reservation.workerSid}`),
      workspace: wire.url(''),
    },
  }
}
