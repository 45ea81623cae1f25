import { z } from 'zod'
import { succeed, fail } from '../contract/result.ts'
import { acknowledge, answer } from './client.ts'
import type { TwilioClient } from './client.ts'
import type {
  Answer,
  OpenTasks,
  QueueFacts,
  ReservationRef,
  TaskGateway,
  TwilioFailure,
  WorkspaceFacts,
} from './gateway.ts'

type Workspace = ReturnType<TwilioClient['taskrouter']['v1']['workspaces']>

export function taskGateway(
  client: TwilioClient,
  sids: { readonly workspaceSid: string; readonly workflowSid: string },
): TaskGateway {
  const workspace = client.taskrouter.v1.workspaces(sids.workspaceSid)
  const update = (
    { taskSid, reservationSid }: ReservationRef,
    reservationStatus: WantedState,
    activitySid: string | null = null,
  ) => {
    const reservation = workspace.tasks(taskSid).reservations(reservationSid)
    const moved = activitySid === null ? {} : { workerActivitySid: activitySid }
    return settle(
      reservationStatus,
      () => reservation.update({ reservationStatus, ...moved }),
      async () => (await reservation.fetch()).reservationStatus,
    )
  }
  const endTask = (taskSid: string, assignmentStatus: 'canceled' | 'completed', reason: string) => {
    const task = workspace.tasks(taskSid)
    return settle(
      assignmentStatus,
      () => task.update({ assignmentStatus, reason }),
      async () => (await task.fetch()).assignmentStatus,
    )
  }
  return {
    acceptReservation: (ref) => update(ref, 'accepted'),
    rejectReservation: (ref, activitySid) => update(ref, 'rejected', activitySid),
    advanceReservation: (ref, to) => update(ref, to),
    createTask: ({ workerSid, attributes }) =>
      answer(async () => {
        const task = await workspace.tasks.create({
          workflowSid: sids.workflowSid,
          taskChannel: 'voice',
          routingTarget: workerSid,
          ignoreCapacity: 'true',
          attributes: JSON.stringify(attributes),
        })
        return { taskSid: task.sid }
      }),
    createQueueTask: ({ attributes, since }) =>
      answer(async () => {
        const task = await workspace.tasks.create({
          workflowSid: sids.workflowSid,
          taskChannel: 'voice',
          ...(since === null ? {} : { virtualStartTime: new Date(since) }),
          attributes: JSON.stringify(attributes),
        })
        return { taskSid: task.sid }
      }),
    pendingReservations: (taskSid) => answer(() => readPending(workspace, taskSid)),
    findTask: (attributes) =>
      answer(async () => {
        const evaluateTaskAttributes = expressionOf(attributes)
        const assignmentStatus = openStatus.options
        const wanted = { evaluateTaskAttributes, assignmentStatus, limit: 1 }
        const [task] = await workspace.tasks.list(wanted)
        return task === undefined ? null : { taskSid: task.sid }
      }),
    cancelTask: (taskSid, reason) => endTask(taskSid, 'canceled', reason),
    openTasks: () => answer(() => readOpenTasks(workspace)),
    completeTask: (taskSid, reason) => endTask(taskSid, 'completed', reason),
    workspace: () => answer(() => readWorkspace(workspace, sids.workflowSid)),
    queues: () => answer(() => readQueues(workspace)),
  }
}

/** Docs: taskrouter/expression-syntax. The values are ids of ours, without quotes. */
function expressionOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name} == "${value}"`)
    .join(' AND ')
}

type WantedState = 'accepted' | 'rejected' | 'wrapping' | 'completed' | 'canceled'

/** Final states. Docs: taskrouter/lifecycle-task-state, api/reservations. */
const OVER = new Set(['completed', 'rejected', 'timeout', 'canceled', 'rescinded'])

/**
 * TaskRouter refuses an update in the same way when the state is the wanted one already and when it can never be, and a lost
 * answer says nothing. So the state is read.
 */
async function settle(
  wanted: WantedState,
  update: () => Promise<unknown>,
  read: () => Promise<string>,
): Answer<null> {
  const updated = await acknowledge(update)
  if (updated.ok || !isInDoubt(updated.failure)) return updated
  const { failure } = updated
  const now = await answer(read)
  if (!now.ok) return now.failure.kind === 'gone' ? now : updated
  if (now.value === wanted || (wanted === 'wrapping' && now.value === 'completed'))
    return succeed(null)
  if (!OVER.has(now.value)) return updated
  const { status, message } = failure
  return fail({ kind: 'gone', status: status ?? 410, code: null, message, state: now.value })
}

/** After a 429 nothing was done, and a reading would only add requests. */
function isInDoubt(failure: TwilioFailure): boolean {
  return failure.kind === 'refused' || (failure.kind === 'unavailable' && failure.status !== 429)
}

async function readWorkspace(workspace: Workspace, workflowSid: string): Promise<WorkspaceFacts> {
  const [facts, activities, queues, workflow] = await Promise.all([
    workspace.fetch(),
    workspace.activities.list(),
    workspace.taskQueues.list(),
    workspace.workflows(workflowSid).fetch(),
  ])
  const offline =
    activities.find(({ friendlyName, available }) => friendlyName === 'Offline' && !available) ??
    activities.find(({ available }) => !available)
  if (offline === undefined) throw new Error('the Workspace has no activity that is not available')
  return {
    offlineActivitySid: offline.sid,
    timeoutActivitySid: facts.timeoutActivitySid || offline.sid,
    availableActivitySid: activities.find(({ available }) => available)?.sid ?? null,
    queueNames: new Map(queues.map(({ sid, friendlyName }) => [sid, friendlyName])),
    reservationTimeout: workflow.taskReservationTimeout,
  }
}

async function readPending(workspace: Workspace, taskSid: string) {
  const pending = await workspace
    .tasks(taskSid)
    .reservations.list({ reservationStatus: 'pending', limit: 10 })
  return Promise.all(
    pending.map(async ({ sid: reservationSid, workerSid }) => {
      const { attributes: workerAttributes } = await workspace.workers(workerSid).fetch()
      return { reservationSid, workerSid, workerAttributes }
    }),
  )
}

async function readQueues(workspace: Workspace): Promise<readonly QueueFacts[]> {
  const queues = await workspace.taskQueues.list()
  return Promise.all(
    queues.map(async ({ sid, friendlyName }) => {
      const now = await workspace.taskQueues(sid).realTimeStatistics().fetch()
      const count = tasksByStatus.parse(now.tasksByStatus)
      // A Worker with a Task of this queue is still available, but not free.
      const busy = count.reserved + count.assigned + count.wrapping
      return {
        queueSid: sid,
        name: friendlyName,
        waiting: count.pending + count.reserved,
        free: Math.max(0, now.totalAvailableWorkers - busy),
      }
    }),
  )
}

const openStatus = z.enum(['pending', 'reserved', 'assigned', 'wrapping'])
const MOST_TASKS = 2000

/** Twilio lists a Task for five minutes after its end. Such Tasks are left out here, so that the limit cuts off no open one. */
async function readOpenTasks(workspace: Workspace): Promise<OpenTasks> {
  const tasks = await workspace.tasks.list({
    ordering: 'DateCreated:asc',
    pageSize: 100,
    limit: MOST_TASKS,
  })
  const open = tasks.flatMap(({ sid: taskSid, assignmentStatus, age: ageSeconds, attributes }) => {
    const status = openStatus.safeParse(assignmentStatus)
    return status.success ? [{ taskSid, status: status.data, ageSeconds, attributes }] : []
  })
  return { tasks: open, whole: tasks.length < MOST_TASKS }
}

const count = z.number().default(0)
const tasksByStatus = z.object({
  pending: count,
  reserved: count,
  assigned: count,
  wrapping: count,
})
