import type { CallCommand } from './call-command.ts'
import type { CallEvent } from './call-event.ts'
import type { CallIn } from './call.ts'
import { stay } from './step.ts'
import type { Step } from './step.ts'

/** The call is over; what was still under way when it ended is put away. */
export function onceEnded(call: CallIn<'ended'>, event: CallEvent): Step {
  switch (event.kind) {
    case 'ring-created':
      return { call, commands: [{ kind: 'end-leg', callSid: event.callSid }] }
    case 'task-created':
      if (call.task !== null) return stay(call)
      return {
        call: { ...call, task: { taskSid: event.taskSid, reservationSid: null, accepted: false } },
        commands: [{ kind: 'cancel-task', taskSid: event.taskSid }],
      }
    case 'task-reserved': {
      const { taskSid, reservationSid } = event
      if (call.direction !== 'outbound') return stay(call)
      if (call.task !== null && call.task.reservationSid !== null) return stay(call)
      const task = { taskSid, reservationSid, accepted: false }
      const accept = { kind: 'accept-reservation', taskSid, reservationSid } as const
      return { call: { ...call, task }, commands: [accept] }
    }
    case 'accept-succeeded':
      return acceptedTooLate(call, event.reservationSid)
    default:
      return stay(call)
  }
}

/** TaskRouter took the acceptance of a call that had ended meanwhile: its Task must not stay open. */
function acceptedTooLate(call: CallIn<'ended'>, reservationSid: string): Step {
  const { task, phase } = call
  if (task === null || task.reservationSid !== reservationSid || task.accepted) return stay(call)
  const { taskSid } = task
  const kind = phase.talkedSince === null ? 'complete-reservation' : 'wrap-reservation'
  const command: CallCommand = { kind, taskSid, reservationSid }
  return {
    call: { ...call, task: { taskSid, reservationSid, accepted: true } },
    commands: [command],
  }
}
