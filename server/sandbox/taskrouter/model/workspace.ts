/** The fields of every record; dates are milliseconds since the epoch. */
export interface Stored {
  readonly sid: string
  readonly dateCreated: number
  readonly dateUpdated: number
}

/** Docs: taskrouter/api/workspace. */
export interface Workspace extends Stored {
  readonly friendlyName: string
  /** Where a new Worker begins, and where a disconnected one ends. */
  readonly defaultActivitySid: string
  /** Where a Worker goes whose Reservation timed out. */
  readonly timeoutActivitySid: string
  readonly eventCallbackUrl: string
  /** The event types that are sent; empty is all. */
  readonly eventsFilter: readonly string[]
  readonly multiTaskEnabled: boolean
  readonly prioritizeQueueOrder: QueueOrder
}

export type QueueOrder = 'FIFO' | 'LIFO'

/** Docs: taskrouter/api/activity. */
export interface Activity extends Stored {
  readonly friendlyName: string
  readonly available: boolean
}

/** Docs: taskrouter/api/task-channel. */
export interface TaskChannel extends Stored {
  readonly friendlyName: string
  readonly uniqueName: string
  /** Only what a Worker did on this channel counts when the longest idle one is chosen. */
  readonly optimizedRouting: boolean
}

/** Docs: taskrouter/api/task-queue. */
export interface TaskQueue extends Stored {
  readonly friendlyName: string
  readonly targetWorkers: string
  readonly maxReservedWorkers: number
  readonly taskOrder: QueueOrder
  readonly reservationActivitySid: string | null
  readonly assignmentActivitySid: string | null
}

/** Docs: taskrouter/api/workflow. */
export interface Workflow extends Stored {
  readonly friendlyName: string
  /** JSON text, as it was given. */
  readonly configuration: string
  readonly assignmentCallbackUrl: string | null
  readonly fallbackAssignmentCallbackUrl: string | null
  readonly taskReservationTimeout: number
}
