import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import { createBridge } from './bridge/bridge.ts'
import type { WorkerSockets } from './bridge/bridge.ts'
import { askOnAssignment } from './callbacks/assignment.ts'
import { createJournal } from './callbacks/journal.ts'
import { sendEvents } from './callbacks/events.ts'
import { assignWaitingTasks } from './engine/assignment.ts'
import { createInstructions } from './engine/instructions.ts'
import { createContext } from './engine/context.ts'
import { removeTask } from './engine/task-end.ts'
import { seedStore, type Seed } from './model/seed.ts'
import { copyOf, restoreFrom } from './model/store.ts'
import type { FurtherWorkspaces } from './rest/further-workspaces.ts'
import { restRoutes } from './rest/routes.ts'
import { createWire } from './rest/wire.ts'
import { taskRouterSnapshot } from './snapshot.ts'
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
  readonly workers: WorkerSockets
  /** For a person to look at. */
  snapshot(): ReturnType<typeof taskRouterSnapshot>
  /** Forgets every Task; and Workers and whatever else was made or changed, unless that is kept. */
  reset(options: { readonly keepsConfiguration: boolean }): void
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
  const born = copyOf(store)
  const context = createContext(
    { accountSid: account.accountSid, clock, store },
    assignWaitingTasks,
  )
  const instructions = createInstructions(context, voice)
  const journal = createJournal(context)
  const callbacks = [
    sendEvents(context, journal, sender),
    askOnAssignment({ context, instructions, sender }),
  ]
  const bridge = createBridge({ account, context, instructions })
  let further: FurtherWorkspaces | null = null
  return {
    taskSide: createTaskSide(context, seed.taskChannels.voice),
    routes(app) {
      further = restRoutes(app, createWire(context, deps.baseUrl), { instructions, journal })
      bridge.routes(app)
    },
    attachUpgrade: (server) => bridge.attachUpgrade(server),
    seed,
    workers: bridge.workers,
    snapshot: () => taskRouterSnapshot(store),
    reset({ keepsConfiguration }) {
      context.run(() => {
        for (const sid of store.tasks.keys()) removeTask(context, sid, 'task.system-deleted')
      })
      journal.clear()
      if (keepsConfiguration) return
      further?.close()
      for (const sid of store.workers.keys()) bridge.workers.disconnect(sid)
      restoreFrom(store, born)
    },
    async close() {
      for (const callback of callbacks) callback.close()
      await bridge.close()
      further?.close()
      context.timers.close()
    },
  }
}
