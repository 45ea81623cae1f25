import type { SandboxAccount } from './account.ts'
import type { DebuggerLog } from './debugger/debugger-log.ts'
import type { RestFaults } from './http/rest-faults.ts'
import type { RestLog } from './http/rest-log.ts'
import type { TelephoneNetwork } from './network/network.ts'
import type { Devices } from './signalling/devices.ts'
import type { SteeredClock } from './steered-clock.ts'
import type { TaskRouter } from './taskrouter/task-router.ts'
import type { MediaFaults } from './telephony/call/media-faults.ts'
import { voiceSnapshot } from './telephony/snapshot.ts'
import type { Telephony } from './telephony/telephony.ts'
import type { WebhookFaults } from './webhooks/faulty-sender.ts'
import type { WebhookSender } from './webhooks/sender.ts'
import type { LoggedSender } from './webhooks/webhook-log.ts'

export interface StateDeps {
  readonly account: SandboxAccount
  readonly clock: SteeredClock
  readonly debuggerLog: DebuggerLog
  readonly telephony: Telephony
  readonly taskRouter: TaskRouter
  readonly network: TelephoneNetwork
  readonly devices: Devices
  readonly sender: WebhookSender
  readonly webhooks: LoggedSender
  readonly restLog: RestLog
  readonly webhookFaults: WebhookFaults
  readonly restFaults: RestFaults
  readonly mediaFaults: MediaFaults
}

/** All of the sandbox's state at once. */
export interface SandboxState {
  /** As it is now, to be sent as JSON. */
  snapshot(): SandboxSnapshot
  /**
   * Ends all calls without notifying anybody and goes back to the initial state. With `keepsConfiguration`
   * the URLs of numbers and Apps, Workers, and TaskRouter's queues and Workflows stay as they are.
   */
  reset(options: { readonly keepsConfiguration: boolean }): Promise<void>
}

export function createSandboxState(deps: StateDeps): SandboxState {
  const { clock, telephony, taskRouter, network, webhooks } = deps
  const faults = { webhook: deps.webhookFaults, rest: deps.restFaults, media: deps.mediaFaults }
  return {
    snapshot: () => snapshotOf(deps),
    async reset(options) {
      const speakAgain = webhooks.silence()
      deps.sender.close()
      for (const each of Object.values(faults)) each.clear()
      network.reset()
      telephony.reset(options)
      taskRouter.reset(options)
      deps.devices.deadClients.restore()
      if (!options.keepsConfiguration) {
        deps.account.keys.restore()
        deps.account.signing.restore()
      }
      // Code that waits for a webhook notices that its call is over.
      await new Promise((resolve) => setImmediate(resolve))
      clock.reset()
      webhooks.log.clear()
      deps.restLog.clear()
      deps.debuggerLog.clear()
      speakAgain()
    },
  }
}

export type SandboxSnapshot = ReturnType<typeof snapshotOf>

function snapshotOf(deps: StateDeps) {
  const { clock, telephony, taskRouter, network, devices, webhooks } = deps
  return {
    time: { now: new Date(clock.now()).toISOString(), frozen: clock.frozen },
    ...voiceSnapshot(telephony.services),
    ...taskRouter.snapshot(),
    phones: network.list(),
    devices: devices.list(),
    workerSockets: taskRouter.workers.list(),
    faults: {
      webhook: deps.webhookFaults.list(),
      rest: deps.restFaults.list(),
      media: deps.mediaFaults.list(),
    },
    webhooks: webhooks.log.list(),
    requests: deps.restLog.list(),
  }
}
