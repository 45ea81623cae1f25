import { newSid } from '../../account.ts'
import type { Store } from './store.ts'
import type { Activity, Stored, TaskChannel, TaskQueue, Workflow } from './workspace.ts'

/** A record with a new SID. */
function newRecord(prefix: string, now: number): Stored {
  return { sid: newSid(prefix), dateCreated: now, dateUpdated: now }
}

export function freshActivity(now: number, friendlyName: string, available = false): Activity {
  return { ...newRecord('WA', now), friendlyName, available }
}

/** A TaskQueue of all Workers. */
export function freshQueue(now: number, friendlyName: string): TaskQueue {
  return {
    ...newRecord('WQ', now),
    friendlyName,
    targetWorkers: '1==1',
    maxReservedWorkers: 1,
    taskOrder: 'FIFO',
    reservationActivitySid: null,
    assignmentActivitySid: null,
  }
}

export function freshWorkflow(now: number, friendlyName: string, configuration: object): Workflow {
  return {
    ...newRecord('WW', now),
    friendlyName,
    configuration: JSON.stringify(configuration),
    assignmentCallbackUrl: null,
    fallbackAssignmentCallbackUrl: null,
    taskReservationTimeout: 120,
  }
}

/** The TaskChannels that every Workspace has from the beginning. */
export function freshChannels(now: number): {
  readonly voice: TaskChannel
  readonly standard: TaskChannel
  readonly chat: TaskChannel
} {
  const channel = (friendlyName: string, uniqueName: string): TaskChannel => ({
    ...newRecord('TC', now),
    friendlyName,
    uniqueName,
    optimizedRouting: false,
  })
  return {
    standard: channel('Default', 'default'),
    voice: channel('Voice', 'voice'),
    chat: channel('Programmable Chat', 'chat'),
  }
}

/** A Workspace without Workers and Tasks. */
export function freshStore(
  now: number,
  parts: {
    readonly friendlyName: string
    readonly defaultActivity: Activity
    readonly timeoutActivity: Activity
    readonly activities: readonly Activity[]
    readonly channels: readonly TaskChannel[]
    readonly queues: readonly TaskQueue[]
    readonly workflows: readonly Workflow[]
  },
): Store {
  return {
    workspace: {
      ...newRecord('WS', now),
      friendlyName: parts.friendlyName,
      defaultActivitySid: parts.defaultActivity.sid,
      timeoutActivitySid: parts.timeoutActivity.sid,
      eventCallbackUrl: '',
      eventsFilter: [],
      multiTaskEnabled: true,
      prioritizeQueueOrder: 'FIFO',
    },
    activities: mapBySid(parts.activities),
    taskChannels: mapBySid(parts.channels),
    queues: mapBySid(parts.queues),
    workflows: mapBySid(parts.workflows),
    workers: new Map(),
    workerChannels: new Map(),
    tasks: new Map(),
    reservations: new Map(),
    transfers: new Map(),
  }
}

function mapBySid<T extends Stored>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.sid, record]))
}
