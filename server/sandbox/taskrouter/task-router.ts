import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Notices } from '../telephony/notices.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import { createAccountTaskSide } from './account-task-side.ts'
import { createBridge } from './bridge/bridge.ts'
import type { WorkerSockets } from './bridge/worker-sockets.ts'
import { seedStore, type Seed } from './model/seed.ts'
import { copyOf } from './model/store.ts'
import { restRoutes } from './rest/routes.ts'
import { taskRouterSnapshot } from './snapshot.ts'
import type { TaskSide, VoiceSide } from './voice-side.ts'
import type { Context } from './engine/context.ts'
import { timeOut } from './engine/outcomes.ts'
import { createWorkspaces } from './workspaces.ts'

export interface TaskRouter {
  /** What Voice calls for `<Enqueue>`. */
  readonly taskSide: TaskSide
  /** Mounts the REST API under `/taskrouter/v1` and the event bridge's proxy under `/eventbridge/v1`. */
  routes(app: FastifyInstance): void
  /** Takes the event bridge's WebSocket upgrades, `/eventbridge/v1/wschannels`. */
  attachUpgrade(server: Server): void
  readonly seed: Seed
  readonly workers: WorkerSockets
  /** A pending Reservation's time is over now; false when none has this SID. */
  timeOutReservation(sid: string): boolean
  /** For a person to look at. */
  snapshot(): ReturnType<typeof taskRouterSnapshot>
  /** Forgets every Task, and unless the configuration is kept also Workspaces, Workers and all else that was made or changed. */
  reset(options: { readonly keepsConfiguration: boolean }): void
  /** Ends every socket and timer; nothing more is sent. */
  close(): Promise<void>
}

/** TaskRouter: Workspaces (one from the beginning), their REST API and callbacks, and the Worker SDK's event bridge. */
export function createTaskRouter(deps: {
  readonly account: SandboxAccount
  readonly clock: Clock
  readonly voice: VoiceSide
  readonly sender: Pick<WebhookSender, 'send'>
  readonly notices: Pick<Notices, 'note'>
  /** Absolute, without a slash at the end; a function, because the port is known late. */
  readonly baseUrl: () => string
}): TaskRouter {
  const { account, clock, voice, sender, notices, baseUrl } = deps
  const { accountSid } = account
  const workspaces = createWorkspaces({ accountSid, clock, voice, sender, notices, baseUrl })
  const { store, seed } = seedStore(clock.now())
  const born = copyOf(store)
  workspaces.add(store)
  const bridge = createBridge({ account, clock, workspaces })
  return {
    taskSide: createAccountTaskSide(workspaces),
    routes(app) {
      restRoutes(app, workspaces, clock)
      bridge.routes(app)
    },
    attachUpgrade: (server) => bridge.attachUpgrade(server),
    seed,
    workers: bridge.workers,
    timeOutReservation: (sid) => workspaces.list().some(({ context }) => timesOut(context, sid)),
    snapshot: () => taskRouterSnapshot(workspaces.list().map(({ context }) => context.store)),
    reset({ keepsConfiguration }) {
      for (const workspace of workspaces.list()) workspace.clear()
      if (keepsConfiguration) return
      for (const { wire } of workspaces.list()) workspaces.remove(wire.workspaceSid)
      workspaces.add(copyOf(born))
    },
    async close() {
      workspaces.close()
      await bridge.close()
    },
  }
}

function timesOut(context: Context, sid: string): boolean {
  if (context.store.reservations.get(sid)?.status !== 'pending') return false
  context.run(() => timeOut(context, sid))
  return true
}
