import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Sessions, SignedInAgent } from '../auth/sessions.ts'
import { REALTIME_PATH, readiness, timeZone } from '../contract/realtime.ts'
import type { ClientToServer, ReadinessReport, ServerToClient } from '../contract/realtime.ts'
import type { DeskSnapshot } from '../contract/desk.ts'
import type { SessionEnding } from '../contract/session-ending.ts'
import { DESKTOP_ORIGIN } from '../http/hosts.ts'
import type { AnswersTo } from '../http/hosts.ts'
import { isDecided } from '../permissions/permissions.ts'
import type { Logger } from '../log/logger.ts'

export interface Realtime {
  attach(server: HttpServer): void
  push(identity: string, snapshot: DeskSnapshot): void
  connectedAgents(): readonly string[]
  /** Asks every desk of this agent for a sign of life. Whatever it sends is one. */
  askForSign(identity: string): void
  /** Tells the sockets of a session that it is over, and closes them. */
  endSession(sessionId: string, because: SessionEnding): void
  /** Closes the sockets; the web server under them stays open. */
  close(): void
}

export interface RealtimeDeps {
  readonly log: Logger
  readonly answersTo: AnswersTo
  sessions(): Pick<Sessions, 'authenticate' | 'stillHolds'>
  /** The first snapshot of a connection. `timeZone`: as the page says; null when it does not. */
  snapshot(identity: string, timeZone: string | null): Promise<DeskSnapshot>
  report(identity: string, report: ReadinessReport): void
  /** A desk has connected. `givesSigns`: it answers when it is asked for a sign. */
  onConnected(identity: string, givesSigns: boolean): void
  /** Something came from a desk of this agent. */
  onSign(identity: string): void
}

type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SignedInAgent>

/** Socket.IO: snapshots down, proofs of readiness up. */
export function createRealtime(deps: RealtimeDeps): Realtime {
  const io: Io = new Server({
    path: REALTIME_PATH,
    serveClient: false,
    cors: { origin: [DESKTOP_ORIGIN] },
    allowRequest: ({ headers }, decide) => decide(null, deps.answersTo(headers.host)),
    // A dead link must be noticed before the presence lease runs out.
    pingInterval: 5000,
    pingTimeout: 5000,
  })
  const openSockets = () => [...io.of('/').sockets.values()]

  io.use((socket, next) => void admit(socket, next))

  async function admit(
    socket: Parameters<Parameters<Io['use']>[0]>[0],
    next: (error?: Error) => void,
  ) {
    const token: unknown = socket.handshake.auth['token']
    try {
      const signedIn = await deps.sessions().authenticate(typeof token === 'string' ? token : '')
      if (signedIn !== null) Object.assign(socket.data, signedIn)
      next(signedIn === null ? new Error('signed-out') : undefined)
    } catch (error) {
      deps.log.error({ err: error }, 'a socket could not be admitted')
      next(new Error('internal'))
    }
  }

  io.on('connection', (socket) => {
    const { agent, sessionId } = socket.data
    // Only events for which the permissions say who may send them.
    socket.use(([event], next) => isDecided(event) && next())
    void socket.join([identityChannel(agent.identity), sessionChannel(sessionId)])
    deps.onConnected(agent.identity, socket.handshake.auth['givesSigns'] === true)
    // Also what Socket.IO itself sends, such as the answer to its ping.
    socket.conn.on('packet', () => deps.onSign(agent.identity))
    const zone = timeZone.safeParse(socket.handshake.auth['timeZone'])
    deps.snapshot(agent.identity, zone.success ? zone.data : null).then(
      (snapshot) => socket.emit('desk', snapshot),
      (error: unknown) => deps.log.error({ err: error }, 'the first snapshot was not sent'),
    )
    socket.on('readiness', (report, done) => {
      void onReadiness(socket.data, report, done)
    })
  })

  /** A session that is over proves nothing. */
  async function onReadiness(
    { agent, sessionId }: SignedInAgent,
    report: unknown,
    done: unknown,
  ): Promise<void> {
    const { identity } = agent
    const parsed = readiness.safeParse(report)
    if (!parsed.success) deps.log.warn({ identity }, 'a readiness report was not understood')
    else if (await isSessionOpen(sessionId)) deps.report(identity, parsed.data)
    if (typeof done === 'function') done()
  }

  async function isSessionOpen(sessionId: string): Promise<boolean> {
    try {
      return await deps.sessions().stillHolds(sessionId)
    } catch (error) {
      // A store that does not answer must not take anybody out of routing.
      deps.log.error({ err: error }, 'a session was not read')
      return true
    }
  }

  return {
    attach: (server) => void io.attach(server),
    push: (identity, snapshot) => void io.to(identityChannel(identity)).emit('desk', snapshot),
    connectedAgents: () => [...new Set(openSockets().map(({ data }) => data.agent.identity))],
    askForSign(identity) {
      for (const socket of openSockets()) {
        // Volatile: what a broken connection cannot take now must not be delivered later.
        if (socket.data.agent.identity === identity) socket.volatile.emit('sign', () => undefined)
      }
    },
    endSession(sessionId, because) {
      const room = sessionChannel(sessionId)
      io.to(room).emit('signedOut', because)
      io.in(room).disconnectSockets(true)
    },
    close() {
      io.disconnectSockets(true)
      // Not `io.close()`, which closes the web server too and waits for it: one connection that is kept alive after
      // its request would hold that up. Fastify, whose server it is, cuts them off.
      io.engine.close()
    },
  }
}

const identityChannel = (identity: string) => `identity:${identity}`
const sessionChannel = (sessionId: string) => `session:${sessionId}`
