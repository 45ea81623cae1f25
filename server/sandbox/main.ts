import { parseArgs } from 'node:util'
import { z } from 'zod'
import { callsPerSecond, concurrentRequests } from './control/limit-routes.ts'
import { DEFAULT_LIMITS } from './limits/account-limits.ts'
import { startSandbox } from './sandbox.ts'
import { SIGNS_WITH } from './webhooks/signing.ts'

const NO_LIMIT = 'none'
const unlessNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === NO_LIMIT ? null : Number(value)), schema)

const flags = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  'calls-per-second': unlessNone(callsPerSecond),
  'concurrent-requests': unlessNone(concurrentRequests),
  'queue-participants': z.boolean(),
  'sign-with': z.enum(SIGNS_WITH),
})

/** How long an orderly stop may take, ms. */
const STOP_MS = 5000

/**
 * `node server/sandbox/main.ts --port N`: one line of JSON on stdout, then it runs until SIGINT or SIGTERM.
 * `--calls-per-second`, `--concurrent-requests` (a number or `none`) and `--queue-participants` set the account's limits; `--sign-with shared-key` signs webhooks so.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'calls-per-second': { type: 'string', default: String(DEFAULT_LIMITS.callsPerSecond) },
      'concurrent-requests': { type: 'string', default: NO_LIMIT },
      'queue-participants': { type: 'boolean', default: false },
      'sign-with': { type: 'string', default: 'auth-token' },
    },
  })
  const given = flags.parse(values)
  const sandbox = await startSandbox({
    port: given.port,
    signsWith: given['sign-with'],
    limits: {
      callsPerSecond: given['calls-per-second'],
      concurrentRequests: given['concurrent-requests'],
      queuesParticipants: given['queue-participants'],
    },
  })
  console.log(JSON.stringify(sandbox.description))
  const stop = () => {
    // What still hangs after that must not keep a stopped sandbox alive.
    setTimeout(() => process.exit(1), STOP_MS).unref()
    void sandbox.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // A program that starts us as its child holds our standard input, which closes when that program ends, in any way;
  // waiting for that does not keep the process alive.
  if (process.env['CORDBOARD_TIED'] === '1') process.stdin.once('end', stop).resume().unref()
}

function explain(error: unknown): string {
  if (error instanceof z.ZodError) {
    const said = error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`)
    return `sandbox: ${said.join('; ')}`
  }
  const message = error instanceof Error ? error.message : String(error)
  const inUse = message.includes('EADDRINUSE') ? ' (the port is in use)' : ''
  return `sandbox: ${message}${inUse}`
}

try {
  await main()
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
