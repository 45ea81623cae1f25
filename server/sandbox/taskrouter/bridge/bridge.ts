import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import type { SandboxAccount } from '../../account.ts'
import { RestError } from '../../http/rest-error.ts'
import type { WorkCalls } from '../engine/work-calls.ts'
import type { Context } from '../engine/context.ts'
import { proxy } from './proxy.ts'
import { createSessions } from './sessions.ts'
import { verifyToken, type Session } from './token.ts'

const PATH = '/eventbridge/v1/wschannels'

export interface Bridge {
  routes(app: FastifyInstance): void
  /** Takes WebSocket upgrades of its own path and leaves others alone. */
  attachUpgrade(server: Server): void
  close(): Promise<void>
}

/** The event bridge: what the Worker SDK talks to, over HTTP and WebSocket. Docs: taskrouter/js-sdk-v2. */
export function createBridge(deps: {
  readonly account: SandboxAccount
  readonly context: Context
  readonly calls: WorkCalls
}): Bridge {
  const { account, context, calls } = deps
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = createSessions(context)

  /** The Worker must still be there: a token outlives it. */
  async function authenticate(token: string): Promise<Session> {
    const session = await verifyToken(token, account, context.clock)
    const { workers, workspace } = context.store
    if (session === null || session.workspaceSid !== workspace.sid) {
      throw new RestError(401, 20101, 'Invalid Access Token')
    }
    if (!workers.has(session.workerSid)) {
      throw new RestError(404, 20404, `Worker ${session.workerSid} was not found`)
    }
    return session
  }

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const { searchParams } = new URL(request.url ?? '/', 'http://sandbox')
    const flag = (name: string) => searchParams.get(name) === 'true'
    let session: Session
    try {
      session = await authenticate(searchParams.get('token') ?? '')
    } catch {
      stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) =>
      sessions.open(socket, session, {
        closeExistingSessions: flag('closeExistingSessions'),
        setWorkerOfflineIfDisconnected: flag('setWorkerOfflineIfDisconnected'),
      }),
    )
  }

  return {
    routes(app) {
      const { listed } = sessions
      app.post(PATH, (request, reply) => {
        void proxy({ context, calls, authenticate, listed }, request).then(
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
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((resolve) => sockets.close(() => resolve()))
    },
  }
}
