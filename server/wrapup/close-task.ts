import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { ReservationRef, TwilioFailure, TwilioGateway } from '../twilio/gateway.ts'
import { nameOf } from './wrap-up-key.ts'
import type { WrapUpKey } from './wrap-up-store.ts'

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 60_000

export interface TaskCloser {
  /** Completes the agent's reservations for a call at TaskRouter, again and again until Twilio has answered. */
  close(key: WrapUpKey): void
  stop(): void
}

export interface TaskCloserDeps {
  readonly clock: Clock
  readonly gateway: Pick<TwilioGateway, 'advanceReservation'>
  readonly log: Logger
  /** The agent's reservations for the call that wait for after-call work. */
  reservationsOf(key: WrapUpKey): Promise<readonly ReservationRef[]>
  closed(key: WrapUpKey): Promise<void>
}

/** After-call work is over for the agent at once; telling TaskRouter may take a while, and must not be lost. */
export function createTaskCloser(deps: TaskCloserDeps): TaskCloser {
  const timers = createTimers(deps.clock)
  let stopped = false

  async function attempt(key: WrapUpKey, retryMs: number): Promise<void> {
    const { callId } = key
    for (const reservation of await deps.reservationsOf(key)) {
      const outcome = await deps.gateway.advanceReservation(reservation, 'completed')
      if (!outcome.ok && isOpen(outcome.failure)) {
        deps.log.warn({ callId, failure: outcome.failure }, 'the Task stays open; trying again')
        again(key, retryMs)
        return
      }
      // Completed, canceled or deleted before: there is nothing left to close.
      if (!outcome.ok) deps.log.warn({ callId, failure: outcome.failure }, 'the Task was over')
    }
    await deps.closed(key)
  }

  function again(key: WrapUpKey, retryMs: number): void {
    if (stopped) return
    const next = Math.min(retryMs * 2, LONGEST_RETRY_MS)
    timers.set(nameOf(key), deps.clock.now() + retryMs, () => start(key, next))
  }

  function start(key: WrapUpKey, retryMs: number): void {
    attempt(key, retryMs).catch((error: unknown) =>
      deps.log.error({ err: error, callId: key.callId }, 'closing a Task failed'),
    )
  }

  return {
    close: (key) => start(key, FIRST_RETRY_MS),
    stop() {
      stopped = true
      timers.clearAll()
    },
  }
}

/** Asked again, Twilio may do it after all. */
function isOpen({ kind }: TwilioFailure): boolean {
  return kind === 'unavailable' || kind === 'misconfigured'
}
