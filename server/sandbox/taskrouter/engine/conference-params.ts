import { badRequest } from '../../http/rest-error.ts'
import { known } from '../model/store.ts'
import { attributesOf, type Reservation, type Task } from '../model/work.ts'
import type { Params } from '../operations/params.ts'
import type { Context } from './context.ts'

/** Parameters that are about the Reservation or the customer, not about the Worker's Participant. */
const NOT_PARTICIPANT = new Set([
  'Instruction',
  'ReservationStatus',
  'To',
  'From',
  'PostWorkActivitySid',
  'WorkerActivitySid',
  'EndConferenceOnCustomerExit',
  'BeepOnCustomerEntrance',
])

export interface ConferenceParties {
  /** The customer's call. */
  readonly callSid: string
  /** The customer waits in a queue, or is in the Task's Conference already, as after a transfer. */
  readonly customer: 'queued' | 'in-conference'
  readonly to: string
  readonly from: string
}

/** Who a conference instruction brings together. Throws RestError for a Task without a call or nobody to ring. */
export function conferenceParties(
  context: Context,
  reservation: Reservation,
  params: Params,
): ConferenceParties {
  const task = known(context.store.tasks, reservation.taskSid)
  const attributes = attributesOf(task)
  const worker = attributesOf(known(context.store.workers, reservation.workerSid))
  const inConference = customerCallOf(task)
  const callSid = inConference ?? textParam(attributes['call_sid'])
  if (callSid === undefined) {
    throw badRequest(
      'The conference instruction can only be issued on a task that was created using the <Enqueue> TwiML verb.',
    )
  }
  const to = textParam(params['To']) ?? textParam(worker['contact_uri'])
  if (to === undefined) {
    throw badRequest("Conference instruction: no 'to', and the worker has no contact_uri attribute")
  }
  return {
    callSid,
    customer: inConference === undefined ? 'queued' : 'in-conference',
    to,
    from: textParam(params['From']) ?? textParam(attributes['from']) ?? '',
  }
}

/** The customer's call, once a conference instruction has connected it. */
export function customerCallOf(task: Task): string | undefined {
  const conference = objectOf(attributesOf(task)['conference'])
  return textParam(objectOf(conference['participants'])['customer'])
}

export function participantOptions(params: Params): Record<string, string | readonly string[]> {
  const options: Record<string, string | readonly string[]> = {}
  for (const [key, value] of Object.entries(params)) {
    if (NOT_PARTICIPANT.has(key) || value === undefined || value === null) continue
    options[key] = Array.isArray(value) ? value.map(String) : String(value)
  }
  return options
}

export function customerOptions(params: Params): Record<string, string> {
  const end = textParam(params['EndConferenceOnCustomerExit'])
  const beep = textParam(params['BeepOnCustomerEntrance'])
  return {
    ...(end === undefined ? {} : { EndConferenceOnExit: end }),
    ...(beep === undefined ? {} : { Beep: beep }),
  }
}

/** A parameter's text; undefined when it is absent or empty. */
export function textParam(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
