import type { WebSocket } from 'ws'
import { liveClock } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import type { Notice } from './notices.ts'
import type { Session } from './token.ts'

const HEARTBEAT_MS = 15_000
/** From the last of the client's first lists until it is sure to listen. */
const SETTLE_MS = 100
/** A client that never asks for its lists gets its events after this time. */
const HOLD_AT_MOST_MS = 5_000

/** The lists that the Worker SDK asks for before it listens. */
export type FirstList = 'Activities' | 'WorkerChannels' | 'Reservations'

/** One Worker's open socket. */
export interface Channel {
  readonly session: Session
  /** Sends an event, or keeps it until the client listens. */
  notify(notice: Notice): void
  /** The client has received one of its first lists. */
  onListSent(list: FirstList): void
  close(): void
}

/**
 * Greets a new socket, keeps it alive, and holds its events back until shortly after the client has its first lists,
 * because the Worker SDK drops earlier ones. Events that the Reservations already show are not sent again.
 */
export function openChannel(deps: {
  readonly socket: WebSocket
  readonly session: Session
  readonly accountSid: string
  readonly clock: Clock
}): Channel {
  const { socket, session, clock } = deps
  const live = liveClock(clock)
  const missing = new Set<FirstList>(['Activities', 'WorkerChannels', 'Reservations'])
  let held: Notice[] | null = []
  const send = (type: string, payload: unknown) =>
    socket.send(JSON.stringify({ event_type: type, payload }))
  const release = () => {
    const waiting = held ?? []
    held = null
    for (const notice of waiting) send(notice.type, notice.payload)
  }
  let stopHolding = live.after(HOLD_AT_MOST_MS, release)
  let stopHeartbeat = beat()

  socket.on('close', stop)
  send('init', {
    account_sid: deps.accountSid,
    channel_id: session.workerSid,
    workspace_sid: session.workspaceSid,
    token_lifetime: session.expiresAt - clock.now(),
  })

  return {
    session,
    notify(notice) {
      if (held === null) send(notice.type, notice.payload)
      else held.push(notice)
    },
    onListSent(list) {
      if (held === null || !missing.delete(list)) return
      if (list === 'Reservations') held = held.filter((each) => each.type.startsWith('worker.'))
      if (missing.size > 0) return
      stopHolding()
      stopHolding = live.after(SETTLE_MS, release)
    },
    close() {
      stop()
      socket.close()
    },
  }

  function beat(): () => void {
    return live.after(HEARTBEAT_MS, () => {
      socket.send(' ')
      stopHeartbeat = beat()
    })
  }

  function stop(): void {
    stopHolding()
    stopHeartbeat()
  }
}
