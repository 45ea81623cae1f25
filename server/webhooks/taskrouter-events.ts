import type { z } from 'zod'
import type { Call } from '../calls/call.ts'
import { findTask } from '../calls/own-tasks/task-tickets.ts'
import type { FoundTask } from '../calls/own-tasks/task-tickets.ts'
import type { WebhookDeps } from './deps.ts'
import { parseAttributes, taskAttributes } from './schemas.ts'
import type { eventForm } from './schemas.ts'

type EventForm = z.infer<typeof eventForm>

const OVER = new Set([
  'reservation.timeout',
  'reservation.canceled',
  'reservation.rescinded',
  'reservation.rejected',
])

/** What TaskRouter tells by itself: of its choices that are over, and of what others have done with Workers and Tasks. */
export async function takeEvent(deps: WebhookDeps, form: EventForm): Promise<void> {
  const { EventType } = form
  if (OVER.has(EventType)) return offerOver(deps, form)
  switch (EventType) {
    case 'worker.attributes.update': {
      const { WorkerSid, WorkerAttributes } = form
      if (WorkerSid && WorkerAttributes) deps.workers.trusts(WorkerSid, WorkerAttributes)
      return
    }
    case 'task.created':
    case 'reservation.created':
      await noteTask(deps, form)
      return
    case 'reservation.accepted':
      return accepted(deps, form)
  }
}

async function offerOver(
  deps: WebhookDeps,
  { ReservationSid, ResourceSid }: EventForm,
): Promise<void> {
  const reservationSid = ReservationSid ?? ResourceSid
  const call = deps.calls
    .all()
    .find(({ phase }) => 'offer' in phase && phase.offer.reservationSid === reservationSid)
  if (reservationSid === undefined || call === undefined) return
  await deps.calls.dispatch(call.callId, { kind: 'offer-over', reservationSid })
}

/** Whose Task it is that TaskRouter shows. One in a queue is known by its SID from then on; one that nobody of us made is ended. */
export async function noteTask(
  deps: WebhookDeps,
  form: Pick<EventForm, 'TaskSid' | 'TaskAttributes' | 'WorkflowSid' | 'WorkerSid'>,
): Promise<FoundTask | null> {
  const { TaskSid: taskSid, TaskAttributes: json } = form
  if (!taskSid || json === undefined) return null
  const shown = parseAttributes(taskAttributes, json)
  const found = findTask(await callsAnd(deps, shown?.call_id), deps.tickets, {
    taskSid,
    callId: shown?.call_id ?? null,
    partyId: shown?.party_id ?? null,
    ticket: shown?.ticket ?? null,
  })
  if (found.kind === 'queue') {
    const { callId } = found.call
    const { queuing } = found
    await deps.calls.dispatch(callId, { kind: 'queue-task-seen', queuing, taskSid })
  }
  if (found.kind === 'foreign') {
    const { WorkflowSid: workflowSid = null, WorkerSid: workerSid = null } = form
    deps.guard.tasks.foreign({ taskSid, workflowSid, workerSid })
  }
  return found
}

/** The calls in memory, and one that ended long ago if a Task still names it. */
async function callsAnd({ calls }: WebhookDeps, callId: string | undefined): Promise<Call[]> {
  const all = [...calls.all()]
  const late = callId === undefined || calls.find(callId) ? null : await calls.lookUp(callId)
  return late === null ? all : [...all, late]
}

/** The server accepts when the desk has answered, or at once where it made the Task itself; before that it was somebody else. */
async function accepted(
  deps: WebhookDeps,
  { TaskSid: taskSid, ReservationSid: reservationSid, WorkerSid: workerSid }: EventForm,
): Promise<void> {
  if (!taskSid || !reservationSid) return
  const call = deps.calls.all().find(({ phase, spentReservations, tasks }) => {
    const rings = phase.kind === 'offered' && phase.offer.reservationSid === reservationSid
    const spent = phase.kind === 'queued' && spentReservations.includes(reservationSid)
    return rings || (spent && !tasks.some((task) => task.reservationSid === reservationSid))
  })
  if (call === undefined) return
  const agent = workerSid === undefined ? null : await deps.workers.agentOf(workerSid)
  const { callId } = call
  deps.guard.alarms.raise('reservation-taken', { callId, identity: agent?.identity ?? null })
  deps.guard.calls.lookSoon()
  await deps.calls.dispatch(callId, { kind: 'offer-taken', taskSid, reservationSid })
}
