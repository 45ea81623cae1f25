import type { WebSocket } from 'ws'
import type { Context } from '../engine/context.ts'
import { enterActivity } from '../engine/worker-activity.ts'
import { openChannel, type Channel, type FirstList } from './channel.ts'
import { noticesOf } from './notices.ts'
import type { Session } from './token.ts'

/**
 * Chosen, because no document says it: a Worker goes to the default Activity when its last socket has been closed for
 * this long; a client that reconnects needs about a second.
 */
const OFFLINE_AFTER_MS = 15_000

export interface SessionsDeps {
  readonly closeExistingSessions: boolean
  readonly setWorkerOfflineIfDisconnected: boolean
}

/** The open sockets of all Workers. */
export interface Sessions {
  open(socket: WebSocket, session: Session, options: SessionsDeps): void
  /** The client with this token has got one of its first lists. */
  onListSent(token: string, list: FirstList): void
  /** The Workers whose sockets are open, one entry per socket. */
  workerSids(): readonly string[]
  /** Breaks a Worker's sockets; returns how many. */
  disconnect(workerSid: string): number
  /** The tokens with which a Worker's sockets were opened. */
  tokensOf(workerSid: string): readonly string[]
  /** Closes all sockets; no Worker goes offline because of it. */
  close(): void
}

export function createSessions(context: Context): Sessions {
  const channels = new Map<Channel, WebSocket>()
  const channelsOf = (workerSid: string) =>
    [...channels.keys()].filter((each) => each.session.workerSid === workerSid)

  context.onEvent((event) => {
    for (const notice of noticesOf(context, event)) {
      for (const channel of channelsOf(notice.workerSid)) channel.notify(notice)
    }
  })

  return {
    open(socket, session, options) {
      const { workerSid } = session
      const before = options.closeExistingSessions ? channelsOf(workerSid) : []
      const { accountSid, clock } = context
      const channel = openChannel({ socket, session, accountSid, clock })
      channels.set(channel, socket)
      context.timers.stop(`offline:${workerSid}`)
      for (const old of before) old.close()
      // A socket that breaks also closes; without a listener the error would end the process.
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        channels.delete(channel)
        if (!options.setWorkerOfflineIfDisconnected || channelsOf(workerSid).length > 0) return
        context.timers.start(`offline:${workerSid}`, OFFLINE_AFTER_MS, () =>
          context.run(() => goOffline(context, workerSid)),
        )
      })
    },
    onListSent(token, list) {
      for (const channel of channels.keys())
        if (channel.session.token === token) channel.onListSent(list)
    },
    workerSids: () => [...channels.keys()].map(({ session }) => session.workerSid),
    disconnect(workerSid) {
      const found = channelsOf(workerSid)
      for (const channel of found) channels.get(channel)?.terminate()
      return found.length
    },
    tokensOf: (workerSid) => channelsOf(workerSid).map(({ session }) => session.token),
    close() {
      for (const channel of channels.keys()) channel.close()
    },
  }
}

function goOffline(context: Context, workerSid: string): void {
  const { workers, workspace } = context.store
  if (workers.has(workerSid)) enterActivity(context, workerSid, workspace.defaultActivitySid)
}
