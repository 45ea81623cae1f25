/** Whole days, the last one included. */
export interface Period {
  readonly start: Date
  readonly end: Date
}

const STARTS: Readonly<Record<string, (day: Date) => Date>> = {
  Daily: (day) => day,
  Monthly: (day) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1)),
  Yearly: (day) => new Date(Date.UTC(day.getUTCFullYear(), 0, 1)),
}

/** The subresources that tell a period by its days, months or years. */
export const STEPS = Object.keys(STARTS)

const DAY_MS = 86_400_000
/** Nobody requests more steps than a list's largest page has. */
const MOST = 1000

/** The days, months or years of `whole`, the newest first. Docs: usage/api/usage-record#list-subresources. */
export function periodsBy(step: string, whole: Period): readonly Period[] {
  const startOf = STARTS[step] ?? ((day: Date) => day)
  const periods: Period[] = []
  let { end } = whole
  while (end >= whole.start && periods.length < MOST) {
    const begun = startOf(end)
    const start = begun < whole.start ? whole.start : begun
    periods.push({ start, end })
    end = new Date(start.getTime() - DAY_MS)
  }
  return periods
}
