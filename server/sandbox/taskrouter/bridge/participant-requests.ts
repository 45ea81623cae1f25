import { badRequest } from '../../http/rest-error.ts'
import { findRecord } from '../operations/find-record.ts'
import { transferTask, updateTransfer } from '../operations/transfers.ts'
import type { BridgeCall } from './call.ts'
import { assertOwn } from './call.ts'
import { reservationAnswer, taskPayload, transferPayload, type Payload } from './payloads.ts'

/** Task#updateParticipant: the customer's hold. Docs: twilio-taskrouter.js. */
export function postCustomerParticipant(call: BridgeCall, workerSid: string): Payload {
  assertOwn(call, workerSid)
  const task = findTaskNamed(call)
  call.calls.participants.changeCustomer(task, call.params)
  return taskPayload(call.context, task)
}

/** Reservation#updateParticipant: the Worker's own leg. */
export function postWorkerParticipant(call: BridgeCall, workerSid: string): Payload {
  assertOwn(call, workerSid)
  const sid = textParam(call, 'ReservationSid')
  const reservation = findRecord(call.context.store.reservations, sid, '/Reservations')
  if (reservation.workerSid !== workerSid) {
    throw badRequest(`Reservation ${sid} is not of worker ${workerSid}`)
  }
  call.calls.participants.changeWorker(reservation, call.params)
  return reservationAnswer(call.context, reservation)
}

/** Task#hold: another Worker's leg. */
export function postHoldWorker(call: BridgeCall, workerSid: string): Payload {
  assertOwn(call, workerSid)
  const task = findTaskNamed(call)
  call.calls.participants.holdWorker(task, textParam(call, 'TargetWorkerSid'), call.params)
  return taskPayload(call.context, task)
}

/** Task#kick: takes another Worker's leg out. */
export function postKickWorker(call: BridgeCall, workerSid: string): Payload {
  assertOwn(call, workerSid)
  const task = findTaskNamed(call)
  call.calls.participants.kickWorker(task, textParam(call, 'TargetWorkerSid'))
  return taskPayload(call.context, task)
}

/** Task#transfer. */
export function postTransfers(call: BridgeCall, workerSid: string): Payload {
  assertOwn(call, workerSid)
  const transfer = transferTask(call.context, call.calls, workerSid, call.params)
  return transferPayload(call.context, transfer)
}

/** OutgoingTransfer#cancel. */
export function postTransfer(call: BridgeCall, workerSid: string, sid: string): Payload {
  assertOwn(call, workerSid)
  const transfer = updateTransfer(call.context, workerSid, sid, call.params)
  return transferPayload(call.context, transfer)
}

function findTaskNamed(call: BridgeCall) {
  return findRecord(call.context.store.tasks, textParam(call, 'TaskSid'), '/Tasks')
}

function textParam({ params }: BridgeCall, name: string): string {
  const value = params[name]
  if (typeof value === 'string' && value !== '') return value
  throw badRequest(`Missing required parameter ${name} in the post body`)
}
