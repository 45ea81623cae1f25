import { createSerial } from '../../serial.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Clock } from '../../clock.ts'
import type { Postponed } from './postponed.ts'
import type { Call } from '../model/call.ts'
import { createRetries } from './retries.ts'

/** What Twilio is asked for one call: one effect at a time, in their order; one that is put off comes again later. */
export interface EffectQueue {
  /** `attempts`: how often it was put off before. */
  perform(effect: CallEffect, attempts?: number): void
  /** Resolves when what is under way is over. */
  close(): Promise<void>
}

/** `attempts`: how often the effect was put off before. */
export type RunEffect = (
  call: Call,
  effect: CallEffect,
  attempts: number,
) => Promise<CallEvent | Postponed | null>

export interface EffectQueueDeps {
  readonly run: RunEffect
  readonly clock: Clock
  readonly call: () => Call
  /** The effect is carried out, and this came of it. */
  onEffectDone(effect: CallEffect, event: CallEvent | null): Promise<void>
  guard(work: Promise<unknown>): void
}

export function createEffectQueue({
  run,
  clock,
  call,
  onEffectDone,
  guard,
}: EffectQueueDeps): EffectQueue {
  const effects = createSerial()
  const retries = createRetries(clock, call().callId)
  let closed = false

  function perform(effect: CallEffect, attempts = 0): void {
    const decidedOn = call()
    const again = () => perform(effect, attempts + 1)
    const work = effects.run(async () => {
      if (closed) return
      const event = await run(attempts === 0 ? decidedOn : call(), effect, attempts)
      if (event?.kind === 'postponed') return retries.add(effect, attempts, event, again)
      await onEffectDone(effect, event)
    })
    guard(work)
  }

  return {
    perform,
    async close() {
      closed = true
      retries.close()
      await effects.idle()
    },
  }
}
