import PQueue from 'p-queue'
import type { Clock } from '../clock.ts'
import type { SessionEnding } from '../contract/session-ending.ts'
import { identityOf } from '../identity.ts'
import type { Logger } from '../log/logger.ts'
import type { OpenSessions } from './open-sessions.ts'

/** How often the store is read, ms: what another process ends must be over here within seconds. */
export const LOOK_MS = 2000

/** A session that was open when the store was last read, and is over. */
export interface EndedSession {
  readonly sessionId: string
  readonly identity: string
  readonly because: SessionEnding
  /** The agent is signed in by another session. */
  readonly signedInStill: boolean
}

/**
 * Which agents are signed in, kept in memory and compared with the store again and again: another process
 * (`server/accounts.ts`) can remove or disable an account, or change its password.
 */
export interface LiveSessions {
  /** Whether a Device of this agent may be rung, or connected to a call. */
  isSignedIn(identity: string): boolean
  /** Reads the store now, and ends here what has ended there. */
  compareNow(): Promise<void>
  /** Compares now, and then every two seconds. */
  start(): Promise<void>
  close(): void
}

export interface LiveSessionsDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly tenant: string
  readonly store: Pick<OpenSessions, 'open' | 'endingOf' | 'mayFinish'>
  onSessionEnded(session: EndedSession): void
  /** Every agent who is in a call now. */
  agentsInCalls(): ReadonlySet<string>
  /** Called for an agent who must not be in a call, at each comparison until it is done. */
  removeFromCalls(identity: string): void
}

export function createLiveSessions(deps: LiveSessionsDeps): LiveSessions {
  const { clock, log, store, tenant } = deps
  const queue = new PQueue({ concurrency: 1 })
  /** Identities by session. */
  let open: ReadonlyMap<string, string> = new Map()
  let signedIn: ReadonlySet<string> = new Set()
  let cancel: (() => void) | null = null
  let closed = false

  async function compare(): Promise<void> {
    if (closed) return
    const before = open
    const now = await store.open(clock.now())
    open = new Map(now.map(({ sessionId, userId }) => [sessionId, identityOf(tenant, userId)]))
    signedIn = new Set(open.values())
    for (const [sessionId, identity] of before) {
      if (open.has(sessionId)) continue
      const because = await store.endingOf(sessionId, clock.now())
      log.info({ identity, because }, 'a session is over')
      deps.onSessionEnded({ sessionId, identity, because, signedInStill: signedIn.has(identity) })
    }
    for (const identity of deps.agentsInCalls()) {
      if (signedIn.has(identity) || (await store.mayFinish(identity))) continue
      deps.removeFromCalls(identity)
    }
  }

  const compareNow = () => queue.add(compare)

  async function compareRegularly(): Promise<void> {
    // While the store does not answer, everybody who was signed in stays signed in.
    await compareNow().catch((error: unknown) =>
      log.error({ err: error }, 'sessions were not read'),
    )
    if (!closed) cancel = clock.after(LOOK_MS, () => void compareRegularly())
  }

  return {
    isSignedIn: (identity) => signedIn.has(identity),
    compareNow,
    async start() {
      await compareNow()
      cancel = clock.after(LOOK_MS, () => void compareRegularly())
    },
    close() {
      closed = true
      cancel?.()
    },
  }
}
