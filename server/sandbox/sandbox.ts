import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { newAccount } from './account.ts'
import { systemClock } from './clock.ts'
import { controlRoutes } from './control/routes.ts'
import { describeSandbox } from './description.ts'
import type { SandboxDescription } from './description.ts'
import { buildHttpApp } from './http/rest-app.ts'
import { createRestFaults, sufferFaults } from './http/rest-faults.ts'
import { refuseUnknownUpgrades } from './http/upgrades.ts'
import { createTicker } from './media/ticker.ts'
import { createTelephoneNetwork } from './network/network.ts'
import { voiceRest } from './rest/voice-rest.ts'
import { seedVoice } from './seed.ts'
import { createDevices } from './signalling/devices.ts'
import { createTaskRouter } from './taskrouter/task-router.ts'
import { createNotices } from './telephony/notices.ts'
import type { Notice } from './telephony/notices.ts'
import { createTelephony } from './telephony/telephony.ts'
import { createFaultySender, createWebhookFaults } from './webhooks/faulty-sender.ts'
import { createWebhookSender } from './webhooks/sender.ts'

export interface SandboxOptions {
  /** 0, any free port, unless told. */
  readonly port?: number
  readonly host?: '127.0.0.1'
}

export interface Sandbox {
  /** What a client needs to reach it; `main.ts` prints it as one line of JSON. */
  readonly description: SandboxDescription
  /** What Twilio's debugger would show, the oldest first. */
  notices(): readonly Notice[]
  /** Ends every call and closes every socket; no timer is left. */
  close(): Promise<void>
}

/** Starts a stand-in for Twilio on loopback. Rejects with the listen error when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1' } = options
  const account = newAccount()
  const clock = systemClock
  const ticker = createTicker()
  const log = pino({ name: 'sandbox' }, pino.destination(2))
  const notices = createNotices(({ level, ...notice }) => {
    log[level === 'error' ? 'error' : 'warn'](notice, notice.message)
  })
  const webhookFaults = createWebhookFaults()
  const plainSender = createWebhookSender({ authToken: account.authToken, clock })
  const sender = createFaultySender(plainSender, clock, webhookFaults)
  // The three sides know one another; each is asked only when the first call comes.
  const telephony = createTelephony({
    account,
    clock,
    ticker,
    sender,
    notices,
    baseUrl: () => baseUrl(),
    directory: () => devices,
    tasks: () => taskRouter.taskSide,
  })
  const { switchboard, voiceSide } = telephony
  const network = createTelephoneNetwork({ ticker, clock, switchboard })
  const devices = createDevices({ account, clock, ticker, switchboard, network })
  const app = buildHttpApp(account)
  const restFaults = createRestFaults()
  sufferFaults(app, restFaults)
  const baseUrl = () => `http://${host}:${portOf(app.server.address())}`
  const taskRouter = createTaskRouter({
    account,
    clock,
    sender,
    notices,
    baseUrl,
    voice: voiceSide,
  })
  const voice = seedVoice(telephony.services)
  voiceRest(app, telephony.services)
  taskRouter.routes(app)
  const centreNumbers = voice.phoneNumbers.map(({ phoneNumber }) => phoneNumber)
  void app.register(
    controlRoutes({ network, clock, ticker, centreNumbers, webhookFaults, restFaults }),
    {
      prefix: '/sandbox',
    },
  )
  devices.attachUpgrade(app.server)
  taskRouter.attachUpgrade(app.server)
  refuseUnknownUpgrades(app.server, ['/signal', '/eventbridge/'])

  async function close(): Promise<void> {
    telephony.close()
    sender.close()
    await devices.close()
    await taskRouter.close()
    await app.close()
    ticker.close()
  }

  try {
    await app.listen({ port, host })
  } catch (error) {
    await close()
    throw error
  }
  const description = describeSandbox({
    host: `${host}:${portOf(app.server.address())}`,
    account,
    voice,
    taskRouter: taskRouter.seed,
  })
  return { description, notices: () => notices.list(), close }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
