import { createSerial } from '../../serial.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Clock } from '../../clock.ts'
import type { Postponed } from './postponed.ts'
import type { Call } from '../model/call.ts'
import { createRetries } from './retries.ts'

/** Runs one call's effects at Twilio: one at a time, in order. A postponed effect is run again later. */
export interface EffectQueue {
  /** `attempts`: how often it was postponed before. */
  perform(effect: CallEffect, attempts?: number): void
  /** Resolves when the current effect is done. */
  close(): Promise<void>
}

/** `attempts`: how often the effect was postponed before. */
export type RunEffect = (
  call: Call,
  effect: CallEffect,
  attempts: number,
) => Promise<CallEvent | Postponed | null>

export interface EffectQueueDeps {
  readonly run: RunEffect
  readonly clock: Clock
  readonly call: () => Call
  /** The effect is done, with this result. */
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
