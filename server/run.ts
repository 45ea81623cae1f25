import { systemClock } from './clock.ts'
import { readTwilio } from './config/config.ts'
import type { Config, TwilioSettings } from './config/config.ts'
import type { FirstAccount } from './contract/hosted.ts'
import { createLogger } from './log/logger.ts'
import type { Logger } from './log/logger.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'
import { environmentOf, linkPhones, startSandbox } from './start-sandbox.ts'
import type { SandboxDescription } from './start-sandbox.ts'
import { createTwilioGateway } from './twilio/twilio-gateway.ts'

/** The line that a started server prints. */
export interface Ready {
  readonly server: string
  readonly sandbox: SandboxDescription | null
  readonly demoAccounts: RunningServer['demoAccounts']
}

export interface Running {
  readonly ready: Ready
  readonly log: Logger
  /** Resolves when the sandbox that it has started ends, for any reason; never without one. */
  readonly sandboxEnded: Promise<void>
  close(): Promise<void>
}

interface FoundTwilio {
  readonly twilio: TwilioSettings
  readonly sandbox: SandboxDescription | null
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** What this program has not started, it does not end. */
const notOurs = { ended: new Promise<void>(() => undefined), close: async () => undefined }

/** The given sandbox, the account of the settings, or a sandbox that is started here. */
async function findTwilio(config: Config, given: SandboxDescription | null): Promise<FoundTwilio> {
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

export interface RunOptions {
  /** A sandbox that runs already. */
  readonly sandbox?: SandboxDescription | null
  /** Somebody who can sign in, where nobody can make accounts by hand. */
  readonly firstAccount?: FirstAccount | null
}

/** Starts the server by its settings. Throws when it cannot start. */
export async function run(config: Config, options: RunOptions = {}): Promise<Running> {
  const { own } = config
  const { firstAccount = null } = options
  const log = createLogger(own.logLevel)
  const found = await findTwilio(config, options.sandbox ?? null)
  const { twilio, sandbox } = found
  const gateway = createTwilioGateway(twilio)
  const start = { own, twilio, sandbox, gateway, clock: systemClock, log, firstAccount }
  const server = await startServer(start).catch(async (error: unknown) => {
    await found.close()
    throw error
  })
  if (sandbox !== null) await linkPhones(sandbox, server.url, server.demoAccounts)
  return {
    ready: { server: server.url, sandbox, demoAccounts: server.demoAccounts },
    log,
    sandboxEnded: found.ended,
    async close() {
      await server.close()
      await found.close()
    },
  }
}
