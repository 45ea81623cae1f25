import type { Clock } from '../../clock.ts'
import { createTimers } from '../../timers.ts'
import type { CallEffect } from '../model/call-effect.ts'
import { backOffMs } from '../model/back-off.ts'
import type { Postponed } from './postponed.ts'

/** Postponed effects of one call. Other effects overtake them: none of them depends on the order. */
export interface Retries {
  /** Calls `again` after a pause that grows with `attempts`, how often the effect was postponed before. */
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
