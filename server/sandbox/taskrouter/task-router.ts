import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import { createBridge } from './bridge/bridge.ts'
import { askOnAssignment } from './callbacks/assignment.ts'
import { sendEvents } from './callbacks/events.ts'
import { assignWaitingTasks } from './engine/assignment.ts'
import { createWorkCalls } from './engine/work-calls.ts'
import { createContext } from './engine/context.ts'
import { createJournal } from './journal/journal.ts'
import { seedStore, type Seed } from './model/seed.ts'
import { restRoutes } from './rest/routes.ts'
import { createWire } from './rest/wire.ts'
import { createTaskSide } from './task-side.ts'
import type { TaskSide, VoiceSide } from './voice-side.ts'

export interface TaskRouter {
  /** What Voice calls for `<Enqueue>`. */
  readonly taskSide: TaskSide
  /** Mounts the REST API under `/taskrouter/v1` and the event bridge's proxy under `/eventbridge/v1`. */
  routes(app: FastifyInstance): void
  /** Takes the event bridge's WebSocket upgrades, `/eventbridge/v1/wschannels`. */
  attachUpgrade(server: Server): void
  readonly seed: Seed
  /** Ends every socket and timer; nothing more is sent. */
  close(): Promise<void>
}

/** TaskRouter: one Workspace, its REST API, its callbacks, and the event bridge of the Worker SDK. */
export function createTaskRouter(deps: {
  readonly account: SandboxAccount
  readonly clock: Clock
  readonly voice: VoiceSide
  readonly sender: Pick<WebhookSender, 'send'>
  /** Absolute, without a slash at the end; asked for each time, because the port is known late. */
  readonly baseUrl: () => string
}): TaskRouter {
  const { account, clock, voice, sender } = deps
  const { store, seed } = seedStore(clock.now())
  const context = createContext(
    { accountSid: account.accountSid, clock, store },
    assignWaitingTasks,
  )
  const journal = createJournal(context)
  const calls = createWorkCalls(context, voice)
  const callbacks = [
    sendEvents(context, journal, sender),
    askOnAssignment({ context, calls, sender }),
  ]
  const bridge = createBridge({ account, context, calls })
  return {
    taskSide: createTaskSide(context, seed.taskChannels.voice),
    routes(app) {
      restRoutes(app, createWire(context, journal, deps.baseUrl), calls)
      bridge.routes(app)
    },
    attachUpgrade: (server) => bridge.attachUpgrade(server),
    seed,
    async close() {
      for (const callback of callbacks) callback.close()
      await bridge.close()
      context.timers.close()
    },
  }
}
