import { systemClock } from './clock.ts'
import { readTwilio } from './config/config.ts'
import type { Config, TwilioSettings } from './config/config.ts'
import type { FirstAccount } from './contract/hosted.ts'
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

interface Surroundings {
  readonly twilio: TwilioSettings
  readonly sandbox: SandboxDescription | null
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** Whatever is not ours to start is not ours to end. */
const notOurs = { ended: new Promise<void>(() => undefined), close: async () => undefined }

/** The given sandbox, the account of the settings, or else a sandbox of our own. */
async function findTwilio(config: Config, given: SandboxDescription | null): Promise<Surroundings> {
  if (given !== null) return { twilio: accountOf(given), sandbox: given, ...notOurs }
  if (config.kind === 'twilio') return { twilio: config.twilio, sandbox: null, ...notOurs }
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

/** What a starter that knows more than the settings hands over. */
export interface RunDeps {
  /** A sandbox that runs already. */
  readonly sandbox: SandboxDescription | null
  /** Somebody who may sign in, where nobody can make accounts by hand. */
  readonly firstAccount: FirstAccount | null
}

export const nothingGiven: RunDeps = { sandbox: null, firstAccount: null }

/** Starts the server by its settings. Throws when it cannot be. */
export async function run(config: Config, given: RunDeps): Promise<Running> {
  const { own } = config
  const log = createLogger(own.logLevel)
  const ground = await findTwilio(config, given.sandbox)
  const { twilio, sandbox } = ground
  const gateway = createTwilioGateway(twilio)
  const onSandbox = sandbox !== null
  const { firstAccount } = given
  const start = { own, twilio, onSandbox, gateway, clock: systemClock, log, firstAccount }
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
