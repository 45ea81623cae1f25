import type { Call } from '../calls/model/call.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import type { Logger } from '../log/logger.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'
import type { Assignment } from '../webhooks/schemas.ts'

interface PendingDeps {
  readonly log: Logger
  readonly calls: Pick<Calls, 'all'>
  readonly gateway: Pick<TwilioGateway, 'pendingReservations'>
  take(form: Assignment): void
}

/**
 * TaskRouter goes on choosing agents while the server is away, and takes one who is not rung out of routing. So their
 * desks ring as soon as the server is back.
 */
export async function takePendingReservations(deps: PendingDeps): Promise<void> {
  const waiting = deps.calls.all().flatMap((call) => findWaitingTask(call) ?? [])
  await Promise.all(waiting.map((taskSid) => takeOf(deps, taskSid)))
}

async function takeOf({ log, gateway, take }: PendingDeps, taskSid: string): Promise<void> {
  const pending = await gateway.pendingReservations(taskSid)
  if (!pending.ok) return log.warn({ taskSid, failure: pending.failure }, 'Reservations not read')
  for (const { reservationSid, workerSid, workerAttributes } of pending.value)
    take({
      TaskSid: taskSid,
      ReservationSid: reservationSid,
      WorkerSid: workerSid,
      WorkerAttributes: workerAttributes,
      // The Task is known by its SID.
      TaskAttributes: '{}',
    })
}

function findWaitingTask({ phase, queueTasks, queuings }: Call): string | null {
  if (phase.kind !== 'queued') return null
  return queueTasks.find(({ queuing }) => queuing === queuings)?.taskSid ?? null
}
