import { z } from 'zod'

/** Any object. */
export const jsonObject = z.record(z.string(), z.unknown())

/** What the text holds, by its schema; null when it is no JSON or does not fit. */
export function parseJson<Shape extends z.ZodType>(
  schema: Shape,
  text: string,
): z.infer<Shape> | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
