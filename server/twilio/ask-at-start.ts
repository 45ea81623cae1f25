import { backOffMs } from '../calls/model/back-off.ts'
import type { Clock } from '../clock.ts'
import type { Answer, TwilioFailure } from './gateway.ts'

/** A quarter of a minute of Twilio's failure is no reason not to start. */
const TRIES = 5

/** Asks what a server cannot start without, again while Twilio is not available; a wrong key is told at once. */
export async function askAtStart<Value>(
  clock: Pick<Clock, 'after'>,
  request: () => Answer<Value>,
): Answer<Value> {
  for (let tried = 0; ; tried += 1) {
    const outcome = await request()
    if (outcome.ok || tried + 1 === TRIES || outcome.failure.kind !== 'unavailable') return outcome
    await pause(clock, backOffMs('start', tried, retryAfter(outcome.failure)))
  }
}

function retryAfter(failure: TwilioFailure): number | null {
  return failure.kind === 'unavailable' ? failure.retryAfterMs : null
}

function pause(clock: Pick<Clock, 'after'>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}
