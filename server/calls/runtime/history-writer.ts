import { createTimers } from '../../timers.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log/logger.ts'
import type { RunEffect } from './effect-queue.ts'
import type { Call } from '../model/call.ts'

/** After that a line that could not be written is tried again, ms. */
const RETRY_MS = 2000

interface Written {
  readonly effect: CallEffect
  readonly event: CallEvent | null
}

/** What a call writes in our own store, for which nothing is asked of Twilio. */
export interface HistoryWriter {
  /** One line after the other; what could not be written stays to be done, and `again` is called for it after a while. */
  write(call: Call, lines: readonly CallEffect[]): Promise<readonly Written[]>
  close(): void
}

export interface HistoryWriterDeps {
  readonly run: RunEffect
  readonly log: Logger
  readonly clock: Clock
}

export function createHistoryWriter(
  { run, log, clock }: HistoryWriterDeps,
  again: () => void,
): HistoryWriter {
  const timers = createTimers(clock)
  return {
    async write(call, lines) {
      const written: Written[] = []
      for (const effect of lines) {
        try {
          const event = await run(call, effect, 0)
          if (event?.kind !== 'postponed') written.push({ effect, event })
        } catch (error) {
          log.error({ err: error, callId: call.callId }, 'a line was not written in the books')
        }
      }
      if (written.length < lines.length) timers.set('again', clock.now() + RETRY_MS, again)
      return written
    },
    close: () => timers.clearAll(),
  }
}
