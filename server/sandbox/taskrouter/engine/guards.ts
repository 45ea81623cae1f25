import { RestError } from '../../http/rest-error.ts'
import { reservationMayMove, taskMayMove } from '../model/moves.ts'
import type { Reservation, Task, Versioned } from '../model/work.ts'
import type { Context } from './context.ts'

const TASK_REFUSALS: Readonly<
  Record<'canceled' | 'completed' | 'wrapping', readonly [string, string]>
> = {
  canceled: ['cancel task', 'it is not pending or reserved.'],
  completed: ['complete task', 'it is not currently assigned.'],
  wrapping: ['wrap up a task', "it's not currently assigned."],
}

const RESERVATION_REFUSALS: Readonly<
  Record<'accepted' | 'rejected' | 'wrapping' | 'completed', readonly [string, string]>
> = {
  accepted: ['accept', 'it is not pending.'],
  rejected: ['reject', 'it is not pending.'],
  wrapping: ['wrap up', 'it is not accepted.'],
  completed: ['complete', 'it is not accepted or wrapping.'],
}

/** 400 unless the Task may move; the sentences are those that Twilio's API is known to answer. */
export function assertTaskMove(
  context: Context,
  task: Task,
  to: 'canceled' | 'completed' | 'wrapping',
): void {
  if (taskMayMove(task.status, to)) return
  const [verb, why] = TASK_REFUSALS[to]
  throw refusal(context, `${verb} ${task.sid}`, why)
}

/** 400 unless the Reservation may move; `code` is that of the instruction that moves it. */
export function assertReservationMove(
  context: Context,
  reservation: Reservation,
  to: 'accepted' | 'rejected' | 'wrapping' | 'completed',
  code?: number,
): void {
  if (reservationMayMove(reservation.status, to)) return
  const [verb, why] = RESERVATION_REFUSALS[to]
  throw refusal(context, `${verb} reservation ${reservation.sid}`, why, code)
}

/** 412 unless `If-Match`, when there is one, names the current version. Docs: taskrouter/api/task#etag. */
export function assertMatch(record: Versioned, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch === '' || ifMatch === '*') return
  const requested = ifMatch.replace(/^W\//, '').replaceAll('"', '')
  if (requested === String(record.version)) return
  throw new RestError(
    412,
    20412,
    `The version ${requested} does not match the current version ${record.version} of ${record.sid}`,
  )
}

function refusal(context: Context, what: string, why: string, code = 20001): RestError {
  const { accountSid, store } = context
  const where = `in workspace ${store.workspace.sid} for account ${accountSid}`
  return new RestError(400, code, `Cannot ${what} ${where} because ${why}`)
}
