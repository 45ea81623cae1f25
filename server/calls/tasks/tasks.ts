import type { EventFor, EventOf } from '../model/event-owner.ts'
import type { CallHandover } from '../model/phase.ts'
import type { Handover } from '../../contract/desk.ts'
import type { AgentTask, Call } from '../model/call.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Party } from '../model/party.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * A Task for an agent that TaskRouter did not choose, so that they have after-call work too. Somebody without a Worker
 * gets none.
 */
export function openTask(
  call: Call,
  { partyId, identity, workerSid }: Pick<Party, 'partyId' | 'identity' | 'workerSid'>,
  from: CallHandover | null,
): Step {
  if (identity === null || workerSid === null) return stay(call)
  if (call.tasks.some((task) => task.partyId === partyId)) return stay(call)
  const task: AgentTask = {
    partyId,
    identity,
    taskSid: null,
    reservationSid: null,
    accepted: false,
    due: null,
  }
  const handover = from === null ? null : toHandover(from)
  return {
    call: { ...call, tasks: [...call.tasks, task] },
    effects: [{ kind: 'create-task', partyId, workerSid, handover }],
  }
}

export function toHandover({ from, kind, reason, notes }: CallHandover): Handover {
  return { from, kind, reason, notes }
}

/** After a conversation the Task stays open for after-call work; without one it ends. */
export function closeTask(call: Call, partyId: string, due: 'wrapping' | 'completed'): Step {
  const task = call.tasks.find((each) => each.partyId === partyId)
  if (task === undefined || task.due !== null) return stay(call)
  const over = withTask(call, { ...task, due })
  const { taskSid, reservationSid, accepted } = task
  if (taskSid !== null && reservationSid === null)
    return { call: over, effects: [{ kind: 'cancel-task', taskSid }] }
  // An acceptance that is under way is answered by an event, which then settles it.
  return { call: over, effects: accepted ? settleReservation({ ...task, due }) : [] }
}

/** What TaskRouter says of an agent's Task, in any phase. */
export function onTaskEvent(call: Call, event: EventFor<'task'>): Step {
  switch (event.kind) {
    case 'task-created': {
      const task = call.tasks.find(({ partyId }) => partyId === event.partyId)
      if (task === undefined || task.taskSid !== null) return stay(call)
      const { taskSid } = event
      const effects = task.due === null ? [] : [{ kind: 'cancel-task', taskSid } as const]
      return { call: withTask(call, { ...task, taskSid }), effects }
    }
    case 'task-reserved': {
      // TaskRouter's callback may arrive before the answer to our own request.
      const task = call.tasks.find(({ partyId }) => partyId === event.partyId)
      if (task === undefined || task.reservationSid !== null) return stay(call)
      const { taskSid, reservationSid } = event
      return {
        call: withTask(call, { ...task, taskSid, reservationSid }),
        effects: [{ kind: 'accept-reservation', taskSid, reservationSid }],
      }
    }
    case 'task-found': {
      const part = call.tasks.find(({ taskSid }) => taskSid === event.taskSid)
      if (call.phase.kind !== 'ended' && part?.due !== 'completed') return stay(call)
      // No agent may be rung for it or kept from routing by it.
      const begun = event.status === 'assigned' || event.status === 'wrapping'
      const kind = begun ? 'complete-task' : 'cancel-task'
      return { call, effects: [{ kind, taskSid: event.taskSid }] }
    }
  }
}

/** The answer to the acceptance of an agent's own Task; null for the Reservation of the current phase. */
export function onTaskAcceptance(
  call: Call,
  event: EventOf<'accept-succeeded' | 'accept-failed'>,
): Step | null {
  const { reservationSid } = event
  const task = call.tasks.find((each) => each.reservationSid === reservationSid)
  if (task === undefined) return null
  if (task.accepted) return stay(call)
  if (event.kind === 'accept-succeeded') {
    const accepted = { ...task, accepted: true }
    return { call: withTask(call, accepted), effects: settleReservation(accepted) }
  }
  const { taskSid } = task
  // TaskRouter may have accepted it, which would keep the agent from routing.
  if (event.failure === 'unreachable' && taskSid !== null)
    return { call, effects: [{ kind: 'accept-reservation', taskSid, reservationSid }] }
  return stay(withTask(call, { ...task, reservationSid: null }))
}

export function withTask(call: Call, task: AgentTask): Call {
  const others = call.tasks.filter(({ partyId }) => partyId !== task.partyId)
  return { ...call, tasks: [...others, task] }
}

function settleReservation({ taskSid, reservationSid, due }: AgentTask): readonly CallEffect[] {
  if (taskSid === null || reservationSid === null || due === null) return []
  const kind = due === 'wrapping' ? 'wrap-reservation' : 'complete-reservation'
  return [{ kind, taskSid, reservationSid }]
}

/** The agent's Reservations that stay open until their after-call work is done. */
export function findReservationsInWrapUp({ tasks }: Pick<Call, 'tasks'>, identity: string) {
  return tasks
    .filter((task) => task.identity === identity && task.due === 'wrapping')
    .flatMap(({ taskSid, reservationSid }) =>
      taskSid === null || reservationSid === null ? [] : [{ taskSid, reservationSid }],
    )
}

/** A caller who is queued again gets a new Task there, with a ticket of its own. */
export function countQueuings(step: Step): Step {
  const { call, effects } = step
  const again = effects.some(({ kind }) => kind === 'requeue-caller')
  return again ? { call: { ...call, queuings: call.queuings + 1 }, effects } : step
}

/** From now on the Task of the caller's place in the queue is known by its SID. */
export function onQueueTaskSeen(
  call: Call,
  { queuing, taskSid }: EventOf<'queue-task-seen'>,
): Step {
  if (call.queueTasks.some((task) => task.queuing === queuing)) return stay(call)
  return stay({ ...call, queueTasks: [...call.queueTasks, { queuing, taskSid }] })
}
