const NIGHT_HOUR = 3
const SPREAD_MS = 60 * 60_000

/**
 * How long from `wall` (ms since the epoch) until the next night's work, ms: between three and four o'clock in the server's
 * time zone, and not twice in one night. `random` is between 0 and 1.
 */
export function untilNight(wall: number, random: number): number {
  const night = new Date(wall)
  night.setHours(NIGHT_HOUR, 0, 0, 0)
  if (night.getTime() <= wall + SPREAD_MS) night.setDate(night.getDate() + 1)
  return night.getTime() + Math.floor(random * SPREAD_MS) - wall
}
