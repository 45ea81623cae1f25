import { backOffMs } from './calls/model/back-off.ts'
import type { Clock } from './clock.ts'
import type { Answer } from './twilio/gateway.ts'

/** Enough for a failure of Twilio that lasts a quarter of a minute. */
const TRIES = 5

/** Asks what a server needs for its start. Asks again while Twilio is unavailable; a wrong key fails at once. */
export async function askAtStart<Value>(
  clock: Pick<Clock, 'after'>,
  request: () => Answer<Value>,
): Answer<Value> {
  for (let tried = 0; ; tried += 1) {
    const outcome = await request()
    if (outcome.ok || tried + 1 === TRIES || outcome.failure.kind !== 'unavailable') return outcome
    const ms = backOffMs('start', tried, outcome.failure.retryAfterMs)
    await new Promise<void>((resolve) => {
      clock.after(ms, resolve)
    })
  }
}
