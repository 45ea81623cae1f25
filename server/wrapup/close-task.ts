import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { ReservationRef, TwilioGateway } from '../twilio/gateway.ts'

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 60_000

export interface TaskCloser {
  /** Completes the call's reservation at TaskRouter, again and again until Twilio has answered. */
  close(callId: string): void
  stop(): void
}

export interface TaskCloserDeps {
  readonly clock: Clock
  readonly gateway: Pick<TwilioGateway, 'advanceReservation'>
  readonly log: Logger
  /** The call's reservation; null when it never had one. */
  reservationOf(callId: string): Promise<ReservationRef | null>
  closed(callId: string): Promise<void>
}

/** After-call work is over for the agent at once; telling TaskRouter may take a while, and must not be lost. */
export function createTaskCloser(deps: TaskCloserDeps): TaskCloser {
  const timers = createTimers(deps.clock)
  let stopped = false

  async function attempt(callId: string, retryMs: number): Promise<void> {
    const reservation = await deps.reservationOf(callId)
    if (reservation !== null) {
      const outcome = await deps.gateway.advanceReservation(reservation, 'completed')
      if (!outcome.ok && outcome.failure.kind === 'unreachable') {
        deps.log.warn({ callId, failure: outcome.failure }, 'the Task stays open; trying again')
        again(callId, retryMs)
        return
      }
      // Refused: completed, canceled or deleted before. There is nothing left to close.
      if (!outcome.ok) deps.log.warn({ callId, failure: outcome.failure }, 'the Task was over')
    }
    await deps.closed(callId)
  }

  function again(callId: string, retryMs: number): void {
    if (stopped) return
    const next = Math.min(retryMs * 2, LONGEST_RETRY_MS)
    timers.set(callId, deps.clock.now() + retryMs, () => start(callId, next))
  }

  function start(callId: string, retryMs: number): void {
    attempt(callId, retryMs).catch((error: unknown) =>
      deps.log.error({ err: error, callId }, 'closing a Task failed'),
    )
  }

  return {
    close: (callId) => start(callId, FIRST_RETRY_MS),
    stop() {
      stopped = true
      timers.clearAll()
    },
  }
}
