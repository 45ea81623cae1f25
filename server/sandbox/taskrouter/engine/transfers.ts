import { newSid } from '../../account.ts'
import { recordOf } from '../model/store.ts'
import type { Transfer, TransferMode } from '../model/transfer.ts'
import type { Reservation, TaskRoute } from '../model/work.ts'
import { changeTask } from './change.ts'
import type { Context } from './context.ts'
import { enterQueue } from './task-create.ts'
import { changeTransfer, tellTransfer } from './transfer-change.ts'
import { returnTask } from './transfer-outcomes.ts'
import { startWorkflow } from './workflow-steps.ts'

export interface NewTransfer {
  readonly mode: TransferMode
  readonly type: Transfer['type']
  readonly to: string
  /** JSON text that replaces the Task's attributes; null leaves them. */
  readonly attributes: string | null
  readonly priority: number | null
}

/** Begins a transfer: the Task waits for its next Worker while the first one still has it. */
export function startTransfer(context: Context, from: Reservation, request: NewTransfer): Transfer {
  const { store } = context
  const { attributes, priority, ...given } = request
  const now = context.clock.now()
  const task = recordOf(store.tasks, from.taskSid)
  const transfer: Transfer = {
    ...given,
    sid: newSid('TT'),
    dateCreated: now,
    dateUpdated: now,
    taskSid: task.sid,
    status: 'initiated',
    failedReason: null,
    initiatingReservationSid: from.sid,
    initiatingWorkerSid: from.workerSid,
    initiatingQueueSid: task.taskQueueSid,
    initiatingWorkflowSid: task.workflowSid,
    before: {
      priority: task.priority,
      queueEnteredAt: task.queueEnteredAt,
      routingTarget: task.routingTarget,
    },
  }
  store.transfers.set(transfer.sid, transfer)
  const updated = changeTask(context, task.sid, {
    status: 'pending',
    route: routeOf(transfer, now),
    ...(transfer.type === 'WORKFLOW' ? { workflowSid: transfer.to, taskQueueSid: null } : {}),
    ...(attributes === null ? {} : { attributes }),
    ...(priority === null ? {} : { priority }),
  })
  tellTransfer(context, transfer, 'task.transfer-initiated')
  context.emit({ kind: 'task', type: 'task.updated', task: updated })
  if (transfer.type === 'QUEUE') enterQueue(context, task.sid, transfer.to)
  if (transfer.type === 'WORKFLOW') startWorkflow(context, task.sid)
  return recordOf(store.transfers, transfer.sid)
}

function routeOf({ type, to }: Transfer, now: number): TaskRoute {
  if (type === 'WORKER') return { kind: 'worker', workerSid: to, ignoreCapacity: false }
  if (type === 'QUEUE') return { kind: 'queue' }
  return { kind: 'workflow', cursor: { kind: 'default' }, filterEnteredAt: now, fresh: true }
}

/** The Worker who began the transfer cancels it: the new Worker's Reservation is canceled. */
export function cancelTransfer(context: Context, transfer: Transfer): Transfer {
  const canceled = changeTransfer(context, transfer.sid, { status: 'canceled', failedReason: null })
  returnTask(context, canceled)
  return canceled
}
