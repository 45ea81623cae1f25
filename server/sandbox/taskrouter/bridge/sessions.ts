import type { WebSocket } from 'ws'
import type { Context } from '../engine/context.ts'
import { enterActivity } from '../engine/worker-activity.ts'
import { openChannel, type Channel, type FirstList } from './channel.ts'
import { noticesOf } from './notices.ts'
import type { Session } from './token.ts'

/**
 * Chosen, because no document says it: a Worker goes to the default Activity when its last socket has been gone for
 * this long; a client that reconnects needs about a second.
 */
const OFFLINE_AFTER_MS = 15_000

export interface SessionOptions {
  readonly closeExistingSessions: boolean
  readonly setWorkerOfflineIfDisconnected: boolean
}

/** The open sockets of all Workers. */
export interface Sessions {
  open(socket: WebSocket, session: Session, options: SessionOptions): void
  /** The client with this token has got one of its first lists. */
  listed(token: string, list: FirstList): void
  close(): void
}

export function createSessions(context: Context): Sessions {
  const channels = new Set<Channel>()
  const channelsOf = (workerSid: string) =>
    [...channels].filter((each) => each.session.workerSid === workerSid)

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
      channels.add(channel)
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
    listed(token, list) {
      for (const channel of channels) if (channel.session.token === token) channel.listed(list)
    },
    close() {
      for (const channel of channels) channel.close()
    },
  }
}

function goOffline(context: Context, workerSid: string): void {
  const { workers, workspace } = context.store
  if (workers.has(workerSid)) enterActivity(context, workerSid, workspace.defaultActivitySid)
}
