import type { Clock } from '../../clock.ts'
import { createTimers } from '../../timers.ts'
import type { CallCommand } from '../model/call-effect.ts'
import { backOffMs } from '../model/back-off.ts'
import type { PutOff } from './put-off.ts'

/** Commands of one call that wait to be carried out again. Others pass them: none of them has to come before another. */
export interface Retries {
  /** Runs `again` after a pause that grows with `tried`, how often the command was put off before. */
  add(command: CallCommand, tried: number, putOff: PutOff, again: () => void): void
  close(): void
}

export function createRetries(clock: Clock, callId: string): Retries {
  const timers = createTimers(clock)
  let count = 0
  let closed = false
  return {
    add({ kind }, tried, { retryAfterMs }, again) {
      if (closed) return
      count += 1
      const at = clock.now() + backOffMs(`${callId} ${kind}`, tried, retryAfterMs)
      timers.set(`${count}`, at, again)
    },
    close() {
      closed = true
      timers.clearAll()
    },
  }
}
