import { backOffMs } from '../calls/model/back-off.ts'
import { getRetryAfterMs } from '../calls/runtime/postponed.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { ReservationRef, TwilioFailure, TwilioGateway } from '../twilio/gateway.ts'
import { nameOf } from './wrap-up-key.ts'
import type { WrapUpKey } from './wrap-up-key.ts'

/** How often a refusal is taken for one of the moment: TaskRouter also refuses what is accepted only a little later. */
const REFUSALS = 8

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
  onClosed(key: WrapUpKey): Promise<void>
}

/** After-call work is over for the agent at once; telling TaskRouter may take a while, and must not be lost. */
export function createTaskCloser(deps: TaskCloserDeps): TaskCloser {
  const timers = createTimers(deps.clock)
  let stopped = false

  async function attempt(key: WrapUpKey, tried: number): Promise<void> {
    const { callId } = key
    for (const reservation of await deps.reservationsOf(key)) {
      const outcome = await deps.gateway.advanceReservation(reservation, 'completed')
      if (!outcome.ok && !isOver(outcome.failure, tried)) {
        deps.log.warn({ callId, failure: outcome.failure }, 'the Task stays open; trying again')
        retryLater(key, tried, outcome.failure)
        return
      }
      // Completed, canceled or deleted before: there is nothing left to close.
      if (!outcome.ok) deps.log.warn({ callId, failure: outcome.failure }, 'the Task was over')
    }
    await deps.onClosed(key)
  }

  function retryLater(key: WrapUpKey, tried: number, failure: TwilioFailure): void {
    if (stopped) return
    const at = deps.clock.now() + backOffMs(nameOf(key), tried, getRetryAfterMs(failure))
    timers.set(nameOf(key), at, () => start(key, tried + 1))
  }

  function start(key: WrapUpKey, tried: number): void {
    attempt(key, tried).catch((error: unknown) =>
      deps.log.error({ err: error, callId: key.callId }, 'closing a Task failed'),
    )
  }

  return {
    close: (key) => start(key, 0),
    stop() {
      stopped = true
      timers.clearAll()
    },
  }
}

function isOver({ kind }: TwilioFailure, tried: number): boolean {
  return kind === 'gone' || (kind === 'refused' && tried >= REFUSALS)
}
