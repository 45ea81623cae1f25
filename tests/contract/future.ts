import { z } from 'zod'

/** A word that no version before it knows. */
export const FUTURE = 'from-the-future'

/** The same, as a newer server would say it: each object has one field more. */
export function fromTheFuture(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromTheFuture)
  if (typeof value !== 'object' || value === null) return value
  const known = Object.entries(value).map(([name, held]) => [name, fromTheFuture(held)] as const)
  return { ...Object.fromEntries(known), [FUTURE]: { more: [1] } }
}

type Path = readonly (string | number)[]

/** Where in `value` a word of a closed list stands, by the schema that reads it. */
export function wordsIn(schema: z.ZodType, value: unknown, path: Path = []): readonly Path[] {
  if (value === null || value === undefined) return []
  // The casts: zod knows its inner schemas as those of its core alone.
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return wordsIn(schema.unwrap() as z.ZodType, value, path)
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const element = schema.element as z.ZodType
    return value.flatMap((each, index) => wordsIn(element, each, [...path, index]))
  }
  if (schema instanceof z.ZodObject) {
    const held = new Map(Object.entries(value))
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      wordsIn(field as z.ZodType, held.get(name), [...path, name]),
    )
  }
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.map((option) => option as z.ZodType)
    const own = options.find((option) => option.safeParse(value).success)
    return own === undefined ? [] : wordsIn(own, value, path)
  }
  return schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral ? [path] : []
}

/** The same with another word there. */
export function replaced(value: unknown, [step, ...rest]: Path, word: unknown): unknown {
  if (step === undefined) return word
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) => (index === step ? replaced(each, rest, word) : each))
  }
  const held = value as Readonly<Record<string, unknown>>
  return { ...held, [step]: replaced(held[step], rest, word) }
}
