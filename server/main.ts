import { systemClock } from './clock.ts'
import { readConfig, readTwilio } from './config/config.ts'
import type { Config, TwilioSettings } from './config/config.ts'
import { createLogger } from './log/logger.ts'
import { startServer } from './server.ts'
import { startSandbox } from './start-sandbox.ts'
import type { RunningSandbox } from './start-sandbox.ts'
import { createTwilioGateway } from './twilio/twilio-gateway.ts'

/** How long an orderly end may take, ms. */
const STOP_MS = 8000

/** The account of the environment, or else a sandbox of our own. */
async function findTwilio(
  config: Config,
): Promise<{ readonly twilio: TwilioSettings; readonly sandbox: RunningSandbox | null }> {
  if (config.kind === 'twilio') return { twilio: config.twilio, sandbox: null }
  const sandbox = await startSandbox(config.own.sandboxPort)
  const twilio = readTwilio(sandbox.environment)
  if (twilio.ok) return { twilio: twilio.value, sandbox }
  await sandbox.close()
  throw new Error(`the sandbox described itself badly: ${twilio.failure.join('; ')}`)
}

async function run(config: Config): Promise<void> {
  const { own } = config
  const log = createLogger(own.logLevel)
  const { twilio, sandbox } = await findTwilio(config)
  const onSandbox = sandbox !== null
  const gateway = createTwilioGateway(twilio)
  const start = { own, twilio, onSandbox, gateway, clock: systemClock, log }
  const server = await startServer(start).catch(async (error: unknown) => {
    await sandbox?.close()
    throw error
  })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    // Whatever still hangs then, a connection or a request to Twilio, must not keep a stopped server alive.
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await server.close()
    await sandbox?.close()
  }
  const stopAndSay = () =>
    void stop().catch((error: unknown) => {
      log.error({ err: error }, 'the server did not stop cleanly')
      process.exitCode = 1
    })
  process.once('SIGINT', stopAndSay)
  process.once('SIGTERM', stopAndSay)
  // Whoever starts us as a part of itself holds our standard input, which ends with the starter, however that came;
  // waiting for that keeps nobody alive.
  if (process.env['CORDBOARD_TIED'] === '1') process.stdin.once('end', stopAndSay).resume().unref()
  if (sandbox !== null) {
    const stopWithIt = () => {
      if (stopping) return
      log.error('the sandbox has ended; the server cannot go on without it')
      process.exitCode = 1
      stopAndSay()
    }
    sandbox.ended.then(stopWithIt, stopWithIt)
  }
  const ready = {
    server: server.url,
    sandbox: sandbox?.description ?? null,
    demoAccounts: server.demoAccounts,
  }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
}

const config = readConfig(process.env)
if (config.ok) {
  await run(config.value).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
} else {
  process.stderr.write(`The configuration is not complete:\n  ${config.failure.join('\n  ')}\n`)
  process.exitCode = 1
}
