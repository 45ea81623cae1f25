import { z } from 'zod'
import { formatDuration } from './duration.ts'

const instant = z.iso.datetime()

/** The time of a state: since when it holds, or until when. Instants are on the server's clock. */
export const stateTime = z.discriminatedUnion('counts', [
  z.strictObject({ counts: z.literal('up'), from: instant }),
  z.strictObject({ counts: z.literal('down'), to: instant }),
])
export type StateTime = z.infer<typeof stateTime>

/** Such as `7:42`. `now`: milliseconds on the server's clock. */
export function timeText(time: StateTime, now: number): string {
  return time.counts === 'up'
    ? formatDuration((now - Date.parse(time.from)) / 1000)
    : formatDuration(Math.ceil((Date.parse(time.to) - now) / 1000))
}
