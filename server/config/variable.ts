import { z } from 'zod'

/** A whole number between two others, and what holds where none is given. */
export function wholeNumber(fallback: number, least: number, most: number) {
  const error = `is not a whole number from ${least} to ${most}`
  return z.coerce
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, { error })
    .default(fallback)
}

/** Names between commas. */
export function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
