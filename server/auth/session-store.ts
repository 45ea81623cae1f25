import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { SessionEnding } from '../contract/session-ending.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'
import type { Writes } from '../disk/writes.ts'
import type { Store } from '../store/store.ts'

/** A week: a desk that was off for a long weekend signs in by itself, a lost one only for a short time. */
export const REFRESH_MS = 7 * 24 * 60 * 60_000

/**
 * How long a replaced token is accepted again while its successor was not used: longer than a client needs to notice that
 * no answer came and to try again, and too short to be of use to somebody with a copy. RFC 9700 (4.14.2) asks for the
 * rotation and leaves this to us.
 */
export const GRACE_MS = 2 * 60_000

/**
 * What came of a refresh token. `again`: it was replaced before, and that answer was lost. `reused`: its successor was used,
 * so somebody has a copy.
 */
export type RotationResult =
  | {
      readonly kind: 'good'
      readonly sessionId: string
      readonly userId: string
      readonly next: string
      readonly again: boolean
    }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' }

/** Sessions as the disk does not show them yet. */
export interface UnwrittenSessions {
  started(): readonly { readonly sessionId: string; readonly userId: string }[]
  /** Why a session is over that the disk may show as open; null for any other. */
  endingOf(sessionId: string): SessionEnding | null
}

/**
 * While the disk fails, a session that begins is in memory, one that ends is over at once, and a refresh is answered with
 * the same token.
 */
export interface SessionStore {
  begin(
    userId: string,
    at: number,
  ): Promise<{ readonly sessionId: string; readonly refreshToken: string }>
  /** Exchanges a refresh token for the next one, in one transaction: two requests at once get the same one. */
  rotate(refreshToken: string, at: number): Promise<RotationResult>
  /** The session that a refresh token belongs to, whatever its state. */
  sessionOf(refreshToken: string): Promise<string | null>
  /** A session that is over already keeps its ending. */
  end(sessionId: string, at: number, because: SessionEnding): Promise<void>
  /** Ends every live session of a user. */
  endAllOf(userId: string, at: number, because: SessionEnding): Promise<void>
  readonly unwritten: UnwrittenSessions
}

export function createSessionStore(store: Store, writes: Writes): SessionStore {
  /** Sessions that have begun and are not on the disk yet. */
  const begun = new Map<string, { readonly userId: string; readonly tokenHash: string }>()
  /** Sessions that are over, which the disk may not show yet. */
  const over = new Map<string, SessionEnding>()
  const begunWith = (refreshToken: string) =>
    [...begun].find(([, { tokenHash }]) => tokenHash === hashOf(refreshToken))

  function end(sessionId: string, at: number, because: SessionEnding): Promise<void> {
    if (over.has(sessionId)) return Promise.resolve()
    over.set(sessionId, because)
    return writes.put(`end of session ${sessionId}`, async () => {
      await store
        .updateTable('sessions')
        .set({ ended_at: at, ended_because: because })
        .where('session_id', '=', sessionId)
        .where('ended_at', 'is', null)
        .execute()
      over.delete(sessionId)
    })
  }

  return {
    async begin(userId, at) {
      const sessionId = randomUUID()
      const refreshToken = randomBytes(32).toString('base64url')
      begun.set(sessionId, { userId, tokenHash: hashOf(refreshToken) })
      const row = {
        session_id: sessionId,
        user_id: userId,
        created_at: at,
        expires_at: at + REFRESH_MS,
        ended_at: null,
        ended_because: null,
      }
      await writes.put(`session ${sessionId}`, async () => {
        await store.transaction().execute(async (transaction) => {
          await transaction.insertInto('sessions').values(row).execute()
          await keep(transaction, sessionId, refreshToken, at)
        })
        begun.delete(sessionId)
      })
      return { sessionId, refreshToken }
    },
    async rotate(refreshToken, at) {
      const [sessionId, waiting] = begunWith(refreshToken) ?? []
      const presented: RotationResult =
        sessionId === undefined || waiting === undefined
          ? await exchange(store, refreshToken, at)
          : { kind: 'good', sessionId, userId: waiting.userId, next: refreshToken, again: false }
      if (presented.kind !== 'unknown' && over.has(presented.sessionId)) return { kind: 'unknown' }
      return presented
    },
    async sessionOf(refreshToken) {
      const [waiting] = begunWith(refreshToken) ?? []
      if (waiting !== undefined) return waiting
      const row = await store
        .selectFrom('refresh_tokens')
        .select('session_id')
        .where('token_hash', '=', hashOf(refreshToken))
        .executeTakeFirst()
      return row?.session_id ?? null
    },
    end,
    async endAllOf(userId, at, because) {
      const rows = await store
        .selectFrom('sessions')
        .select('session_id')
        .where('user_id', '=', userId)
        .where('ended_at', 'is', null)
        .execute()
      const waiting = [...begun].flatMap(([id, each]) => (each.userId === userId ? [id] : []))
      const live = new Set([...rows.map((row) => row.session_id), ...waiting])
      for (const sessionId of live) await end(sessionId, at, because)
    },
    unwritten: {
      started: () =>
        [...begun]
          .filter(([sessionId]) => !over.has(sessionId))
          .map(([sessionId, { userId }]) => ({ sessionId, userId })),
      endingOf: (sessionId) => over.get(sessionId) ?? null,
    },
  }
}

async function exchange(store: Store, refreshToken: string, at: number): Promise<RotationResult> {
  try {
    return await store
      .transaction()
      .execute((transaction) => rotate(transaction, refreshToken, at, replace))
  } catch (error) {
    if (diskFailureOf(error) === null) throw error
    return rotate(store, refreshToken, at, async () => refreshToken)
  }
}

async function rotate(
  store: Store,
  refreshToken: string,
  at: number,
  replaceToken: typeof replace,
): Promise<RotationResult> {
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
  const next = await replaceToken(store, sessionId, refreshToken, at)
  return { kind: 'good', sessionId, userId, next, again: false }
}

async function replace(
  store: Store,
  sessionId: string,
  refreshToken: string,
  at: number,
): Promise<string> {
  // This token was used, so its predecessor is no longer accepted.
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
  await store
    .updateTable('sessions')
    .set({ expires_at: at + REFRESH_MS })
    .where('session_id', '=', sessionId)
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

/** Made from the token before, so that an answer can be repeated; the disk alone does not show any token. */
function successorOf(refreshToken: string, salt: string): string {
  return createHmac('sha256', refreshToken).update(salt).digest('base64url')
}

/** 256 random bits need no salt and no slow hash. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
