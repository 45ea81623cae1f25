import { newSid } from '../../account.ts'
import { known } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation, Task } from '../model/work.ts'
import { changeTask } from './change.ts'
import type { Context } from './context.ts'
import { wrap } from './outcomes.ts'
import { enterQueue } from './task-queue.ts'
import { startWorkflow } from './workflow-steps.ts'

export interface NewTransfer {
  /** The transferor's, accepted. */
  readonly reservation: Reservation
  readonly mode: Transfer['mode']
  readonly type: Transfer['type']
  readonly to: string
  readonly priority: number | null
  readonly attributes: string | null
}

/** Sends an assigned Task on to another Worker, a queue or a Workflow. A cold transferor begins to wrap up. */
export function startTransfer(context: Context, request: NewTransfer): Transfer {
  const { reservation, mode, type, to } = request
  const now = context.clock.now()
  const task = known(context.store.tasks, reservation.taskSid)
  const transfer: Transfer = {
    sid: newSid('TT'),
    dateCreated: now,
    dateUpdated: now,
    taskSid: task.sid,
    mode,
    type,
    to,
    status: 'initiated',
    failedReason: null,
    reservationSid: reservation.sid,
    workerSid: reservation.workerSid,
    before: routingOf(task),
  }
  context.store.transfers.set(transfer.sid, transfer)
  const moving = changeTask(context, task.sid, {
    status: 'pending',
    routingTarget: to,
    ...(request.priority === null ? {} : { priority: request.priority }),
    ...(request.attributes === null ? {} : { attributes: request.attributes }),
  })
  context.emit({ kind: 'transfer', type: 'task.transfer-initiated', task: moving, transfer })
  if (mode === 'COLD') wrap(context, reservation.sid)
  send(context, transfer)
  return known(context.store.transfers, transfer.sid)
}

function routingOf(task: Task): Transfer['before'] {
  const { priority, queueEnteredAt, route, routingTarget, taskQueueSid, workflowSid } = task
  return { priority, queueEnteredAt, route, routingTarget, taskQueueSid, workflowSid }
}

function send(context: Context, { taskSid, type, to }: Transfer): void {
  if (type === 'WORKER') {
    const route = { kind: 'worker', workerSid: to, ignoreCapacity: true } as const
    changeTask(context, taskSid, { route })
  } else if (type === 'QUEUE') {
    changeTask(context, taskSid, { route: { kind: 'queue' } })
    enterQueue(context, taskSid, to)
  } else {
    changeTask(context, taskSid, { workflowSid: to })
    startWorkflow(context, taskSid)
  }
}
