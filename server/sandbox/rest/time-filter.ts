import { text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/

/** `Name=2026-01-01` is that day, `Name<=…` (sent as `Name<`) until it and `Name>=…` from it on. */
export function timeFilter(query: Form, name: string): (time: number | null) => boolean {
  const day = dateOf(query, name)
  const until = dateOf(query, `${name}<`)
  const from = dateOf(query, `${name}>`)
  return (milliseconds) => {
    // Twilio's times are whole seconds.
    const time = milliseconds === null ? null : Math.floor(milliseconds / 1000) * 1000
    if (day === null && until === null && from === null) return true
    if (time === null) return false
    if (day !== null && (time < day.start || time >= day.start + DAY_MS)) return false
    if (until !== null && time > until.end) return false
    return from === null || time >= from.start
  }
}

function dateOf(query: Form, key: string): { start: number; end: number } | null {
  const value = text(query, key)
  const start = value === undefined ? NaN : Date.parse(value)
  if (value === undefined || Number.isNaN(start)) return null
  return { start, end: BARE_DATE.test(value) ? start + DAY_MS - 1 : start }
}
