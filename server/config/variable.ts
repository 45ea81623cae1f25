import { z } from 'zod'

/** A whole number between two others, and the default. */
export function wholeNumber(fallback: number, least: number, most: number) {
  const error = `is not a whole number from ${least} to ${most}`
  return z.coerce
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, { error })
    .default(fallback)
}

/** One word of a list. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, { error: `is not one of ${words.join(', ')}` })
}

/** Elements between commas; none by default. */
export function listOf<Element>(element: z.ZodType<Element, string>) {
  return z.string().default('').transform(splitList).pipe(z.array(element))
}

/** The parts between commas. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
