import { badRequest } from '../../http/rest-error.ts'
import { recordOf } from '../model/store.ts'
import { attributesOf, type Reservation, type Task } from '../model/work.ts'
import type { RingFailure, VoiceSide } from '../voice-side.ts'
import { textOf } from './instruction-params.ts'
import type { Context } from '../engine/context.ts'
import { CONFERENCE_CODES } from './instruction-codes.ts'

/** Where the customer of a Task is, for Voice. */
export type Customer =
  /** In a queue. */
  | { readonly kind: 'queued'; readonly callSid: string }
  /** Is in the Task's Conference already: the Task is being transferred. */
  | { readonly kind: 'joined'; readonly callSid: string }
  /** Is to be called once the Worker has answered. Docs: twilio-taskrouter.js (Worker#createTask). */
  | { readonly kind: 'outbound'; readonly to: string; readonly from: string }

/** 400 for a Task that has nobody to talk to. */
export function customerOf(context: Context, reservation: Reservation): Customer {
  const task = recordOf(context.store.tasks, reservation.taskSid)
  const attributes = attributesOf(task)
  const conferred = customerCallOf(task)
  if (reservation.transferSid !== null) {
    if (conferred !== null) return { kind: 'joined', callSid: conferred }
    const message = 'The task was transferred, and has no conference sid in its attributes.'
    throw badRequest(message, CONFERENCE_CODES.transferred)
  }
  const callSid = queuedCallOf(task)
  if (callSid !== null) return { kind: 'queued', callSid }
  const to = textOf(attributes['outbound_to'])
  if (to !== undefined) return { kind: 'outbound', to, from: textOf(attributes['from']) ?? '' }
  throw badRequest(
    'The conference instruction can only be issued on a task that was created using the <Enqueue> TwiML verb.',
    CONFERENCE_CODES.customer,
  )
}

/** The call that `<Enqueue>` made the Task for; null for a Task of the REST API, whatever its attributes say. */
export function queuedCallOf(task: Task): string | null {
  if (task.origin !== 'enqueue') return null
  return textOf(attributesOf(task)['call_sid']) ?? null
}

/** The customer's call in the Task's Conference; null when there is no such Conference. */
export function customerCallOf(task: Task): string | null {
  const participants = participantsOf(attributesOf(task))
  return textOf(participants['customer']) ?? null
}

/** `conference.participants` of a Task's attributes, or nothing. */
export function participantsOf(
  attributes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const conference = objectOf(attributes['conference'])
  return objectOf(conference['participants'])
}

/**
 * The number to ring and the caller to show. A given `From` must be one that the account may show, or the call is `refused`;
 * else it is that of the Task. 400 for a Worker who cannot be rung and for a `From` that is nobody, with the
 * instruction's codes. Docs: taskrouter/api/reservations (From), api/errors/40111, 40132, 40141.
 */
export function partiesOf(
  context: Context,
  voice: Pick<VoiceSide, 'callerFault'>,
  reservation: Reservation,
  given: { readonly To?: unknown; readonly From?: unknown },
  codes: { readonly to?: number; readonly from: number },
): { readonly to: string; readonly from: string; readonly refused: boolean } {
  const task = attributesOf(recordOf(context.store.tasks, reservation.taskSid))
  const to = textOf(given['To']) ?? contactOf(context, reservation.workerSid)
  if (to === undefined) {
    throw badRequest("There is no 'to', and the worker has no contact_uri attribute", codes.to)
  }
  const from = textOf(given['From'])
  if (from === undefined) return { to, from: textOf(task['from']) ?? '', refused: false }
  const fault = voice.callerFault(to, from)
  if (fault === 'invalid') throw badRequest(`Invalid 'from' parameter: ${from}`, codes.from)
  return { to, from, refused: fault === 'unverified' }
}

/** A call that cannot be made: it fails before anybody is rung. */
export function refuseCall({ onFailed }: { readonly onFailed: (reason: RingFailure) => void }): {
  cancel(): void
} {
  queueMicrotask(() => onFailed('failed'))
  return { cancel() {} }
}

/** A Worker's `contact_uri`. */
export function contactOf(context: Context, workerSid: string): string | undefined {
  return textOf(attributesOf(recordOf(context.store.workers, workerSid))['contact_uri'])
}

/** A part of the attributes that should be an object; any other value counts as absent. */
export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
