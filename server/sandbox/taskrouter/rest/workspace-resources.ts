import { recordOf } from '../model/store.ts'
import type {
  Activity,
  Stored,
  TaskChannel,
  TaskQueue,
  Workflow,
  Workspace,
} from '../model/workspace.ts'
import { iso } from '../model/iso.ts'
import type { Wire } from './wire.ts'

type Resource = Record<string, unknown>

/** Docs: taskrouter/api/workspace#workspace-properties. */
export function workspaceResource(wire: Wire, workspace: Workspace): Resource {
  const { activities } = wire.context.store
  return {
    account_sid: wire.accountSid,
    date_created: iso(workspace.dateCreated),
    date_updated: iso(workspace.dateUpdated),
    default_activity_name: recordOf(activities, workspace.defaultActivitySid).friendlyName,
    default_activity_sid: workspace.defaultActivitySid,
    event_callback_url: workspace.eventCallbackUrl,
    events_filter: workspace.eventsFilter.length === 0 ? null : workspace.eventsFilter.join(','),
    friendly_name: workspace.friendlyName,
    multi_task_enabled: workspace.multiTaskEnabled,
    prioritize_queue_order: workspace.prioritizeQueueOrder,
    sid: workspace.sid,
    timeout_activity_name: recordOf(activities, workspace.timeoutActivitySid).friendlyName,
    timeout_activity_sid: workspace.timeoutActivitySid,
    url: wire.url(''),
    links: {
      activities: wire.url('/Activities'),
      task_channels: wire.url('/TaskChannels'),
      task_queues: wire.url('/TaskQueues'),
      tasks: wire.url('/Tasks'),
      workers: wire.url('/Workers'),
      workflows: wire.url('/Workflows'),
    },
  }
}

/** Docs: taskrouter/api/activity#activity-properties. */
export function activityResource(wire: Wire, activity: Activity): Resource {
  return {
    ...commonFields(wire, activity, `/Activities/${activity.sid}`),
    available: activity.available,
    friendly_name: activity.friendlyName,
  }
}

/** Docs: taskrouter/api/task-channel#taskchannel-properties. */
export function taskChannelResource(wire: Wire, channel: TaskChannel): Resource {
  return {
    ...commonFields(wire, channel, `/TaskChannels/${channel.sid}`),
    channel_optimized_routing: channel.optimizedRouting,
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
  }
}

/** Docs: taskrouter/api/task-queue#taskqueue-properties. */
export function queueResource(wire: Wire, queue: TaskQueue): Resource {
  const { activities } = wire.context.store
  const name = (sid: string | null) => activities.get(sid ?? '')?.friendlyName ?? null
  const path = `/TaskQueues/${queue.sid}`
  return {
    ...commonFields(wire, queue, path),
    assignment_activity_name: name(queue.assignmentActivitySid),
    assignment_activity_sid: queue.assignmentActivitySid,
    friendly_name: queue.friendlyName,
    max_reserved_workers: queue.maxReservedWorkers,
    reservation_activity_name: name(queue.reservationActivitySid),
    reservation_activity_sid: queue.reservationActivitySid,
    target_workers: queue.targetWorkers,
    task_order: queue.taskOrder,
    links: {
      real_time_statistics: wire.url(`${path}/RealTimeStatistics`),
      workspace: wire.url(''),
    },
  }
}

/** Docs: taskrouter/api/workflow#workflow-properties. */
export function workflowResource(wire: Wire, workflow: Workflow): Resource {
  return {
    ...commonFields(wire, workflow, `/Workflows/${workflow.sid}`),
    assignment_callback_url: workflow.assignmentCallbackUrl,
    configuration: workflow.configuration,
    document_content_type: 'application/json',
    fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl,
    friendly_name: workflow.friendlyName,
    task_reservation_timeout: workflow.taskReservationTimeout,
  }
}

function commonFields(wire: Wire, record: Stored, path: string): Resource {
  return {
    account_sid: wire.accountSid,
    date_created: iso(record.dateCreated),
    date_updated: iso(record.dateUpdated),
    sid: record.sid,
    workspace_sid: wire.workspaceSid,
    url: wire.url(path),
    links: { workspace: wire.url('') },
  }
}
