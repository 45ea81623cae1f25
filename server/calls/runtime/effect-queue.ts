import PQueue from 'p-queue'
import { createTimers } from '../../timers.ts'
import { backOffMs } from '../model/back-off.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Clock } from '../../clock.ts'
import type { Postponed } from './postponed.ts'
import type { Call } from '../model/call.ts'

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

export function createEffectQueue(deps: EffectQueueDeps): EffectQueue {
  const { run, clock, call, onEffectDone, guard } = deps
  const effects = new PQueue({ concurrency: 1 })
  const timers = createTimers(clock)
  let postponed = 0
  let closed = false

  function perform(effect: CallEffect, attempts = 0): void {
    const decidedOn = call()
    const work = effects.add(async () => {
      if (closed) return
      const event = await run(attempts === 0 ? decidedOn : call(), effect, attempts)
      if (event?.kind === 'postponed') performLater(effect, attempts, event)
      else await onEffectDone(effect, event)
    })
    guard(work)
  }

  /** Other effects overtake it: none of them depends on the order. */
  function performLater(effect: CallEffect, attempts: number, { retryAfterMs }: Postponed): void {
    if (closed) return
    postponed += 1
    const pause = backOffMs(`${call().callId} ${effect.kind}`, attempts, retryAfterMs)
    timers.set(`${postponed}`, clock.now() + pause, () => perform(effect, attempts + 1))
  }

  return {
    perform,
    async close() {
      closed = true
      timers.clearAll()
      await effects.onIdle()
    },
  }
}
