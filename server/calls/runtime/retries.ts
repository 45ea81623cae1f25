import type { Clock } from '../../clock.ts'
import { createTimers } from '../../timers.ts'
import type { CallEffect } from '../model/call-effect.ts'
import { backOffMs } from '../model/back-off.ts'
import type { Postponed } from './postponed.ts'

/** Commands of one call that wait to be carried out again. Others pass them: none of them has to come before another. */
export interface Retries {
  /** Runs `again` after a pause that grows with `attempts`, how often the effect was put off before. */
  add(effect: CallEffect, attempts: number, putOff: Postponed, again: () => void): void
  close(): void
}

export function createRetries(clock: Clock, callId: string): Retries {
  const timers = createTimers(clock)
  let count = 0
  let closed = false
  return {
    add({ kind }, attempts, { retryAfterMs }, again) {
      if (closed) return
      count += 1
      const at = clock.now() + backOffMs(`${callId} ${kind}`, attempts, retryAfterMs)
      timers.set(`${count}`, at, again)
    },
    close() {
      closed = true
      timers.clearAll()
    },
  }
}
