import { z } from 'zod'
import { newSid } from '../../account.ts'
import { badRequest } from '../../http/rest-error.ts'
import { evaluate } from '../expressions/evaluate.ts'
import { parseExpression } from '../expressions/parse.ts'
import { workersIn } from '../engine/candidates.ts'
import { changeWorker } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { assertMatch } from '../engine/guards.ts'
import { reject } from '../engine/outcomes.ts'
import { enterActivity } from '../engine/worker-activity.ts'
import { activityOf, channelsOfWorker, recordOf, reservationsOfWorker } from '../model/store.ts'
import { attributesOf, isActive, type Worker } from '../model/work.ts'
import type { Activity } from '../model/workspace.ts'
import { findNamedRecord } from './find-record.ts'
import { inOrder } from './ordering.ts'
import { addWorkerChannel } from './worker-channels.ts'
import { attributes, expression, flag, readParams, text, type Params } from './params.ts'

const creation = z.object({
  FriendlyName: text.min(1),
  ActivitySid: text.optional(),
  Attributes: attributes.optional(),
})

/** POST …/Workers: a Worker in the given or the default Activity, with capacity 1 on each channel. Docs: taskrouter/api/worker. */
export function createWorker(context: Context, params: Params): Worker {
  const given = readParams(creation, params)
  const { store } = context
  assertNameFree(context, given.FriendlyName, null)
  const now = context.clock.now()
  const stamp = { dateCreated: now, dateUpdated: now }
  const worker: Worker = {
    ...stamp,
    sid: newSid('WK'),
    version: 0,
    friendlyName: given.FriendlyName,
    attributes: given.Attributes ?? '{}',
    activitySid: findNamedRecord(
      store.activities,
      given.ActivitySid ?? store.workspace.defaultActivitySid,
      'ActivitySid',
    ).sid,
    dateStatusChanged: now,
  }
  store.workers.set(worker.sid, worker)
  for (const { sid: taskChannelSid } of store.taskChannels.values()) {
    addWorkerChannel(context, worker.sid, taskChannelSid)
  }
  context.emit({ kind: 'worker', type: 'worker.created', worker })
  return worker
}

const changes = z.object({
  FriendlyName: text.min(1).optional(),
  ActivitySid: text.optional(),
  Attributes: attributes.optional(),
  RejectPendingReservations: flag.optional(),
})

/** POST …/Workers/WK…. Docs: taskrouter/api/worker#update-a-worker-resource. */
export function updateWorker(
  context: Context,
  worker: Worker,
  params: Params,
  ifMatch: string | undefined,
): Worker {
  const given = readParams(changes, params)
  assertMatch(worker, ifMatch)
  const { sid } = worker
  if (given.ActivitySid !== undefined) {
    findNamedRecord(context.store.activities, given.ActivitySid, 'ActivitySid')
  }
  if (given.FriendlyName !== undefined) {
    assertNameFree(context, given.FriendlyName, sid)
    changeWorker(context, sid, { friendlyName: given.FriendlyName })
  }
  if (given.Attributes !== undefined) {
    const changed = changeWorker(context, sid, { attributes: given.Attributes })
    context.emit({ kind: 'worker', type: 'worker.attributes.update', worker: changed })
  }
  if (given.ActivitySid !== undefined) {
    enterActivity(context, sid, given.ActivitySid)
    if (given.RejectPendingReservations === true) rejectPending(context, sid)
  }
  return recordOf(context.store.workers, sid)
}

/**
 * Names are "case insensitive, and unique within the TaskRouter Workspace" (taskrouter/api/worker). Chosen, because no
 * document has the refusal: in the words and with the code of another name that is taken.
 */
function assertNameFree({ store }: Context, name: string, sid: string | null): void {
  const wanted = name.toLowerCase()
  const taken = [...store.workers.values()].some(
    (worker) => worker.sid !== sid && worker.friendlyName.toLowerCase() === wanted,
  )
  if (!taken) return
  throw badRequest(`Worker named ${name} already exists for workspace ${store.workspace.sid}`)
}

/**
 * DELETE …/Workers/WK…. Docs: taskrouter/api/worker#delete-a-worker-resource. Chosen, because the document is
 * silent: a Worker who has Reservations that are not over is kept, with 400.
 */
export function deleteWorker(context: Context, worker: Worker, ifMatch: string | undefined): void {
  assertMatch(worker, ifMatch)
  const { store } = context
  const reservations = reservationsOfWorker(store, worker.sid)
  if (reservations.some(isActive)) {
    throw badRequest(`Cannot delete worker ${worker.sid} because it has active reservations`)
  }
  for (const { sid } of reservations) store.reservations.delete(sid)
  for (const { sid } of channelsOfWorker(store, worker.sid)) store.workerChannels.delete(sid)
  // Emitted while it still exists: listeners read the rest of it.
  context.emit({ kind: 'worker', type: 'worker.deleted', worker })
  store.workers.delete(worker.sid)
}

const filters = z.object({
  FriendlyName: text.optional(),
  ActivityName: text.optional(),
  ActivitySid: text.optional(),
  Available: flag.optional(),
  TargetWorkersExpression: expression.optional(),
  TaskQueueSid: text.optional(),
  TaskQueueName: text.optional(),
  Ordering: text.optional(),
})

/** GET …/Workers. Docs: taskrouter/api/worker#read-multiple-worker-resources. */
export function listWorkers(context: Context, params: Params): readonly Worker[] {
  const { store } = context
  const given = readParams(filters, params)
  const target =
    given.TargetWorkersExpression === undefined
      ? null
      : parseExpression(given.TargetWorkersExpression)
  const members = membersOf(context, given.TaskQueueSid, given.TaskQueueName)
  const workers = [...store.workers.values()].filter((worker) => {
    const activity = activityOf(store, worker)
    return (
      (given.FriendlyName ?? worker.friendlyName) === worker.friendlyName &&
      (given.ActivityName ?? activity.friendlyName) === activity.friendlyName &&
      (given.ActivitySid ?? activity.sid) === activity.sid &&
      (given.Available ?? activity.available) === activity.available &&
      (target === null || (target.ok && evaluate(target.value, scopeOf(worker, activity)))) &&
      (members === null || members.has(worker.sid))
    )
  })
  return inOrder(workers, given.Ordering, {
    DateStatusChanged: (worker) => worker.dateStatusChanged,
  })
}

/** A Worker's attributes and the fields that an expression may name. Docs: taskrouter/api/worker. */
function scopeOf(worker: Worker, activity: Activity): Readonly<Record<string, unknown>> {
  return {
    ...attributesOf(worker),
    sid: worker.sid,
    friendly_name: worker.friendlyName,
    activity_sid: activity.sid,
    activity_name: activity.friendlyName,
  }
}

function membersOf(
  context: Context,
  queueSid: string | undefined,
  queueName: string | undefined,
): ReadonlySet<string> | null {
  if (queueSid === undefined && queueName === undefined) return null
  const queues = [...context.store.queues.values()].filter(
    (each) => each.sid === queueSid || each.friendlyName === queueName,
  )
  return new Set(queues.flatMap((queue) => workersIn(context, queue).map((each) => each.sid)))
}

function rejectPending(context: Context, workerSid: string): void {
  for (const reservation of reservationsOfWorker(context.store, workerSid)) {
    if (reservation.status === 'pending') reject(context, reservation.sid, null)
  }
}
