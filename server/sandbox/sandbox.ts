import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { Logger } from 'pino'
import { newAccount } from './account.ts'
import type { SandboxAccount } from './account.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { controlRoutes } from './control/routes.ts'
import { alertRoutes } from './debugger/alert-routes.ts'
import { createDebuggerLog } from './debugger/debugger-log.ts'
import { sandboxRoutes } from './control/sandbox-routes.ts'
import { describeSandbox } from './description.ts'
import type { SandboxDescription } from './description.ts'
import { buildHttpApp } from './http/rest-app.ts'
import { createRestFaults, applyRestFaults } from './http/rest-faults.ts'
import { logRest } from './http/rest-log.ts'
import { superviseUpgrades } from './http/upgrades.ts'
import { AccountLimits } from './limits/account-limits.ts'
import type { Limits } from './limits/account-limits.ts'
import { limitRequests } from './limits/limit-requests.ts'
import { createTicker } from './media/ticker.ts'
import { createTelephoneNetwork } from './network/network.ts'
import { voiceRest } from './rest/voice-rest.ts'
import { seedVoice } from './seed.ts'
import type { VoiceSeed } from './seed.ts'
import { createDevices } from './signalling/devices.ts'
import { SteeredClock } from './steered-clock.ts'
import { createTaskRouter } from './taskrouter/task-router.ts'
import type { TaskRouter } from './taskrouter/task-router.ts'
import { MediaFaults } from './telephony/call/media-faults.ts'
import { createNotices } from './telephony/notices.ts'
import type { Notice, Notices } from './telephony/notices.ts'
import { createTelephony } from './telephony/telephony.ts'
import { createFaultySender, createWebhookFaults } from './webhooks/faulty-sender.ts'
import { createNotingSender } from './webhooks/noting-sender.ts'
import { createWebhookSender } from './webhooks/sender.ts'
import type { SignsWith } from './webhooks/signing.ts'
import { createLoggedSender } from './webhooks/webhook-log.ts'

export interface SandboxOptions {
  /** 0 (any free port) unless given. */
  readonly port?: number
  readonly host?: '127.0.0.1'
  /** The account's limits; Twilio's documented defaults unless given. */
  readonly limits?: Partial<Limits>
  /** What its webhooks are signed with; the auth token unless given. */
  readonly signsWith?: SignsWith
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
  const account = newAccount(systemClock.now(), options.signsWith)
  const limits = new AccountLimits(options.limits)
  const clock = new SteeredClock(systemClock)
  const ticker = createTicker()
  const log = pino({ name: 'sandbox' }, pino.destination(2))
  const { debuggerLog, notices } = createNoticeLogs(log, clock)
  const { sender, webhooks, webhookFaults } = createSender(account, clock, notices)
  // The three sides need each other; each is used only from the first call on.
  const telephony = createTelephony({
    account,
    clock,
    ticker,
    sender,
    notices,
    limits,
    baseUrl: () => baseUrl(),
    directory: () => devices,
    tasks: () => taskRouter.taskSide,
  })
  const { switchboard, voiceSide } = telephony
  const network = createTelephoneNetwork({ ticker, clock, switchboard })
  const devices = createDevices({ account, clock, ticker, switchboard, network })
  const app = buildHttpApp(account)
  const restFaults = createRestFaults()
  const restLog = logRest(app, clock)
  limitRequests(app, limits)
  applyRestFaults(app, restFaults, clock)
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
  voiceRest(app, telephony.services, { debuggerLog, webhooks: webhooks.log })
  alertRoutes(app, account.accountSid, debuggerLog)
  taskRouter.routes(app)
  const faults = { webhookFaults, restFaults, mediaFaults: new MediaFaults(clock) }
  const common = { network, clock, debuggerLog, ...faults }
  const sides = { account, telephony, taskRouter, devices, sender, webhooks, restLog }
  const control = controlRoutes({
    ...common,
    ticker,
    centre: () => centreOf(voice, taskRouter),
    voice: telephony.services,
    more: sandboxRoutes({ ...common, ...sides }),
  })
  void app.register(control, { prefix: '/sandbox' })
  devices.attachUpgrade(app.server)
  taskRouter.attachUpgrade(app.server)
  superviseUpgrades(app.server, ['/signal', '/eventbridge/v1/wschannels'])

  async function close(): Promise<void> {
    telephony.close()
    sender.close()
    await devices.close()
    await taskRouter.close()
    await app.close()
    ticker.close()
    clock.close()
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

/** What a customer can know before they call. */
function centreOf({ phoneNumbers }: VoiceSeed, taskRouter: TaskRouter) {
  return {
    numbers: phoneNumbers.map(({ phoneNumber }) => phoneNumber),
    available: taskRouter.snapshot().workers.filter(({ available }) => available).length,
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** The sender of webhooks: failures are noted, everything sent is logged, and faults are applied before both. */
function createSender({ signing }: SandboxAccount, clock: Clock, notices: Notices) {
  const webhookFaults = createWebhookFaults()
  const plain = createWebhookSender({ signing, clock })
  const webhooks = createLoggedSender(createNotingSender(plain, notices), clock, signing)
  const sender = createFaultySender(webhooks, clock, webhookFaults, webhooks.logDropped)
  return { sender, webhooks, webhookFaults }
}

/** What goes wrong, for people to see: in the debugger and in the log. */
function createNoticeLogs(log: Logger, clock: Clock) {
  const debuggerLog = createDebuggerLog(clock)
  const notices = createNotices((noted) => {
    debuggerLog.add(noted)
    const { level, exchange: _, ...notice } = noted
    log[level === 'error' ? 'error' : 'warn'](notice, notice.message)
  })
  return { debuggerLog, notices }
}
