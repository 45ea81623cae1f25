import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { endRests } from '../calls/api/second-call.ts'
import { webhookPaths } from '../twilio/urls.ts'
import { assign } from './assign.ts'
import type { WebhookDeps } from './deps.ts'
import { recogniseTask } from './recognise-task.ts'
import { assignmentForm, eventForm } from './schemas.ts'
import type { EventForm } from './schemas.ts'

/** TaskRouter's webhooks: which agent it has chosen, and its events. */
export function taskRouterRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
  const { assignments } = deps
  return async (app) => {
    app.post(
      webhookPaths.assignment,
      { schema: { body: assignmentForm } },
      async (request, reply) => {
        const first = assignments.claim(request.body.ReservationSid)
        return reply.send(first ? await assign(deps, request.body) : {})
      },
    )
    app.post(webhookPaths.events, { schema: { body: eventForm } }, async (request, reply) => {
      await onTaskRouterEvent(deps, request.body)
      return reply.code(204).send()
    })
  }
}

/** Reservations that are over, and what others have done with Workers and Tasks. */
async function onTaskRouterEvent(deps: WebhookDeps, form: EventForm): Promise<void> {
  switch (form.EventType) {
    case 'worker.attributes.update': {
      const { WorkerSid, WorkerAttributes } = form
      if (WorkerSid && WorkerAttributes) deps.workers.trusts(WorkerSid, WorkerAttributes)
      return
    }
    case 'worker.activity.update': {
      const { WorkerSid, WorkerActivitySid } = form
      const isAway = WorkerActivitySid !== deps.workspace.availableActivitySid
      // Who is away must not be rung when the rest after a decline is over.
      if (WorkerSid && isAway) await endRests(deps.calls, WorkerSid)
      return
    }
    case 'task.created':
      await recogniseTask(deps, form)
      return
    case 'reservation.created': {
      await recogniseTask(deps, form)
      const told = assignmentForm.safeParse(form)
      if (told.success) deps.assignments.onReservationCreated(told.data)
      return
    }
    case 'reservation.accepted':
      return onReservationAccepted(deps, form)
    case 'reservation.timeout':
    case 'reservation.canceled':
    case 'reservation.rescinded':
    case 'reservation.rejected':
      return onReservationOver(deps, form)
  }
}

async function onReservationOver(
  deps: WebhookDeps,
  { EventType, ReservationSid, ResourceSid, WorkerSid }: EventForm,
): Promise<void> {
  const reservationSid = ReservationSid ?? ResourceSid
  if (reservationSid === undefined) return
  const call = deps.calls
    .all()
    .find(
      ({ phase }) => 'reservation' in phase && phase.reservation.reservationSid === reservationSid,
    )
  if (call === undefined) {
    // Nobody was rung for it, but TaskRouter has changed the Activity as after a missed call.
    const timedOut = EventType === 'reservation.timeout' && !isSpent(deps, reservationSid)
    if (timedOut && WorkerSid !== undefined) deps.assignments.returnToRouting(WorkerSid)
    return
  }
  await deps.calls.dispatch(call.callId, { kind: 'reservation-over', reservationSid })
}

/** The server accepts after the desk has answered, or at once when it made the Task. Earlier, somebody else has accepted. */
async function onReservationAccepted(
  deps: WebhookDeps,
  { TaskSid: taskSid, ReservationSid: reservationSid, WorkerSid: workerSid }: EventForm,
): Promise<void> {
  if (!taskSid || !reservationSid) return
  const call = deps.calls.all().find(({ phase, spentReservations, tasks }) => {
    const rings = phase.kind === 'reserved' && phase.reservation.reservationSid === reservationSid
    const spent = phase.kind === 'queued' && spentReservations.includes(reservationSid)
    return rings || (spent && !tasks.some((task) => task.reservationSid === reservationSid))
  })
  if (call === undefined) return
  const agent = workerSid === undefined ? null : await deps.workers.agentOf(workerSid)
  const { callId } = call
  deps.guard.alarms.raise('reservation-taken', { callId, identity: agent?.identity ?? null })
  deps.guard.calls.lookSoon()
  await deps.calls.dispatch(callId, {
    kind: 'reservation-accepted-elsewhere',
    taskSid,
    reservationSid,
  })
}

function isSpent({ calls }: WebhookDeps, reservationSid: string): boolean {
  return calls.all().some(({ spentReservations, tasks }) => {
    const own = tasks.some((task) => task.reservationSid === reservationSid)
    return own || spentReservations.includes(reservationSid)
  })
}
