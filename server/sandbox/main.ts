import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startSandbox } from './sandbox.ts'

const portSchema = z.coerce.number().int().min(0).max(65_535)

/** How long an orderly end may take, ms. */
const STOP_MS = 5000

/** `node server/sandbox/main.ts --port N`: one line of JSON on stdout, then it runs until SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
  const sandbox = await startSandbox({ port: portSchema.parse(values.port) })
  console.log(JSON.stringify(sandbox.description))
  const stop = () => {
    // Whatever still hangs then must not keep a stopped sandbox alive.
    setTimeout(() => process.exit(1), STOP_MS).unref()
    void sandbox.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // Whoever starts us as a part of itself holds our standard input, which ends with the starter, however that came;
  // waiting for that keeps nobody alive.
  if (process.env['CORDBOARD_TIED'] === '1') process.stdin.once('end', stop).resume().unref()
}

function explain(error: unknown): string {
  if (error instanceof z.ZodError) return 'sandbox: --port must be a number from 0 to 65535'
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
