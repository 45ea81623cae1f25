import { recordOf } from '../model/store.ts'
import type { Transfer, TransferStatus } from '../model/transfer.ts'
import type { Context } from './context.ts'

/** Moves a transfer and emits its event. */
export function changeTransfer(
  context: Context,
  sid: string,
  change: {
    readonly status: Exclude<TransferStatus, 'initiated'>
    readonly failedReason: string | null
  },
): Transfer {
  const before = recordOf(context.store.transfers, sid)
  const transfer = { ...before, ...change, dateUpdated: context.clock.now() }
  context.store.transfers.set(sid, transfer)
  tellTransfer(context, transfer, `task.transfer-${change.status}`)
  return transfer
}

export function tellTransfer(
  context: Context,
  transfer: Transfer,
  type: `task.transfer-${TransferStatus | 'attempt-failed'}`,
): void {
  const task = recordOf(context.store.tasks, transfer.taskSid)
  context.emit({ kind: 'transfer', type, transfer, task })
}
