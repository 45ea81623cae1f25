import pino, { type DestinationStream } from 'pino'
import type { PageLogLine } from '../../../contract/diagnostics.ts'

/** A page in which something goes wrong again and again may write this many lines a minute. */
const MAX_LINES_PER_MINUTE = 3_000
const MINUTE_MS = 60_000

/** Writes the page's log lines, in the format of the other logs. Drops what exceeds the limit. */
export function createPageLog(
  file: DestinationStream,
  now: () => number,
): { write(lines: readonly PageLogLine[]): void } {
  // Each line has the time at which it happened in the page.
  const log = pino({ timestamp: false, base: { process: 'renderer' } }, file)
  let minute = 0
  let written = 0
  return {
    write(lines) {
      const current = Math.floor(now() / MINUTE_MS)
      if (current !== minute) [minute, written] = [current, 0]
      for (const { at, kind, details } of lines) {
        written += 1
        if (written > MAX_LINES_PER_MINUTE) return
        log.info({ time: new Date(at).toISOString(), ...details }, kind)
      }
    },
  }
}
