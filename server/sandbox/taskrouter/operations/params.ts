import { z } from 'zod'
import { isDeepJson } from '../../deep-json.ts'
import { badRequest } from '../../http/rest-error.ts'
import { parseExpression } from '../expressions/parse.ts'

/** Parameters by their PascalCase names: form fields over REST, JSON values over the event bridge. */
export type Params = Readonly<Record<string, unknown>>

export const text = z.string()

export const whole = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/, 'not a whole number')
      .transform(Number),
  ])
  .pipe(z.number().int())

export const flag = z.union([
  z.boolean(),
  z.string().transform((value) => ['true', '1', 'yes'].includes(value.toLowerCase())),
])

/** ISO 8601 to milliseconds since the epoch. */
export const date = z
  .string()
  .transform((value) => Date.parse(value))
  .pipe(z.number())

/** One value or several: a repeated form key is an array. */
export const several = z.union([z.string().transform((value) => [value]), z.array(z.string())])

/** A JSON object, as text or as it is, to its text. */
export const attributes = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((value, check) => {
    const json = typeof value === 'string' ? readObject(value) : value
    if (json !== null && !isDeepJson(json)) {
      return typeof value === 'string' ? value : JSON.stringify(value)
    }
    const message = json === null ? 'not a JSON object' : 'nested too deeply'
    check.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** A TaskRouter expression, kept as text. */
export const expression = z.string().superRefine((value, check) => {
  const parsed = parseExpression(value)
  if (parsed.ok) return
  const message = `${parsed.message} at character ${parsed.at + 1}`
  check.addIssue({ code: 'custom', message })
})

/** Parses parameters or throws Twilio's 400; unknown ones are ignored. */
export function readParams<T>(schema: z.ZodType<T>, params: Params): T {
  const parsed = schema.safeParse(params)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badRequest(`Invalid parameter ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function readObject(text: string): object | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && !Array.isArray(json) ? json : null
  } catch {
    return null
  }
}
