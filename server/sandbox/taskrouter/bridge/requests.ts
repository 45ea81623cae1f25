import { z } from 'zod'
import { notFound } from '../../http/rest-error.ts'
import { channelsOfWorker, reservationsOfWorker } from '../model/store.ts'
import type { Stored } from '../model/workspace.ts'
import { listActivities } from '../operations/activities.ts'
import { createTaskFrom } from '../operations/create-task.ts'
import { findRecord } from '../operations/find-record.ts'
import { listQueues } from '../operations/queues.ts'
import { filterReservations, updateReservation } from '../operations/reservations.ts'
import { updateTask } from '../operations/update-task.ts'
import { listWorkers, updateWorker } from '../operations/workers.ts'
import { assertOwn, type BridgeCall } from './call.ts'
import {
  postCustomerParticipant,
  postHoldWorker,
  postKickWorker,
  postTransfer,
  postTransfers,
  postWorkerParticipant,
} from './participant-requests.ts'
import {
  activityPayload,
  channelPayload,
  listPayload,
  queuePayload,
  reservationAnswer,
  reservationPayload,
  taskPayload,
  workerPayload,
  type Payload,
} from './payloads.ts'

/** What the Worker SDK posts: another request, wrapped. */
export const requestSchema = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST']),
  params: z.record(z.string(), z.unknown()).default({}),
  token: z.string(),
})

type Handler = (call: BridgeCall, first: string, second: string) => Payload

const DEFAULT_PAGE_SIZE = 50

const HANDLERS: readonly (readonly [method: 'GET' | 'POST', path: RegExp, run: Handler])[] = [
  ['GET', /^Activities$/, listAllActivities],
  ['GET', /^Workers$/, listAllWorkers],
  ['GET', /^Workers\/(WK\w+)$/, (call, sid) => workerPayload(call.context, workerOf(call, sid))],
  ['POST', /^Workers\/(WK\w+)$/, postWorker],
  ['GET', /^Workers\/(WK\w+)\/WorkerChannels$/, listWorkerChannels],
  ['GET', /^Workers\/(WK\w+)\/Reservations$/, listWorkerReservations],
  ['GET', /^Workers\/(WK\w+)\/Reservations\/(WR\w+)$/, getReservation],
  ['POST', /^Workers\/(WK\w+)\/Reservations\/(WR\w+)$/, postReservation],
  ['POST', /^Workers\/(WK\w+)\/CustomerParticipant$/, postCustomerParticipant],
  ['POST', /^Workers\/(WK\w+)\/WorkerParticipant$/, postWorkerParticipant],
  ['POST', /^Workers\/(WK\w+)\/HoldWorkerParticipant$/, postHoldWorker],
  ['POST', /^Workers\/(WK\w+)\/KickWorkerParticipant$/, postKickWorker],
  ['POST', /^Workers\/(WK\w+)\/Transfers$/, postTransfers],
  ['POST', /^Workers\/(WK\w+)\/Transfers\/(TT\w+)$/, postTransfer],
  ['POST', /^Tasks\/(WT\w+)\/Reservations\/(WR\w+)$/, postTaskReservation],
  [
    'POST',
    /^Tasks$/,
    (call) => taskPayload(call.context, createTaskFrom(call.context, call.params)),
  ],
  ['GET', /^Tasks\/(WT\w+)$/, (call, sid) => taskPayload(call.context, taskOf(call, sid))],
  ['POST', /^Tasks\/(WT\w+)$/, postTask],
  ['GET', /^TaskQueues$/, listAllQueues],
  ['GET', /^TaskQueues\/(WQ\w+)$/, getQueue],
]

/** Answers one request of the event bridge. Throws RestError; a Worker may change itself and its work alone. */
export function answer(call: BridgeCall, method: 'GET' | 'POST', url: string): Payload {
  const path = /^\/?Workspaces\/(?<sid>WS\w+)\/(?<rest>[^?]+)$/.exec(url)?.groups
  if (path?.['sid'] !== call.context.store.workspace.sid) throw notFound(url)
  const rest = path['rest'] ?? ''
  for (const [verb, pattern, run] of HANDLERS) {
    const match = verb === method ? pattern.exec(rest) : null
    if (match !== null) return call.context.run(() => run(call, match[1] ?? '', match[2] ?? ''))
  }
  throw notFound(url)
}

function listAllActivities(call: BridgeCall): Payload {
  const activities = listActivities(call.context, {})
  return page(call, activities, (each) => activityPayload(call.context, each))
}

function listAllWorkers(call: BridgeCall): Payload {
  const workers = listWorkers(call.context, call.params)
  return page(call, workers, (each) => workerPayload(call.context, each))
}

function listAllQueues(call: BridgeCall): Payload {
  const queues = listQueues(call.context, call.params)
  return page(call, queues, (each) => queuePayload(call.context, each))
}

function getQueue(call: BridgeCall, sid: string): Payload {
  return queuePayload(call.context, findRecord(call.context.store.queues, sid, '/TaskQueues'))
}

function postWorker(call: BridgeCall, sid: string): Payload {
  assertOwn(call, sid)
  const worker = updateWorker(call.context, workerOf(call, sid), call.params, call.ifMatch)
  return workerPayload(call.context, worker)
}

function listWorkerChannels(call: BridgeCall, sid: string): Payload {
  const channels = channelsOfWorker(call.context.store, workerOf(call, sid).sid)
  return page(call, channels, (each) => channelPayload(call.context, each))
}

function listWorkerReservations(call: BridgeCall, sid: string): Payload {
  const all = reservationsOfWorker(call.context.store, workerOf(call, sid).sid)
  const reservations = filterReservations(all, call.params)
  return page(call, reservations, (each) => reservationPayload(call.context, each))
}

function getReservation(call: BridgeCall, workerSid: string, sid: string): Payload {
  return reservationPayload(call.context, reservationOf(call, workerSid, sid))
}

function postReservation(call: BridgeCall, workerSid: string, sid: string): Payload {
  assertOwn(call, workerSid)
  const reservation = updateReservation(
    call.context,
    call.calls,
    reservationOf(call, workerSid, sid),
    call.params,
    call.ifMatch,
  )
  return reservationAnswer(call.context, reservation)
}

/** Supervisor#monitor, and the same resource under its Task. */
function postTaskReservation(call: BridgeCall, taskSid: string, sid: string): Payload {
  const under = `/Tasks/${taskSid}/Reservations`
  const reservation = findRecord(call.context.store.reservations, sid, under)
  if (reservation.taskSid !== taskSid) throw notFound(`${under}/${sid}`)
  assertOwn(call, reservation.workerSid)
  const updated = updateReservation(
    call.context,
    call.calls,
    reservation,
    call.params,
    call.ifMatch,
  )
  return reservationAnswer(call.context, updated)
}

function postTask(call: BridgeCall, sid: string): Payload {
  const task = updateTask(call.context, taskOf(call, sid), call.params, call.ifMatch)
  return taskPayload(call.context, task)
}

function workerOf(call: BridgeCall, sid: string) {
  return findRecord(call.context.store.workers, sid, '/Workers')
}

function taskOf(call: BridgeCall, sid: string) {
  return findRecord(call.context.store.tasks, sid, '/Tasks')
}

function reservationOf(call: BridgeCall, workerSid: string, sid: string) {
  const under = `/Workers/${workerSid}/Reservations`
  const reservation = findRecord(call.context.store.reservations, sid, under)
  if (reservation.workerSid !== workerSid) throw notFound(`${under}/${sid}`)
  return reservation
}

function page<T extends Stored>(
  call: BridgeCall,
  records: readonly T[],
  payloadOf: (record: T) => Payload,
): Payload {
  const size = Number(call.params['PageSize'] ?? DEFAULT_PAGE_SIZE)
  const after = call.params['AfterSid'] ?? call.params['NextToken']
  const wanted = {
    size: Number.isInteger(size) && size > 0 ? size : DEFAULT_PAGE_SIZE,
    after: typeof after === 'string' ? after : null,
  }
  return listPayload(records, wanted, payloadOf)
}
