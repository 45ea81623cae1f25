import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import type { SandboxAccount } from '../../account.ts'
import type { Clock } from '../../clock.ts'
import { RestError } from '../../http/rest-error.ts'
import type { Workspaces } from '../workspaces.ts'
import { proxy, type Admission } from './proxy.ts'
import { verifyToken } from './token.ts'
import { createWorkerSockets, type WorkerSockets } from './worker-sockets.ts'

const PATH = '/eventbridge/v1/wschannels'
/** A Worker asks over HTTP; what comes on its socket is not read. */
const LONGEST_MESSAGE_BYTES = 1024 * 1024

export interface Bridge {
  routes(app: FastifyInstance): void
  /** Takes WebSocket upgrades of its own path and ignores others. */
  attachUpgrade(server: Server): void
  readonly workers: WorkerSockets
  close(): Promise<void>
}

/** The event bridge: what the Worker SDK talks to, over HTTP and WebSocket. Docs: taskrouter/js-sdk-v2. */
export function createBridge(deps: {
  readonly account: SandboxAccount
  readonly clock: Clock
  readonly workspaces: Workspaces
}): Bridge {
  const { account, clock, workspaces } = deps
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE_BYTES })
  const expired = new Set<string>()

  /** The Workspace and the Worker must still be there: a token outlives them. */
  async function authenticate(token: string): Promise<Admission> {
    const session = await verifyToken(token, account, clock)
    const workspace = workspaces
      .list()
      .find(({ wire }) => wire.workspaceSid === session?.workspaceSid)
    if (session === null || workspace === undefined || expired.has(token)) {
      throw new RestError(401, 20101, 'Invalid Access Token')
    }
    if (!workspace.context.store.workers.has(session.workerSid)) {
      throw new RestError(404, 20404, `Worker ${session.workerSid} was not found`)
    }
    return { session, workspace }
  }

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const { searchParams } = new URL(request.url ?? '/', 'http://sandbox')
    const flag = (name: string) => searchParams.get(name) === 'true'
    let admitted: Admission
    try {
      admitted = await authenticate(searchParams.get('token') ?? '')
    } catch {
      stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) =>
      admitted.workspace.sessions.open(socket, admitted.session, {
        closeExistingSessions: flag('closeExistingSessions'),
        setWorkerOfflineIfDisconnected: flag('setWorkerOfflineIfDisconnected'),
      }),
    )
  }

  return {
    routes(app) {
      app.post(PATH, (request, reply) => {
        void proxy(authenticate, request).then(
          ({ status, body }) => reply.status(status).send(body),
          (error: unknown) => reply.send(error),
        )
      })
    },
    attachUpgrade(server) {
      server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
        if (request.url?.split('?')[0] === PATH) void upgrade(request, stream, head)
      })
    },
    workers: createWorkerSockets(workspaces, expired),
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((resolve) => sockets.close(() => resolve()))
    },
  }
}
