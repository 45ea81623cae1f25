import { recordOf, reservationsOfTask } from '../model/store.ts'
import { isActive } from '../model/work.ts'
import { moveTask } from './change.ts'
import type { Context } from './context.ts'
import { completeTask } from './task-end.ts'

/**
 * Lets an assigned Task follow its Reservations: it wraps up with the last that was accepted, and completes with the
 * last of all. A Task that is being transferred waits for its next Worker instead.
 */
export function settleTask(context: Context, taskSid: string): void {
  const { status } = recordOf(context.store.tasks, taskSid)
  if (status !== 'assigned' && status !== 'wrapping') return
  const active = reservationsOfTask(context.store, taskSid).filter(isActive)
  if (active.length === 0) completeTask(context, taskSid, 'All reservations were completed')
  else if (status === 'assigned' && active.every((each) => each.status === 'wrapping')) {
    moveTask(context, taskSid, 'wrapping', null)
  }
}
