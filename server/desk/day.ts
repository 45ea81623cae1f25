/** Longer than any day, and shorter than two. */
const PAST_ANY_DAY_MS = 27 * 60 * 60_000

/** From its first instant to the first of the next day, ms since the epoch. */
export interface Day {
  readonly begins: number
  readonly ends: number
}

/**
 * The calendar day of an instant, in a time zone (IANA). It is searched by its date, because a day can have 23 or 25 hours, and
 * does not begin at 0:00 where the clocks change at midnight.
 */
export function dayAround(at: number, timeZone: string): Day {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const today = format.format(at)
  const isToday = (ms: number) => format.format(ms) === today
  return {
    begins: boundary(at - PAST_ANY_DAY_MS, at, isToday),
    ends: boundary(at, at + PAST_ANY_DAY_MS, (ms) => !isToday(ms)),
  }
}

/** The first instant for which `holds` is true. It is false at `low` and true at `high`. */
function boundary(low: number, high: number, holds: (ms: number) => boolean): number {
  let before = low
  let from = high
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (holds(middle)) from = middle
    else before = middle
  }
  return from
}
