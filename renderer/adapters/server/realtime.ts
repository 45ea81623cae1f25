import { io, type Socket } from 'socket.io-client'
import type { ZodError } from 'zod'
import { deskSnapshot } from '../../../server/contract/desk.ts'
import {
  REALTIME_PATH,
  type ClientToServer,
  type ServerToClient,
} from '../../../server/contract/realtime.ts'
import { sessionEnding } from '../../../server/contract/session-ending.ts'
import type { ServerEvent, ServerPort } from '../../ports/server-port.ts'

/** A report that is not acknowledged by then means a dead connection. */
const ACKNOWLEDGED_WITHIN_MS = 6_000

/** The pause after a refused connection, doubled each time up to the longest. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

export interface Realtime extends Pick<ServerPort, 'connect' | 'reconnect' | 'report'> {
  close(): void
}

/** A test replaces them. */
export interface RealtimeDeps {
  readonly openSocket: typeof io
  /** Runs `run` after so many milliseconds; the result cancels it. */
  after(milliseconds: number, run: () => void): () => void
}

const browserDeps: RealtimeDeps = {
  openSocket: io,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Read at each attempt to connect, because a desk may travel. */
function timeZoneNow(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The realtime connection to one server. Each attempt to connect reads the token again. */
export function openRealtime(
  origin: string,
  accessToken: () => string,
  emit: (event: ServerEvent) => void,
  { openSocket, after }: RealtimeDeps = browserDeps,
): Realtime {
  const socket: Socket<ServerToClient, ClientToServer> = openSocket(
    origin === '' ? undefined : origin,
    {
      path: REALTIME_PATH,
      // Without polling: one round trip fewer, and the server needs no sticky sessions.
      transports: ['websocket'],
      auth: (give) => give({ token: accessToken(), timeZone: timeZoneNow(), givesSigns: true }),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: 8_000,
      autoConnect: false,
      forceNew: true,
    },
  )
  let pauseMs = FIRST_PAUSE_MS
  let cancelRetry: (() => void) | null = null

  function retryLater(): void {
    cancelRetry?.()
    cancelRetry = after(pauseMs, () => socket.connect())
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }

  socket.on('connect', () => {
    pauseMs = FIRST_PAUSE_MS
    emit({ kind: 'server-link', state: 'connected' })
  })
  socket.on('disconnect', (reason) => {
    emit({ kind: 'server-link', state: 'disconnected' })
    // The server ended it, so Socket.IO does not connect again by itself.
    if (reason === 'io server disconnect') emit({ kind: 'server-refused' })
  })
  socket.on('connect_error', (error) => {
    emit({ kind: 'server-link', state: 'disconnected' })
    if (isRefusal(error)) emit({ kind: 'server-refused' })
    // Socket.IO does not try again after any answer of the server; we do.
    else if (!socket.active) retryLater()
  })
  socket.on('desk', (received: unknown) => {
    const parsed = deskSnapshot.safeParse(received)
    if (parsed.success) emit({ kind: 'desk', snapshot: parsed.data })
    else emit({ kind: 'desk-unreadable', issues: faultsOf(parsed.error) })
  })
  // An older server gives no reason.
  socket.on('signedOut', (told: unknown) =>
    emit({ kind: 'server-signed-out', because: sessionEnding.catch('signed-out').parse(told) }),
  )

  socket.on('sign', (done) => done())

  const reconnect = () => {
    cancelRetry?.()
    socket.disconnect()
    emit({ kind: 'server-link', state: 'connecting' })
    socket.connect()
  }
  return {
    connect() {
      if (!socket.connected && !socket.active) socket.connect()
    },
    reconnect,
    report(report) {
      if (!socket.connected) return
      socket.timeout(ACKNOWLEDGED_WITHIN_MS).emit('readiness', report, (error: Error | null) => {
        if (error !== null && socket.connected) reconnect()
      })
    },
    close() {
      cancelRetry?.()
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}

/** The first few places that could not be read and why, without values: for the log. */
function faultsOf({ issues }: ZodError): string {
  return issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.join('.')}: ${code}`)
    .join(', ')
}

/** The handshake's refusal carries the code as its message, or in its data. */
function isRefusal(error: Error & { readonly data?: unknown }): boolean {
  if (error.message === 'signed-out') return true
  const { data } = error
  return typeof data === 'object' && data !== null && 'code' in data && data.code === 'signed-out'
}
