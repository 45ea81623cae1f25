const dayMs = 86_400_000

/** Local midnight of the day of an instant. */
function dayOf(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

/** The number of local days from an instant to `now`: 0 today, 1 yesterday. A day of 23 or 25 hours counts as one. */
export function daysAgo(iso: string, now: number): number {
  return Math.round((dayOf(now) - dayOf(Date.parse(iso))) / dayMs)
}

/** Making a formatter takes a thousand times as long as using it, and a list of calls has one in each line. */
function keptFormat(options: Intl.DateTimeFormatOptions): (locale: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (locale) => {
    const format = made.get(locale) ?? new Intl.DateTimeFormat(locale, options)
    made.set(locale, format)
    return format
  }
}

const timeFormat = keptFormat({ hour: 'numeric', minute: '2-digit' })
const dateFormat = keptFormat({ weekday: 'short', day: 'numeric', month: 'short' })

/** `10:42`, as the language of the screens writes it. */
export function timeOfDay(iso: string, locale: string): string {
  return timeFormat(locale).format(new Date(iso))
}

/** The words of a day, and the language for its date. */
interface DayWords {
  readonly locale: string
  readonly recent: { readonly today: string; readonly yesterday: string }
}

/** The day in words: today, yesterday, or `Thu 12 Nov`. */
export function dayName(iso: string, now: number, { locale, recent }: DayWords): string {
  const ago = daysAgo(iso, now)
  if (ago === 0) return recent.today
  if (ago === 1) return recent.yesterday
  return dateFormat(locale).format(new Date(iso))
}
