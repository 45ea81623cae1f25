const dayMs = 86_400_000

/** Local midnight of the day of an instant. */
function dayOf(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

/** The number of local days from an instant to `now`: 0 today, 1 yesterday. A day of 23 or 25 hours counts as one. */
export function daysAgo(iso: string, now: number): number {
  return Math.round((dayOf(now) - dayOf(Date.parse(iso))) / dayMs)
}

/** `10:42`, as the language of the screens writes it. */
export function timeOfDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(
    new Date(iso),
  )
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
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(new Date(iso))
}
