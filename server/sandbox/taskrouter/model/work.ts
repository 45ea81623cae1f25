import type { Cursor } from '../routing/walk.ts'
import type { Stored } from './workspace.ts'

/** A thing with optimistic locking: its version is the ETag, and `If-Match` must name it. */
export interface Versioned extends Stored {
  readonly version: number
}

/** Docs: taskrouter/api/worker. */
export interface Worker extends Versioned {
  readonly friendlyName: string
  /** JSON text, as it was given. */
  readonly attributes: string
  readonly activitySid: string
  readonly dateStatusChanged: number
}

/** Docs: taskrouter/api/worker-channel. */
export interface WorkerChannel extends Stored {
  readonly workerSid: string
  readonly taskChannelSid: string
  readonly configuredCapacity: number
  readonly available: boolean
  readonly lastReservedTime: number | null
}

export type TaskStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled'

/** How a Task finds its Worker. */
export type TaskRoute =
  | {
      readonly kind: 'workflow'
      readonly cursor: Cursor
      readonly filterEnteredAt: number
      /** Until the first try: `skip_if` counts only when nobody could be reserved at once. */
      readonly fresh: boolean
    }
  | { readonly kind: 'worker'; readonly workerSid: string; readonly ignoreCapacity: boolean }
  | { readonly kind: 'queue' }

/** What made a Task: `<Enqueue>`, or the REST API and the Worker SDK. */
export type TaskOrigin = 'enqueue' | 'rest'

/** Docs: taskrouter/api/task. */
export interface Task extends Versioned {
  readonly status: TaskStatus
  /** JSON text, as it was given. */
  readonly attributes: string
  readonly reason: string | null
  readonly priority: number
  /** Seconds that it may live before it is assigned. */
  readonly timeout: number
  readonly taskChannelSid: string
  readonly workflowSid: string | null
  readonly taskQueueSid: string | null
  readonly queueEnteredAt: number | null
  readonly virtualStartTime: number
  readonly routingTarget: string | null
  readonly route: TaskRoute
  /** TaskRouter follows the call of an `enqueue` Task alone, whatever the attributes of others say. */
  readonly origin: TaskOrigin
}

export type ReservationStatus =
  | 'pending'
  | 'accepted'
  | 'wrapping'
  | 'completed'
  | 'rejected'
  | 'timeout'
  | 'canceled'
  | 'rescinded'

/** Docs: taskrouter/api/reservations. */
export interface Reservation extends Versioned {
  readonly status: ReservationStatus
  readonly taskSid: string
  readonly workerSid: string
  readonly workerName: string
  readonly taskChannelSid: string
  /** Seconds to answer in. */
  readonly timeout: number
  /** Set while a conference instruction rings: the time-out then waits. */
  readonly onHold: boolean
  /** The Activity that a conference instruction asked for after the work. */
  readonly postWorkActivitySid: string | null
  /** The transfer that brought the Task to this Worker. */
  readonly transferSid: string | null
  /** Why a conference instruction could not be carried out: one of Twilio's error codes. */
  readonly canceledReasonCode: number | null
  /** The Worker's call, once it has answered. */
  readonly callSid: string | null
}

/** Counts against a Worker's capacity. */
export function isActive(reservation: Reservation): boolean {
  return ['pending', 'accepted', 'wrapping'].includes(reservation.status)
}

/** This Task cannot change any longer. */
export function isEnded(task: Task): boolean {
  return task.status === 'completed' || task.status === 'canceled'
}

/** Parsed attributes: always an object, because only objects are stored. */
export function attributesOf(owner: { readonly attributes: string }): Record<string, unknown> {
  const value: unknown = JSON.parse(owner.attributes)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
