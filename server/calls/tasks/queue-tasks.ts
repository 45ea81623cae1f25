import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** A caller who is put in a queue again gets another Task there, with a ticket of its own. */
export function countQueuings(step: Step): Step {
  const again = step.commands.some(({ kind }) => kind === 'requeue-caller')
  if (!again) return step
  return { ...step, call: { ...step.call, queuings: step.call.queuings + 1 } }
}

/** The Task that TaskRouter made of the caller's place in the queue is known by its SID from now on. */
export function queueTaskSeen(
  call: Call,
  { queuing, taskSid }: Extract<CallEvent, { kind: 'queue-task-seen' }>,
): Step {
  if (call.queueTasks.some((task) => task.queuing === queuing)) return stay(call)
  return stay({ ...call, queueTasks: [...call.queueTasks, { queuing, taskSid }] })
}
