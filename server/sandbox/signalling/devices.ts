import type { Server } from 'node:http'

import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

import type { SandboxAccount } from '../account.ts'
import { liveClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { upgradePath } from '../http/upgrades.ts'
import type { Ticker } from '../media/ticker.ts'
import { createWebRtcPeer } from '../media/webrtc-peer.ts'
import type { TelephoneNetwork } from '../network/network.ts'
import type { DeviceDirectory, Switch } from '../telephony/audio/leg.ts'
import { ClientLeg } from './client-leg.ts'
import { DeadClients } from './dead-clients.ts'
import { parseClientMessage } from './client-messages.ts'
import type { DevicesContext } from './devices-context.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { DeviceLink } from './server-messages.ts'
import { Session } from './session.ts'
import type { DeviceView } from './session.ts'

export interface Devices extends Pick<DeviceDirectory, 'clientLegs' | 'phoneLeg'> {
  /** Serves the Voice SDK's WebSocket at `/signal`; other paths are left to other listeners. */
  attachUpgrade(server: Server): void
  list(): readonly DeviceView[]
  /** Breaks the sockets of an identity's Devices; returns how many. */
  disconnect(identity: string): number
  /** Tells an identity's Devices that their tokens have expired, and refuses those from now on; returns how many. */
  expireTokens(identity: string): number
  readonly deadClients: DeadClients
  /** Ends every call, closes every socket and frees every UDP port. */
  close(): Promise<void>
}

export interface DevicesDeps {
  readonly account: SandboxAccount
  readonly clock: Clock
  readonly ticker: Ticker
  readonly switchboard: Switch
  readonly network: Pick<TelephoneNetwork, 'phoneLeg'>
}

const LONGEST_MESSAGE_BYTES = 1024 * 1024

/** All Voice SDK Devices that are connected to the sandbox. */
export function createDevices(options: DevicesDeps): Devices {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE_BYTES })
  const sessions = new Map<Session, WebSocket>()
  const claims = new Map<string, ClientLeg>()
  const closingPeers = new Set<Promise<void>>()

  const context = shareLegs(options, { claims, closingPeers, sessions: () => sessions.keys() })

  sockets.on('connection', (socket: WebSocket) => {
    const link: DeviceLink = {
      send: (message) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(message)),
    }
    const session = new Session(context, link)
    sessions.set(session, socket)
    serve(socket, session, liveClock(options.clock), () => sessions.delete(session))
  })

  const of = (identity: string) =>
    [...sessions].filter(([session]) => session.identity === identity)

  const deadClients = new DeadClients(options.clock, () => claims.values())

  return {
    deadClients,
    list: () => [...sessions.keys()].map((session) => session.view()),
    disconnect(identity) {
      const found = of(identity)
      for (const [, socket] of found) socket.terminate()
      return found.length
    },
    expireTokens(identity) {
      const found = of(identity)
      for (const [session] of found) session.expire()
      return found.length
    },
    clientLegs: (identity) =>
      [...sessions.keys()]
        .filter((session) => session.registeredAs === identity)
        .map((session) => session.legTowards()),
    phoneLeg: (number) => options.network.phoneLeg(number),
    attachUpgrade(server) {
      server.on('upgrade', (request, socket, head) => {
        if (upgradePath(request) !== '/signal') return
        sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws))
      })
    },
    async close() {
      deadClients.close()
      for (const leg of claims.values()) {
        leg.close({ kind: 'hangup' })
        leg.end({ kind: 'hangup' })
      }
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((resolve) => {
        sockets.close(() => resolve())
      })
      await Promise.all(closingPeers)
    },
  }
}

/** What the sessions share. `claims` has every living leg, `closingPeers` the media that is still being closed. */
function shareLegs(
  options: DevicesDeps,
  shared: {
    readonly claims: Map<string, ClientLeg>
    readonly closingPeers: Set<Promise<void>>
    readonly sessions: () => Iterable<Session>
  },
): DevicesContext {
  const { claims, closingPeers, sessions } = shared
  const context: DevicesContext = {
    ...options,
    claims,
    expiredTokens: new Set(),
    newLeg: (link) =>
      new ClientLeg({
        link,
        clock: options.clock,
        makePeer(leg) {
          claims.set(leg.reconnectToken, leg)
          return createWebRtcPeer(
            options.ticker,
            (key) => leg.onKey(key),
            () => leg.onSign(),
          )
        },
        onGone(leg, closing) {
          claims.delete(leg.reconnectToken)
          context.release(leg)
          const closed = closing.finally(() => closingPeers.delete(closed))
          closingPeers.add(closed)
        },
      }),
    release(leg) {
      for (const session of sessions()) session.forget(leg)
    },
  }
  return context
}

function serve(socket: WebSocket, session: Session, clock: Clock, onGone: () => void): void {
  const heartbeat = startHeartbeat(
    clock,
    (beat) => socket.readyState === socket.OPEN && socket.send(beat),
    () => socket.terminate(),
  )
  let queue = Promise.resolve()
  socket.on('message', (data) => {
    // With ws's default, a message is one Buffer.
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : ''
    session.onSign()
    if (heartbeat.onFrame(text)) return
    const message = parseClientMessage(text)
    // One after another: a Device sends `register` before its `listen` is verified.
    if (message) queue = queue.then(() => session.handle(message))
  })
  // `close` follows every error and tells the session.
  socket.on('error', () => {})
  socket.on('close', () => {
    heartbeat.stop()
    session.onSocketClosed()
    onGone()
  })
}
