import { systemClock } from './clock.ts'
import { readTwilio } from './config/config.ts'
import type { Config, TwilioSettings } from './config/config.ts'
import { createLogger } from './log/logger.ts'
import type { Logger } from './log/logger.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'
import { environmentOf, startSandbox } from './start-sandbox.ts'
import type { SandboxDescription } from './start-sandbox.ts'
import { createTwilioGateway } from './twilio/twilio-gateway.ts'

/** What a started server says of itself. */
export interface Ready {
  readonly server: string
  readonly sandbox: SandboxDescription | null
  readonly demoAccounts: RunningServer['demoAccounts']
}

export interface Running {
  readonly ready: Ready
  readonly log: Logger
  /** Resolves when the sandbox that it has started ends, wanted or not; never without one. */
  readonly sandboxEnded: Promise<void>
  close(): Promise<void>
}

interface Ground {
  readonly twilio: TwilioSettings
  readonly sandbox: SandboxDescription | null
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** The given sandbox, the account of the settings, or else a sandbox of our own. */
async function findTwilio(config: Config, given: SandboxDescription | null): Promise<Ground> {
  const ended = new Promise<void>(() => undefined)
  const close = async () => undefined
  if (given !== null) return { twilio: accountOf(given), sandbox: given, ended, close }
  if (config.kind === 'twilio') return { twilio: config.twilio, sandbox: null, ended, close }
  const own = await startSandbox(config.own.sandboxPort)
  try {
    return { ...own, twilio: accountOf(own.description), sandbox: own.description }
  } catch (error) {
    await own.close()
    throw error
  }
}

function accountOf(sandbox: SandboxDescription): TwilioSettings {
  const twilio = readTwilio(environmentOf(sandbox))
  if (twilio.ok) return twilio.value
  throw new Error(`the sandbox described itself badly: ${twilio.failure.join('; ')}`)
}

/** Starts the server by its settings, on a sandbox that runs already where one is given. Throws when it cannot be. */
export async function run(config: Config, given: SandboxDescription | null): Promise<Running> {
  const { own } = config
  const log = createLogger(own.logLevel)
  const ground = await findTwilio(config, given)
  const { twilio, sandbox } = ground
  const gateway = createTwilioGateway(twilio)
  const onSandbox = sandbox !== null
  const start = { own, twilio, onSandbox, gateway, clock: systemClock, log }
  const server = await startServer(start).catch(async (error: unknown) => {
    await ground.close()
    throw error
  })
  return {
    ready: { server: server.url, sandbox, demoAccounts: server.demoAccounts },
    log,
    sandboxEnded: ground.ended,
    async close() {
      await server.close()
      await ground.close()
    },
  }
}
