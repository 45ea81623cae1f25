import type { PageLogLine } from '../../../contract/diagnostics.ts'

/** So much may a page that has gone wrong write in a minute. */
const MOST_A_MINUTE = 3_000
const MINUTE_MS = 60_000

/** Takes the page's lines down, as far as they come at a sane pace. */
export function createPageLog(
  file: { write(text: string): void },
  now: () => number,
): { write(lines: readonly PageLogLine[]): void } {
  let minute = 0
  let written = 0
  return {
    write(lines) {
      const current = Math.floor(now() / MINUTE_MS)
      if (current !== minute) [minute, written] = [current, 0]
      for (const { at, kind, details } of lines) {
        written += 1
        if (written > MOST_A_MINUTE) return
        const time = new Date(at).toISOString()
        file.write(`${JSON.stringify({ time, name: 'renderer', msg: kind, ...details })}\n`)
      }
    },
  }
}
