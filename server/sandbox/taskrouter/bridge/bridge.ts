import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import type { SandboxAccount } from '../../account.ts'
import { RestError } from '../../http/rest-error.ts'
import type { Instructions } from '../engine/instructions.ts'
import type { Context } from '../engine/context.ts'
import { proxy } from './proxy.ts'
import { createSessions } from './sessions.ts'
import { verifyToken, type Session } from './token.ts'

const PATH = '/eventbridge/v1/wschannels'
/** A Worker asks over HTTP; what comes on its socket is not read. */
const LONGEST_MESSAGE_BYTES = 1024 * 1024

export interface Bridge {
  routes(app: FastifyInstance): void
  /** Takes WebSocket upgrades of its own path and leaves others alone. */
  attachUpgrade(server: Server): void
  readonly workers: WorkerSockets
  close(): Promise<void>
}

/** The Workers' sockets, to be broken from outside. */
export interface WorkerSockets {
  /** The Workers who have a socket, once per socket. */
  list(): readonly { readonly workerSid: string; readonly friendlyName: string }[]
  /** Breaks a Worker's sockets, by SID or friendly name; how many there were. */
  disconnect(worker: string): number
  /** The same, and the tokens they came with are taken no more. */
  expireTokens(worker: string): number
}

/** The event bridge: what the Worker SDK talks to, over HTTP and WebSocket. Docs: taskrouter/js-sdk-v2. */
export function createBridge(deps: {
  readonly account: SandboxAccount
  readonly context: Context
  readonly instructions: Instructions
}): Bridge {
  const { account, context, instructions } = deps
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE_BYTES })
  const sessions = createSessions(context)
  const expired = new Set<string>()

  function sidOf(worker: string): string {
    const named = [...context.store.workers.values()].find((each) => each.friendlyName === worker)
    return named?.sid ?? worker
  }

  /** The Worker must still be there: a token outlives it. */
  async function authenticate(token: string): Promise<Session> {
    const session = await verifyToken(token, account, context.clock)
    const { workers, workspace } = context.store
    if (session === null || expired.has(token) || session.workspaceSid !== workspace.sid) {
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
        void proxy({ context, instructions, authenticate, listed }, request).then(
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
    workers: {
      list: () =>
        sessions.workerSids().map((workerSid) => {
          const friendlyName = context.store.workers.get(workerSid)?.friendlyName ?? ''
          return { workerSid, friendlyName }
        }),
      disconnect: (worker) => sessions.disconnect(sidOf(worker)),
      expireTokens(worker) {
        const sid = sidOf(worker)
        for (const token of sessions.tokensOf(sid)) expired.add(token)
        return sessions.disconnect(sid)
      },
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((resolve) => sockets.close(() => resolve()))
    },
  }
}
