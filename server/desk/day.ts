/** A day has 25 hours at most, and its neighbours are other days. */
const PAST_ANY_DAY_MS = 27 * 60 * 60_000

/** From its first instant to the first after it, milliseconds since the epoch. */
export interface Day {
  readonly begins: number
  readonly ends: number
}

/**
 * The calendar day in which an instant lies, in a time zone (IANA). Found by the dates themselves, for a day may have
 * 23 or 25 hours, and where the clocks change at midnight it does not begin at 0:00.
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

/** The first instant for which `holds`: not yet at `low`, and at `high`. */
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
