import { activeTransferOf, recordOf } from '../model/store.ts'
import { attributesOf, type Task } from '../model/work.ts'
import type { Workflow } from '../model/workspace.ts'
import { readConfiguration, type Plan } from '../routing/configuration.ts'
import {
  afterSkip,
  afterTimeout,
  enterWorkflow,
  filterNameAt,
  secondsUntilTimeout,
  targetAt,
  type Cursor,
} from '../routing/walk.ts'
import { changeTask } from './change.ts'
import type { Context } from './context.ts'
import { cancelTask } from './task-end.ts'
import { failTransfer } from './transfer-outcomes.ts'

const plans = new WeakMap<Workflow, Plan>()

/** The Workflow's configuration that a Task goes through; null for a Task that goes through none. */
export function planOf(context: Context, task: Task): Plan | null {
  return task.workflowSid === null
    ? null
    : planFor(recordOf(context.store.workflows, task.workflowSid))
}

/** A stored Workflow's plan. It was checked when it was stored, and its queues cannot be deleted. */
export function planFor(workflow: Workflow): Plan {
  const read = plans.get(workflow) ?? readStored(workflow)
  plans.set(workflow, read)
  return read
}

function readStored(workflow: Workflow): Plan {
  const read = readConfiguration(workflow.configuration, () => true)
  if (!read.ok) throw new Error(`Workflow ${workflow.sid} cannot be read: ${read.message}`)
  return read.plan
}

/** Puts a Task at its first step, or cancels it when no step of the Workflow fits. */
export function startWorkflow(context: Context, sid: string): void {
  const task = recordOf(context.store.tasks, sid)
  const plan = planOf(context, task)
  const first = plan === null ? null : enterWorkflow(plan, attributesOf(task))
  tell(context, task, 'workflow.entered', null)
  if (plan === null || first === null) {
    cancelOrReturn(context, sid, 'Task did not match any filter of the Workflow')
    return
  }
  enterTarget(context, sid, plan, first)
}

/** Moves a waiting Task past a step that timed out or was skipped; past the last one it is canceled. */
export function leaveTarget(context: Context, sid: string, why: 'timeout' | 'skipped'): void {
  const task = recordOf(context.store.tasks, sid)
  const plan = planOf(context, task)
  if (task.route.kind !== 'workflow') return
  const queue = context.store.queues.get(task.taskQueueSid ?? '')
  if (why === 'timeout' && queue !== undefined) {
    context.emit({ kind: 'task-queue', type: 'task-queue.timeout', task, queue })
  }
  if (why === 'skipped') {
    tell(
      context,
      task,
      'workflow.skipped',
      plan === null ? null : filterNameAt(plan, task.route.cursor),
    )
  }
  const after = why === 'timeout' ? afterTimeout : afterSkip
  const next = plan === null ? null : after(plan, attributesOf(task), task.route.cursor)
  if (plan !== null && next !== null) {
    enterTarget(context, sid, plan, next)
    return
  }
  tell(context, task, 'workflow.timeout', null)
  cancelOrReturn(context, sid, 'Task canceled on Workflow timeout')
}

/** No step of the Workflow fits the Task: it is canceled, or goes back to the Worker who transferred it. */
function cancelOrReturn(context: Context, sid: string, reason: string): void {
  const transfer = activeTransferOf(context.store, sid)
  if (transfer === null) cancelTask(context, sid, reason)
  else failTransfer(context, transfer, reason)
}

function enterTarget(context: Context, sid: string, plan: Plan, cursor: Cursor): void {
  const before = recordOf(context.store.tasks, sid)
  const target = targetAt(plan, cursor)
  if (target === null) throw new Error(`Workflow of ${sid} has no such target`)
  const now = context.clock.now()
  const filterEnteredAt = enteredFilterAt(before, cursor) ?? now
  const task = changeTask(context, sid, {
    route: { kind: 'workflow', cursor, filterEnteredAt, fresh: true },
    taskQueueSid: target.queue,
    queueEnteredAt: before.taskQueueSid === target.queue ? before.queueEnteredAt : now,
    ...(target.priority === null ? {} : { priority: target.priority }),
  })
  const name = filterNameAt(plan, cursor)
  tell(context, task, 'workflow.target-matched', name)
  if (before.taskQueueSid !== target.queue) {
    const queue = recordOf(context.store.queues, target.queue)
    const previousSid = before.taskQueueSid
    const told = { kind: 'task-queue', task, queue } as const
    if (previousSid === null) context.emit({ ...told, type: 'task-queue.entered' })
    else context.emit({ ...told, type: 'task-queue.moved', previousSid })
  }
  const seconds = secondsUntilTimeout(plan, cursor)
  if (seconds === null) context.timers.stop(`target:${sid}`)
  else armTarget(context, sid, filterEnteredAt + seconds * 1000)
}

/** A waiting Task starts its Workflow again: always, or when another filter is the first to match now. */
export function reevaluate(
  context: Context,
  sid: string,
  when: 'always' | 'moved' = 'moved',
): void {
  const task = recordOf(context.store.tasks, sid)
  const plan = planOf(context, task)
  if (plan === null || task.status !== 'pending' || task.route.kind !== 'workflow') return
  const { cursor } = task.route
  const first = enterWorkflow(plan, attributesOf(task))
  if (first === null) return
  if (when === 'always' || filterOf(first) !== filterOf(cursor)) {
    enterTarget(context, sid, plan, first)
  }
}

/** While a Reservation is pending the step's time continues; the Task leaves the step when the Reservation has ended. */
function armTarget(context: Context, sid: string, deadline: number): void {
  context.timers.start(`target:${sid}`, deadline - context.clock.now(), () =>
    context.run(() => {
      if (recordOf(context.store.tasks, sid).status === 'pending')
        leaveTarget(context, sid, 'timeout')
    }),
  )
}

/** A Task that waits again after its step ran out of time moves on at once. */
export function leaveIfOverdue(context: Context, task: Task): boolean {
  if (task.status !== 'pending' || task.route.kind !== 'workflow') return false
  const plan = planOf(context, task)
  const seconds = plan === null ? null : secondsUntilTimeout(plan, task.route.cursor)
  if (seconds === null || context.clock.now() < task.route.filterEnteredAt + seconds * 1000) {
    return false
  }
  leaveTarget(context, task.sid, 'timeout')
  return true
}

function enteredFilterAt(task: Task, next: Cursor): number | null {
  if (task.route.kind !== 'workflow' || task.taskQueueSid === null) return null
  const { cursor, filterEnteredAt } = task.route
  return filterOf(cursor) === filterOf(next) ? filterEnteredAt : null
}

function filterOf(cursor: Cursor): number | 'default' {
  return cursor.kind === 'default' ? 'default' : cursor.filter
}

function tell(
  context: Context,
  task: Task,
  type: 'workflow.entered' | 'workflow.timeout' | 'workflow.skipped' | 'workflow.target-matched',
  filterName: string | null,
): void {
  if (task.workflowSid === null) return
  const workflow = recordOf(context.store.workflows, task.workflowSid)
  context.emit({ kind: 'workflow', type, task, workflow, filterName })
}
