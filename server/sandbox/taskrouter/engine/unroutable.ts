import { activeTransferOf } from '../model/store.ts'
import type { Context } from './context.ts'
import { cancelTask } from './task-end.ts'
import { failTransfer } from './transfer-end.ts'

/** The Workflow has nobody left for a Task: its transfer fails; without one the Task is canceled. */
export function giveUp(context: Context, sid: string, reason: string): void {
  const transfer = activeTransferOf(context.store, sid)
  if (transfer === null) cancelTask(context, sid, reason)
  else failTransfer(context, transfer, reason)
}
