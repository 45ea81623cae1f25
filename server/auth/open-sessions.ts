import { sessionEnding } from '../contract/session-ending.ts'
import type { SessionEnding } from '../contract/session-ending.ts'
import { parseIdentity } from '../identity.ts'
import type { Store } from '../store/store.ts'
import type { UnwrittenSessions } from './session-store.ts'

/** Which sessions hold: only those that have not expired, of accounts that may be used. */
export interface OpenSessions {
  isOpen(sessionId: string, at: number): Promise<boolean>
  /** Every session that holds at `at`. */
  open(at: number): Promise<readonly { readonly sessionId: string; readonly userId: string }[]>
  /** Why a session is over that was open. */
  endingOf(sessionId: string, at: number): Promise<SessionEnding>
  /** Whether an agent who is not signed in may finish a call: nobody decided that their last session ends. */
  mayFinish(identity: string): Promise<boolean>
}

/**
 * A session that expired, or whose renewal was refused, ends no call: the same person goes on talking and signs in again.
 * After every other ending nobody of this account may talk to customers.
 */
export function endsCalls(because: SessionEnding): boolean {
  return because !== 'session-copied' && because !== 'session-expired'
}

/** What the disk does not have yet is more recent than what it shows. */
export function createOpenSessions(store: Store, unwritten: UnwrittenSessions): OpenSessions {
  const isOver = (sessionId: string) => unwritten.endingOf(sessionId) !== null
  const selectSessions = () =>
    store.selectFrom('sessions').innerJoin('accounts', 'accounts.user_id', 'sessions.user_id')
  const selectOpen = (at: number) =>
    selectSessions()
      .select(['sessions.session_id', 'sessions.user_id'])
      .where('ended_at', 'is', null)
      .where('expires_at', '>', at)
      .where('disabled_at', 'is', null)
  return {
    async isOpen(sessionId, at) {
      if (isOver(sessionId)) return false
      if (unwritten.started().some((each) => each.sessionId === sessionId)) return true
      const row = await selectOpen(at).where('session_id', '=', sessionId).executeTakeFirst()
      return row !== undefined
    },
    async open(at) {
      const rows = await selectOpen(at).execute()
      const written = rows.map((row) => ({ sessionId: row.session_id, userId: row.user_id }))
      return [...written.filter(({ sessionId }) => !isOver(sessionId)), ...unwritten.started()]
    },
    async endingOf(sessionId, at) {
      const ending = unwritten.endingOf(sessionId)
      if (ending !== null) return ending
      const row = await selectSessions()
        .select(['ended_because', 'disabled_at', 'ended_at', 'expires_at'])
        .where('session_id', '=', sessionId)
        .executeTakeFirst()
      if (row === undefined) return 'account-removed'
      if (row.disabled_at !== null) return 'account-disabled'
      if (row.ended_at === null && row.expires_at <= at) return 'session-expired'
      return sessionEnding.catch('signed-out').parse(row.ended_because)
    },
    async mayFinish(identity) {
      const userId = parseIdentity(identity)?.userId ?? ''
      if (unwritten.started().some((each) => each.userId === userId)) return true
      const last = await selectSessions()
        .select(['session_id', 'ended_at', 'ended_because', 'disabled_at'])
        .where('sessions.user_id', '=', userId)
        .orderBy('sessions.created_at', 'desc')
        .executeTakeFirst()
      if (last === undefined || last.disabled_at !== null) return false
      const ending = unwritten.endingOf(last.session_id)
      if (ending === null && last.ended_at === null) return true
      const because = sessionEnding.safeParse(ending ?? last.ended_because)
      return because.success && !endsCalls(because.data)
    },
  }
}
