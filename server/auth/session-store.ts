import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** A week: a desk that was off for a long weekend signs in by itself, a lost one does not for long. */
export const REFRESH_MS = 7 * 24 * 60 * 60_000

/** What presenting a refresh token comes to. `reused`: it was used before, so somebody has a copy. */
export type Presented =
  | {
      readonly kind: 'good'
      readonly sessionId: string
      readonly userId: string
      readonly next: string
    }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' }

export interface SessionStore {
  begin(
    userId: string,
    at: number,
  ): Promise<{ readonly sessionId: string; readonly refreshToken: string }>
  /** Exchanges a refresh token for the next one, in one transaction: of two who present it, one wins. */
  rotate(refreshToken: string, at: number): Promise<Presented>
  isLive(sessionId: string): Promise<boolean>
  /** The session that a refresh token belongs to, whatever its state. */
  sessionOf(refreshToken: string): Promise<string | null>
  /** Whose live session it was; null when it was over before. */
  end(sessionId: string, at: number): Promise<string | null>
  /** Ends every live session of a user and says which they were. */
  endAllOf(userId: string, at: number): Promise<readonly string[]>
}

export function createSessionStore(store: Store): SessionStore {
  return {
    async begin(userId, at) {
      const sessionId = randomUUID()
      await store
        .insertInto('sessions')
        .values({ session_id: sessionId, user_id: userId, created_at: at, ended_at: null })
        .execute()
      return { sessionId, refreshToken: await addToken(store, sessionId, at) }
    },
    rotate: (refreshToken, at) =>
      store.transaction().execute((transaction) => rotate(transaction, refreshToken, at)),
    async isLive(sessionId) {
      const row = await store
        .selectFrom('sessions')
        .select('ended_at')
        .where('session_id', '=', sessionId)
        .executeTakeFirst()
      return row !== undefined && row.ended_at === null
    },
    async sessionOf(refreshToken) {
      const row = await store
        .selectFrom('refresh_tokens')
        .select('session_id')
        .where('token_hash', '=', hashOf(refreshToken))
        .executeTakeFirst()
      return row?.session_id ?? null
    },
    async end(sessionId, at) {
      const row = await store
        .updateTable('sessions')
        .set({ ended_at: at })
        .where('session_id', '=', sessionId)
        .where('ended_at', 'is', null)
        .returning('user_id')
        .executeTakeFirst()
      return row?.user_id ?? null
    },
    async endAllOf(userId, at) {
      const rows = await store
        .updateTable('sessions')
        .set({ ended_at: at })
        .where('user_id', '=', userId)
        .where('ended_at', 'is', null)
        .returning('session_id')
        .execute()
      return rows.map((row) => row.session_id)
    },
  }
}

async function rotate(store: Store, refreshToken: string, at: number): Promise<Presented> {
  const row = await store
    .selectFrom('refresh_tokens')
    .innerJoin('sessions', 'sessions.session_id', 'refresh_tokens.session_id')
    .select(['sessions.session_id', 'user_id', 'used_at', 'expires_at', 'ended_at'])
    .where('token_hash', '=', hashOf(refreshToken))
    .executeTakeFirst()
  if (row === undefined || row.ended_at !== null) return { kind: 'unknown' }
  if (row.used_at !== null) return { kind: 'reused', sessionId: row.session_id }
  if (row.expires_at <= at) return { kind: 'unknown' }
  await store
    .updateTable('refresh_tokens')
    .set({ used_at: at })
    .where('token_hash', '=', hashOf(refreshToken))
    .execute()
  const next = await addToken(store, row.session_id, at)
  return { kind: 'good', sessionId: row.session_id, userId: row.user_id, next }
}

async function addToken(store: Store, sessionId: string, at: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const row = {
    token_hash: hashOf(token),
    session_id: sessionId,
    expires_at: at + REFRESH_MS,
    used_at: null,
  }
  await store.insertInto('refresh_tokens').values(row).execute()
  return token
}

/** 256 random bits need no salt and no slow hash; the disk still never holds a usable token. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
