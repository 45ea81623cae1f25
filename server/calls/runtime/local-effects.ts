import { createTimers } from '../../timers.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log/logger.ts'
import type { RunEffect } from './effect-queue.ts'
import type { Call } from '../model/call.ts'

/** The pause before a write that failed is tried again, ms. */
const RETRY_MS = 2000

interface Done {
  readonly effect: CallEffect
  readonly event: CallEvent | null
}

/** Runs the effects that only write to our own store: history and after-call work. Twilio cannot delay them. */
export interface LocalEffects {
  /** One after the other. A failed write stays pending, and `again` is called after a while. */
  run(call: Call, effects: readonly CallEffect[]): Promise<readonly Done[]>
  close(): void
}

export interface LocalEffectsDeps {
  readonly run: RunEffect
  readonly log: Logger
  readonly clock: Clock
}

export function createLocalEffects(
  { run: runEffect, log, clock }: LocalEffectsDeps,
  again: () => void,
): LocalEffects {
  const timers = createTimers(clock)
  return {
    async run(call, effects) {
      const done: Done[] = []
      for (const effect of effects) {
        try {
          const event = await runEffect(call, effect, 0)
          if (event?.kind !== 'postponed') done.push({ effect, event })
        } catch (error) {
          log.error({ err: error, callId: call.callId }, 'a local effect failed')
        }
      }
      if (done.length < effects.length) timers.set('again', clock.now() + RETRY_MS, again)
      return done
    },
    close: () => timers.clearAll(),
  }
}
