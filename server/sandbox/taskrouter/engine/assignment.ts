import { newSid } from '../../account.ts'
import { evaluate } from '../expressions/evaluate.ts'
import { activeTransferOf, recordOf, reservationsOfTask } from '../model/store.ts'
import { attributesOf, type Reservation, type Task } from '../model/work.ts'
import type { Target } from '../routing/configuration.ts'
import { rankWorkers, type Candidate } from '../routing/choose.ts'
import { targetAt } from '../routing/walk.ts'
import { candidatesFor, presenceIn } from './candidates.ts'
import { changeTask } from './change.ts'
import type { Context } from './context.ts'
import { timeOut } from './outcomes.ts'
import { waitingTasks } from './waiting-tasks.ts'
import { enterQueueActivity } from './worker-activity.ts'
import { leaveIfOverdue, leaveTarget, planOf } from './workflow-steps.ts'

const DEFAULT_RESERVATION_SECONDS = 120
const ANYONE: Pick<Target, 'expression' | 'orderBy' | 'knownWorkerSid' | 'knownWorkerName'> = {
  expression: null,
  orderBy: [],
  knownWorkerSid: null,
  knownWorkerName: null,
}

/** Matches every waiting Task with the Workers who may take it, the most urgent Task first. */
export function assignWaitingTasks(context: Context): void {
  for (const { sid } of waitingTasks(context.store)) placeTask(context, sid)
}

function placeTask(context: Context, sid: string): void {
  for (;;) {
    const task = context.store.tasks.get(sid)
    if (task === undefined || (task.status !== 'pending' && task.status !== 'reserved')) return
    if (leaveIfOverdue(context, task)) continue
    const reserved = reserveWorkers(context, task)
    if (task.route.kind !== 'workflow' || !task.route.fresh) return
    changeRouteFreshness(context, sid)
    if (reserved || !shouldSkip(context, task)) return
    leaveTarget(context, sid, 'skipped')
  }
}

/** Reserves as many Workers as the queue asks for. True when the Task has a pending Reservation now. */
function reserveWorkers(context: Context, task: Task): boolean {
  const pending = reservationsOfTask(context.store, task.sid).filter(
    (each) => each.status === 'pending',
  )
  const requested = new Set(pending.map((each) => each.workerSid))
  const chosen = choose(context, task).filter((each) => !requested.has(each.sid))
  const wanted = seats(context, task) - pending.length
  for (const { sid } of chosen.slice(0, Math.max(0, wanted))) reserve(context, task.sid, sid)
  return pending.length + Math.min(chosen.length, Math.max(0, wanted)) > 0
}

function seats(context: Context, task: Task): number {
  if (task.route.kind === 'worker' || task.taskQueueSid === null) return 1
  return recordOf(context.store.queues, task.taskQueueSid).maxReservedWorkers
}

function choose(context: Context, task: Task): readonly Candidate[] {
  const { route } = task
  const candidates = candidatesFor(context, task)
  if (route.kind === 'worker') {
    return candidates.filter(
      (each) => each.sid === route.workerSid && (route.ignoreCapacity || each.free),
    )
  }
  if (task.taskQueueSid === null) return []
  const { targetWorkers } = recordOf(context.store.queues, task.taskQueueSid)
  return rankWorkers(candidates, { ...targetOf(context, task), targetWorkers }, attributesOf(task))
}

function targetOf(context: Context, task: Task): typeof ANYONE & { skipIf?: Target['skipIf'] } {
  if (task.route.kind !== 'workflow') return ANYONE
  const plan = planOf(context, task)
  return (plan === null ? null : targetAt(plan, task.route.cursor)) ?? ANYONE
}

function shouldSkip(context: Context, task: Task): boolean {
  const { skipIf = null } = targetOf(context, task)
  if (skipIf === null || task.taskQueueSid === null) return false
  const workers = presenceIn(context, recordOf(context.store.queues, task.taskQueueSid))
  return evaluate(skipIf, { workers, task: attributesOf(task) })
}

function changeRouteFreshness(context: Context, sid: string): void {
  const task = recordOf(context.store.tasks, sid)
  if (task.route.kind !== 'workflow') return
  // No visible change: the version stays.
  context.store.tasks.set(sid, { ...task, route: { ...task.route, fresh: false } })
}

function reserve(context: Context, taskSid: string, workerSid: string): void {
  const { clock, store, timers } = context
  const now = clock.now()
  const status = recordOf(store.tasks, taskSid).status
  const task =
    status === 'reserved' ? recordOf(store.tasks, taskSid) : reserveTask(context, taskSid)
  const worker = recordOf(store.workers, workerSid)
  const workflow = task.workflowSid === null ? undefined : store.workflows.get(task.workflowSid)
  const reservation: Reservation = {
    sid: newSid('WR'),
    dateCreated: now,
    dateUpdated: now,
    version: 0,
    status: 'pending',
    taskSid,
    workerSid,
    workerName: worker.friendlyName,
    taskChannelSid: task.taskChannelSid,
    timeout: workflow?.taskReservationTimeout ?? DEFAULT_RESERVATION_SECONDS,
    onHold: false,
    postWorkActivitySid: null,
    transferSid: activeTransferOf(store, taskSid)?.sid ?? null,
    callSid: null,
    canceledReasonCode: null,
  }
  store.reservations.set(reservation.sid, reservation)
  noteOnChannel(context, reservation)
  timers.start(`reservation:${reservation.sid}`, reservation.timeout * 1000, () =>
    context.run(() => timeOut(context, reservation.sid)),
  )
  context.emit({ kind: 'reservation', type: 'reservation.created', reservation, task, worker })
  enterQueueActivity(context, reservation, 'reservationActivitySid')
}

function reserveTask(context: Context, taskSid: string): Task {
  return changeTask(context, taskSid, { status: 'reserved' })
}

function noteOnChannel(context: Context, { workerSid, taskChannelSid }: Reservation): void {
  const { workerChannels } = context.store
  for (const channel of workerChannels.values()) {
    if (channel.workerSid !== workerSid || channel.taskChannelSid !== taskChannelSid) continue
    workerChannels.set(channel.sid, { ...channel, lastReservedTime: context.clock.now() })
  }
}
