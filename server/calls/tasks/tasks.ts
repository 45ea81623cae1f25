import type { EventFor, EventOf } from '../model/event-owner.ts'
import type { CallHandover } from '../model/phase.ts'
import type { Handover } from '../../contract/desk.ts'
import { getParties } from '../model/call.ts'
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
    held: false,
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

/**
 * After a conversation the Task stays open for after-call work; without one it ends. `held`: not before the customer's
 * next Task stands in the queue.
 */
export function closeTask(
  call: Call,
  partyId: string,
  due: 'wrapping' | 'completed',
  held = false,
): Step {
  const task = call.tasks.find((each) => each.partyId === partyId)
  if (task === undefined || task.due !== null) return stay(call)
  const over = withTask(call, { ...task, due, held })
  const { taskSid, reservationSid, accepted } = task
  if (taskSid !== null && reservationSid === null)
    return { call: over, effects: [{ kind: 'cancel-task', taskSid }] }
  // An acceptance that is under way is answered by an event, which then settles it.
  return { call: over, effects: accepted ? settleReservation({ ...task, due, held }) : [] }
}

/** What TaskRouter says of an agent's Task, in any phase. */
export function onTaskEvent(call: Call, event: EventFor<'task'>): Step {
  switch (event.kind) {
    case 'accept-succeeded':
    case 'accept-failed':
      return onAcceptance(call, event)
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

function onAcceptance(call: Call, event: EventOf<'accept-succeeded' | 'accept-failed'>): Step {
  const task = call.tasks.find((each) => each.reservationSid === event.reservationSid)
  if (task === undefined || task.accepted) return stay(call)
  if (event.kind === 'accept-succeeded') {
    const accepted = { ...task, accepted: true }
    return { call: withTask(call, accepted), effects: settleReservation(accepted) }
  }
  const { taskSid, due } = task
  if (call.queueTasks.some((each) => each.taskSid === taskSid)) return replaceTask(call, task)
  // The agent's part is over already, and would leave the Task open.
  const ends = taskSid !== null && due !== null ? [{ kind: 'cancel-task', taskSid } as const] : []
  return { call: withTask(call, { ...task, reservationSid: null }), effects: ends }
}

/**
 * An answer beats a Reservation: it timed out or was canceled while the agent answered. The agent gets a Task of their
 * own, and stays in routing. Nobody else is rung for the old one.
 */
function replaceTask(call: Call, task: AgentTask): Step {
  const { taskSid, reservationSid, partyId } = task
  if (taskSid === null || reservationSid === null) return stay(call)
  const workerSid = getParties(call.phase).find((each) => each.partyId === partyId)?.workerSid
  const freed = withTask(call, { ...task, taskSid: null, reservationSid: null })
  const ends: readonly CallEffect[] = [
    {
      kind: 'reject-reservation',
      taskSid,
      reservationSid,
      because: 'not-rung',
      ...(workerSid ? { workerSid } : {}),
    },
    { kind: 'cancel-task', taskSid },
  ]
  if (!workerSid || task.due !== null) return { call: freed, effects: ends }
  const handover = call.handover === null ? null : toHandover(call.handover)
  const own = { kind: 'create-task', partyId, workerSid, handover } as const
  return { call: freed, effects: [...ends, own] }
}

export function withTask(call: Call, task: AgentTask): Call {
  const others = call.tasks.filter(({ partyId }) => partyId !== task.partyId)
  return { ...call, tasks: [...others, task] }
}

function settleReservation({
  taskSid,
  reservationSid,
  due,
  held,
}: AgentTask): readonly CallEffect[] {
  if (taskSid === null || reservationSid === null || due === null || held) return []
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

/** The customer waits in a queue: a Task there, with a ticket of its own. */
export function createQueueTask(call: Call): Step {
  const queuing = call.queuings + 1
  return {
    call: { ...call, queuings: queuing },
    effects: [{ kind: 'create-queue-task', queuing }],
  }
}

/** From now on the customer's Task in the queue is known by its SID. One that nobody waits for any more is canceled. */
export function onQueueTaskSeen(
  call: Call,
  { queuing, taskSid }: EventOf<'queue-task-seen'>,
): Step {
  if (call.queueTasks.some((task) => task.queuing === queuing)) return stay(call)
  const { phase, queuings } = call
  const waits = (phase.kind === 'queued' && phase.placed) || phase.kind === 'reserved'
  const isWanted = waits && queuing === queuings
  return {
    call: { ...call, queueTasks: [...call.queueTasks, { queuing, taskSid }] },
    effects: isWanted ? [] : [{ kind: 'cancel-task', taskSid }],
  }
}

/** Whether a Reservation of this Task has come too late: the customer waits with another one. */
export function isFormerQueueTask({ queueTasks, queuings, phase }: Call, taskSid: string): boolean {
  const known = queueTasks.find((task) => task.taskSid === taskSid)
  if (known === undefined) return false
  return known.queuing !== queuings || (phase.kind === 'queued' && !phase.placed)
}

/** The customer waits in this queue no longer. One whose SID is not known yet is canceled when it is seen. */
export function cancelQueueTask(call: Call): readonly CallEffect[] {
  const now = findQueueTask(call)
  return now === null || call.tasks.some(({ taskSid }) => taskSid === now)
    ? []
    : [{ kind: 'cancel-task', taskSid: now }]
}

/** The SID of the Task of the customer's present place in a queue; null while it is not known. */
function findQueueTask({ queueTasks, queuings }: Call): string | null {
  return queueTasks.find(({ queuing }) => queuing === queuings)?.taskSid ?? null
}

function release(task: AgentTask): AgentTask {
  return { ...task, held: false }
}

/** The Tasks that were held end when the customer's next one stands in the queue, or when there will be none. */
export function settleHeldTasks(step: Step): Step {
  const { call, effects } = step
  const held = call.tasks.filter((task) => task.held)
  if (held.length === 0) return step
  const { phase } = call
  if (phase.kind === 'queued' && (!phase.placed || findQueueTask(call) === null)) return step
  const freed = held.map(release)
  const now = freed.reduce(withTask, call)
  const settled = freed.flatMap((task) => (task.accepted ? settleReservation(task) : []))
  return { call: now, effects: [...effects, ...settled] }
}
