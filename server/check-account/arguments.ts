import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fail, succeed } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'

export const USAGE = `npm run check-account -- --public-url https://… [options]

  --public-url URL     where Twilio reaches this program; it has to lead to --port
  --port N             the port on this machine (4410)
  --from NUMBER        a number of the account, from which the calls come (the account's first)
  --to NUMBER          a telephone that answers by itself and is the customer (none: a TwiML App is)
  --only E1,E2         only these experiments
  --calls-at-once N    how many calls the account may have at once, when you know it
  --json               one line of JSON on standard output
  --yes                do not ask before the calls begin`

const number = z.string().regex(/^\+[1-9]\d{1,14}$/, 'is not an E.164 number')
const whole = (least: number, most: number) =>
  z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(least, `is less than ${least}`)
    .max(most, `is more than ${most}`)

const options = z
  .object({
    'public-url': z.url({ protocol: /^https?$/, error: 'is not a URL' }).optional(),
    port: whole(0, 65_535).default(4410),
    from: number.optional(),
    to: number.optional(),
    only: z.string().optional(),
    'calls-at-once': whole(1, 10_000).optional(),
    json: z.boolean().default(false),
    yes: z.boolean().default(false),
    help: z.boolean().default(false),
  })
  .transform((given) => ({
    publicUrl: given['public-url'] ?? null,
    port: given.port,
    from: given.from ?? null,
    to: given.to ?? null,
    only: given.only?.split(',').map((id) => id.trim().toUpperCase()) ?? null,
    callsAtOnce: given['calls-at-once'] ?? null,
    json: given.json,
    yes: given.yes,
    help: given.help,
  }))

export type CheckOptions = Readonly<z.infer<typeof options>>

/** Reads the command line. The failure says what is wrong, one line for each option. */
export function readArguments(args: readonly string[]): Result<CheckOptions, readonly string[]> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'public-url': text,
        port: text,
        from: text,
        to: text,
        only: text,
        'calls-at-once': text,
        json: flag,
        yes: flag,
        help: flag,
      },
    })
    const read = options.safeParse(values)
    if (read.success) return succeed(read.data)
    return fail(read.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`))
  } catch (error) {
    return fail([error instanceof Error ? error.message : String(error)])
  }
}
