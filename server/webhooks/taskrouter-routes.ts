import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Call, Offer } from '../calls/call.ts'
import { isCustomer } from '../calls/internal.ts'
import { roomBeside } from '../calls/second-call.ts'
import { mayRejectAtOnce } from '../calls/turning-away.ts'
import { identityInAddress, parseIdentity } from '../identity.ts'
import type { WebhookDeps } from './deps.ts'
import {
  assignmentForm,
  eventForm,
  parseAttributes,
  taskAttributes,
  workerAttributes,
} from './schemas.ts'
import { webhookPaths } from './urls.ts'

type Assignment = z.infer<typeof assignmentForm>

const OVER = new Set([
  'reservation.timeout',
  'reservation.canceled',
  'reservation.rescinded',
  'reservation.rejected',
])

/** TaskRouter's side: whom it chose, and which of its choices are over. */
export function taskRouterRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      webhookPaths.assignment,
      { schema: { body: assignmentForm } },
      async (request, reply) => reply.send(await assign(deps, request.body)),
    )
    app.post(webhookPaths.events, { schema: { body: eventForm } }, async (request, reply) => {
      const { EventType, ReservationSid, ResourceSid } = request.body
      const reservationSid = ReservationSid ?? ResourceSid
      const call = deps.calls
        .all()
        .find(({ phase }) => 'offer' in phase && phase.offer.reservationSid === reservationSid)
      if (OVER.has(EventType) && reservationSid !== undefined && call !== undefined) {
        await deps.calls.dispatch(call.callId, { kind: 'offer-over', reservationSid })
      }
      return reply.code(204).send()
    })
  }
}

/**
 * Answers the assignment at once and rings afterwards: TaskRouter waits five seconds at most, and an
 * instruction's own failures are undocumented. To an agent who is in one conversation it is call waiting; whoever
 * has two calls, or one that is no conversation yet, gets no further one, and is rejected no faster than TaskRouter
 * can bear.
 */
async function assign(deps: WebhookDeps, form: Assignment): Promise<Record<string, string>> {
  const task = parseAttributes(taskAttributes, form.TaskAttributes)
  const call = task === null ? null : await deps.calls.lookUp(task.call_id)
  if (call === null) {
    deps.log.warn({ taskSid: form.TaskSid }, 'a Task of no call of ours was assigned')
    return {}
  }
  const { TaskSid: taskSid, ReservationSid: reservationSid } = form
  if (task?.party_id !== undefined) {
    tell(deps, call, { kind: 'task-reserved', partyId: task.party_id, taskSid, reservationSid })
    return {}
  }
  if (call.phase.kind === 'ended') {
    tell(deps, call, { kind: 'task-left', taskSid, status: 'reserved' })
    return {}
  }
  const worker = parseAttributes(workerAttributes, form.WorkerAttributes)
  const identity = worker === null ? null : identityInAddress(worker.contact_uri)
  if (identity === null || parseIdentity(identity)?.tenantId !== deps.tenant) {
    deps.log.warn({ taskSid }, 'a Worker who is no agent of ours was chosen')
    return { instruction: 'reject' }
  }
  const others = deps.calls.liveCallsOf(identity).filter(({ callId }) => callId !== call.callId)
  const room = roomBeside(others)
  const at = deps.clock.now()
  // A colleague who calls a queue may be the one whom TaskRouter finds free for it.
  if (room === 'none' || isCustomer(call, identity)) {
    const atOnce = mayRejectAtOnce(call, at)
    const workerSid = form.WorkerSid
    tell(deps, call, { kind: 'turned-away', atOnce, taskSid, reservationSid, workerSid })
    return atOnce ? { instruction: 'reject' } : {}
  }
  tell(deps, call, {
    kind: 'offered',
    offer: {
      ...offerOf(deps, form, { identity, name: worker?.name ?? null }, at),
      callWaiting: room === 'waiting',
    },
    waitedSeconds: Math.max(0, Math.round((at - call.queuedAt) / 1000)),
    queueName: deps.workspace.queueNames.get(form.TaskQueueSid ?? '') ?? null,
  })
  return {}
}

function offerOf(
  deps: WebhookDeps,
  form: Assignment,
  who: { readonly identity: string; readonly name: string | null },
  at: number,
): Omit<Offer, 'callWaiting'> {
  const { TaskSid: taskSid, ReservationSid: reservationSid, WorkerSid: workerSid } = form
  const seconds = Math.min(deps.ringSeconds, deps.workspace.reservationTimeout)
  const leg = { partyId: `agent_${reservationSid}`, ...who, workerSid, callSid: null }
  return {
    taskSid,
    reservationSid,
    leg,
    since: at,
    deadline: at + seconds * 1000,
    reservedUntil: at + deps.workspace.reservationTimeout * 1000,
  }
}

function tell(
  deps: WebhookDeps,
  call: Call,
  event: Parameters<typeof deps.calls.dispatch>[1],
): void {
  deps.calls
    .dispatch(call.callId, event)
    .catch((error: unknown) => deps.log.error({ err: error, callId: call.callId }, 'not taken'))
}
