import { z } from 'zod'
import { instant } from '../clock.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { acknowledge, answer } from './client.ts'
import type { TwilioClient } from './client.ts'
import type {
  Answer,
  OpenTasks,
  QueueFacts,
  ReservationRef,
  TwilioFailure,
  TwilioGateway,
  WorkspaceFacts,
} from './gateway.ts'

type TaskRouterGateway = Pick<
  TwilioGateway,
  | 'acceptReservation'
  | 'rejectReservation'
  | 'advanceReservation'
  | 'createTask'
  | 'findTask'
  | 'cancelTask'
  | 'openTasks'
  | 'completeTask'
  | 'workspace'
  | 'ensureWorker'
  | 'setVoiceCapacity'
  | 'workers'
  | 'queues'
  | 'workerActivity'
  | 'setActivity'
>

type Workspace = ReturnType<TwilioClient['taskrouter']['v1']['workspaces']>

/** Tasks, Reservations and Workers of one Workspace. */
export function taskRouterGateway(
  client: TwilioClient,
  sids: { readonly workspaceSid: string; readonly workflowSid: string },
): TaskRouterGateway {
  const workspace = client.taskrouter.v1.workspaces(sids.workspaceSid)
  const reservation = ({ taskSid, reservationSid }: ReservationRef) =>
    workspace.tasks(taskSid).reservations(reservationSid)
  const update = async (
    ref: ReservationRef,
    to: WantedState,
    activitySid: string | null = null,
  ) => {
    const moved = activitySid === null ? {} : { workerActivitySid: activitySid }
    const asked = await acknowledge(() =>
      reservation(ref).update({ reservationStatus: to, ...moved }),
    )
    return readSettled(asked, to, async () => (await reservation(ref).fetch()).reservationStatus)
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
    findTask: (attributes) =>
      answer(async () => {
        const evaluateTaskAttributes = expressionOf(attributes)
        const assignmentStatus = ['pending', 'reserved', 'assigned', 'wrapping']
        const found = { evaluateTaskAttributes, assignmentStatus, limit: 1 }
        const [task] = await workspace.tasks.list(found)
        return task === undefined ? null : { taskSid: task.sid }
      }),
    cancelTask: (taskSid, reason) => endTask(workspace, taskSid, 'canceled', reason),
    openTasks: () => answer(() => readOpenTasks(workspace)),
    completeTask: (taskSid, reason) => endTask(workspace, taskSid, 'completed', reason),
    workspace: () => answer(() => readWorkspace(workspace, sids.workflowSid)),
    ensureWorker: (friendlyName, attributes) => ensureWorker(workspace, friendlyName, attributes),
    setVoiceCapacity: (workerSid, capacity) =>
      acknowledge(() => workspace.workers(workerSid).workerChannels('voice').update({ capacity })),
    workers: () =>
      answer(async () => {
        const workers = await workspace.workers.list()
        return workers.map(({ friendlyName, activityName, available }) => ({
          friendlyName,
          activityName,
          available,
        }))
      }),
    queues: () => answer(() => readQueues(workspace)),
    workerActivity: (workerSid) =>
      answer(async () => {
        const worker = await workspace.workers(workerSid).fetch()
        const { activitySid, available } = worker
        return { activitySid, available, changedAt: changedAt(worker) }
      }),
    setActivity: (workerSid, activitySid) =>
      answer(async () => {
        const worker = await workspace.workers(workerSid).update({ activitySid })
        return { changedAt: changedAt(worker) }
      }),
  }
}

async function endTask(
  workspace: Workspace,
  taskSid: string,
  to: 'canceled' | 'completed',
  reason: string,
): Answer<null> {
  const task = workspace.tasks(taskSid)
  const asked = await acknowledge(() => task.update({ assignmentStatus: to, reason }))
  return readSettled(asked, to, async () => (await task.fetch()).assignmentStatus)
}

/** Docs: taskrouter/expression-syntax. The values are ids of ours, without quotes. */
function expressionOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name} == "${value}"`)
    .join(' AND ')
}

type WantedState = 'accepted' | 'rejected' | 'wrapping' | 'completed' | 'canceled'

/** States that nothing leads out of. Docs: taskrouter/lifecycle-task-state, api/reservations. */
const OVER = new Set(['completed', 'rejected', 'timeout', 'canceled', 'rescinded'])

/**
 * To what does not fit a state TaskRouter says no in one and the same way, whether the state is the wanted one already or one
 * that will never do, and a lost answer says nothing: so what is true is read.
 */
async function readSettled(
  asked: Result<null, TwilioFailure>,
  wanted: WantedState,
  read: () => Promise<string>,
): Answer<null> {
  if (asked.ok || !isInDoubt(asked.failure)) return asked
  const { failure } = asked
  const now = await answer(read)
  if (!now.ok) return now.failure.kind === 'gone' ? now : asked
  if (now.value === wanted || (wanted === 'wrapping' && now.value === 'completed'))
    return succeed(null)
  if (!OVER.has(now.value)) return asked
  const { status, message } = failure
  return fail({ kind: 'gone', status: status ?? 410, code: null, message, state: now.value })
}

/** A request that Twilio had no room for was not carried out: reading would only add to it. */
function isInDoubt(failure: TwilioFailure): boolean {
  return failure.kind === 'refused' || (failure.kind === 'unavailable' && failure.status !== 429)
}

/** The SDK makes a Date of what is no date too, and TaskRouter has no stamp of a Worker that never changed. */
function changedAt({ dateStatusChanged }: { readonly dateStatusChanged: Date | null }): string {
  const ms = dateStatusChanged?.getTime() ?? Number.NaN
  return Number.isNaN(ms) ? '' : instant(ms)
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

async function readQueues(workspace: Workspace): Promise<readonly QueueFacts[]> {
  const queues = await workspace.taskQueues.list()
  return Promise.all(
    queues.map(async ({ sid, friendlyName }) => {
      const now = await workspace.taskQueues(sid).realTimeStatistics().fetch()
      const count = tasksByStatus.parse(now.tasksByStatus)
      // A Worker with a Task of this queue is available all the same, but not free.
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

/** Those that are over stand there for five minutes more; they are passed over here, so that none is missed. */
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

async function ensureWorker(
  workspace: Workspace,
  friendlyName: string,
  attributes: Readonly<Record<string, unknown>>,
): Answer<{ readonly workerSid: string; readonly attributes: string }> {
  const wanted = { friendlyName, attributes }
  const before = await answer(
    async () => (await workspace.workers.list({ friendlyName, limit: 1 }))[0] ?? null,
  )
  if (!before.ok) return before
  if (before.value !== null) return await completeWorker(workspace, before.value, wanted)
  const created = await answer(() =>
    workspace.workers.create({ friendlyName, attributes: JSON.stringify(attributes) }),
  )
  if (created.ok) {
    return succeed({ workerSid: created.value.sid, attributes: created.value.attributes })
  }
  // Names are unique without regard to case, and the list's filter may not be so lenient: another request has made the
  // Worker in the meantime, or somebody has made it with other capitals.
  const name = friendlyName.toLowerCase()
  const all = await answer(() => workspace.workers.list())
  const namesake = all.ok
    ? all.value.find((worker) => worker.friendlyName.toLowerCase() === name)
    : undefined
  return namesake === undefined ? created : await completeWorker(workspace, namesake, wanted)
}

/** Gives the Worker this name and these attributes. Skills and languages that an administrator has set stay as they are. */
async function completeWorker(
  workspace: Workspace,
  worker: { readonly sid: string; readonly friendlyName: string; readonly attributes: string },
  wanted: {
    readonly friendlyName: string
    readonly attributes: Readonly<Record<string, unknown>>
  },
): Answer<{ readonly workerSid: string; readonly attributes: string }> {
  const { friendlyName, attributes } = wanted
  const had = attributesOf(worker.attributes)
  const missing = Object.entries(attributes).some(([name, value]) => had[name] !== value)
  if (!missing && worker.friendlyName === friendlyName) {
    return succeed({ workerSid: worker.sid, attributes: worker.attributes })
  }
  const merged = JSON.stringify({ ...had, ...attributes })
  const updated = await acknowledge(() =>
    workspace.workers(worker.sid).update({ friendlyName, attributes: merged }),
  )
  return updated.ok ? succeed({ workerSid: worker.sid, attributes: merged }) : updated
}

function attributesOf(json: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}
