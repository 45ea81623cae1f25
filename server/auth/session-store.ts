import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { SessionEnding } from '../contract/session-ending.ts'
import type { Store } from '../store/store.ts'

/** A week: a desk that was off for a long weekend signs in by itself, a lost one does not for long. */
export const REFRESH_MS = 7 * 24 * 60 * 60_000

/**
 * How long a token that was replaced is taken once more, while its successor was not used: longer than a client needs to
 * notice that no answer came, to change to another network or to start again, and shorter than anybody who has a copy
 * could live on. RFC 9700 (4.14.2) asks for the rotation and leaves this to us.
 */
export const GRACE_MS = 2 * 60_000

/**
 * What presenting a refresh token comes to. `again`: it was replaced before, and the answer did not arrive.
 * `reused`: it was used before, so somebody has a copy.
 */
export type Presented =
  | {
      readonly kind: 'good'
      readonly sessionId: string
      readonly userId: string
      readonly next: string
      readonly again: boolean
    }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' }

export interface SessionStore {
  begin(
    userId: string,
    at: number,
  ): Promise<{ readonly sessionId: string; readonly refreshToken: string }>
  /** Exchanges a refresh token for the next one, in one transaction: two who present it at once get the same. */
  rotate(refreshToken: string, at: number): Promise<Presented>
  /** The session that a refresh token belongs to, whatever its state. */
  sessionOf(refreshToken: string): Promise<string | null>
  /** A session that was over before stays as it ended. */
  end(sessionId: string, at: number, because: SessionEnding): Promise<void>
  /** Ends every live session of a user. */
  endAllOf(userId: string, at: number, because: SessionEnding): Promise<void>
}

export function createSessionStore(store: Store): SessionStore {
  return {
    async begin(userId, at) {
      const sessionId = randomUUID()
      await store
        .insertInto('sessions')
        .values({
          session_id: sessionId,
          user_id: userId,
          created_at: at,
          expires_at: at + REFRESH_MS,
          ended_at: null,
          ended_because: null,
        })
        .execute()
      const token = randomBytes(32).toString('base64url')
      return { sessionId, refreshToken: await keep(store, sessionId, token, at) }
    },
    rotate: (refreshToken, at) =>
      store.transaction().execute((transaction) => rotate(transaction, refreshToken, at)),
    async sessionOf(refreshToken) {
      const row = await store
        .selectFrom('refresh_tokens')
        .select('session_id')
        .where('token_hash', '=', hashOf(refreshToken))
        .executeTakeFirst()
      return row?.session_id ?? null
    },
    async end(sessionId, at, because) {
      await store
        .updateTable('sessions')
        .set({ ended_at: at, ended_because: because })
        .where('session_id', '=', sessionId)
        .where('ended_at', 'is', null)
        .execute()
    },
    async endAllOf(userId, at, because) {
      await store
        .updateTable('sessions')
        .set({ ended_at: at, ended_because: because })
        .where('user_id', '=', userId)
        .where('ended_at', 'is', null)
        .execute()
    },
  }
}

async function rotate(store: Store, refreshToken: string, at: number): Promise<Presented> {
  const row = await store
    .selectFrom('refresh_tokens')
    .innerJoin('sessions', 'sessions.session_id', 'refresh_tokens.session_id')
    .select(['sessions.session_id', 'user_id', 'used_at', 'successor_salt', 'ended_at'])
    .select('refresh_tokens.expires_at')
    .where('token_hash', '=', hashOf(refreshToken))
    .executeTakeFirst()
  if (row === undefined || row.ended_at !== null) return { kind: 'unknown' }
  const { session_id: sessionId, user_id: userId, used_at: usedAt, successor_salt: salt } = row
  if (usedAt !== null) {
    if (salt === null || at - usedAt >= GRACE_MS) return { kind: 'reused', sessionId }
    return { kind: 'good', sessionId, userId, next: successorOf(refreshToken, salt), again: true }
  }
  if (row.expires_at <= at) return { kind: 'unknown' }
  const next = await replace(store, sessionId, refreshToken, at)
  await store
    .updateTable('sessions')
    .set({ expires_at: at + REFRESH_MS })
    .where('session_id', '=', sessionId)
    .execute()
  return { kind: 'good', sessionId, userId, next, again: false }
}

async function replace(
  store: Store,
  sessionId: string,
  refreshToken: string,
  at: number,
): Promise<string> {
  // This one has been used, so its predecessor is not taken any more.
  await store
    .updateTable('refresh_tokens')
    .set({ successor_salt: null })
    .where('session_id', '=', sessionId)
    .execute()
  const salt = randomBytes(32).toString('base64url')
  await store
    .updateTable('refresh_tokens')
    .set({ used_at: at, successor_salt: salt })
    .where('token_hash', '=', hashOf(refreshToken))
    .execute()
  return keep(store, sessionId, successorOf(refreshToken, salt), at)
}

async function keep(store: Store, sessionId: string, token: string, at: number): Promise<string> {
  const row = {
    token_hash: hashOf(token),
    session_id: sessionId,
    expires_at: at + REFRESH_MS,
    used_at: null,
    successor_salt: null,
  }
  await store.insertInto('refresh_tokens').values(row).execute()
  return token
}

/** Only who presents the token before can make it: the same answer can be given twice, and the disk alone gives none. */
function successorOf(refreshToken: string, salt: string): string {
  return createHmac('sha256', refreshToken).update(salt).digest('base64url')
}

/** 256 random bits need no salt and no slow hash; the disk still never holds a usable token. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
