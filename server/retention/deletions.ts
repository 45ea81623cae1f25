import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Store } from '../store/store.ts'

/** How many rows one statement deletes: a server answers nobody while it runs. */
export const BATCH = 200

/** One kind of rows that grow old. */
export interface Deletion {
  readonly what: 'history' | 'calls' | 'notes' | 'refreshTokens' | 'sessions' | 'setAside'
  /** Deletes up to `BATCH` rows that were done with before the instant `before`, and says how many they were. */
  run(store: Store, before: number): Promise<number>
}

/** Whatever of a call is not done with keeps everything of it that somebody will still ask for. */
const unfinished = sql`(completed_at IS NULL OR task_closed = 0)`

/** In this order: what refers to another goes first. */
export const deletions: readonly Deletion[] = [
  deletion(
    'history',
    (before) => sql`
    DELETE FROM history WHERE entry_id IN (
      SELECT entry_id FROM history
      WHERE started_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.call_id = history.call_id AND live = 1)
        AND NOT EXISTS (
          SELECT 1 FROM wrap_ups WHERE wrap_ups.call_id = history.call_id AND ${unfinished})
      LIMIT ${BATCH})`,
  ),
  deletion(
    'notes',
    (before) => sql`
    DELETE FROM wrap_ups WHERE rowid IN (
      SELECT rowid FROM wrap_ups
      WHERE completed_at < ${before} AND task_closed = 1
        AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.call_id = wrap_ups.call_id AND live = 1)
      LIMIT ${BATCH})`,
  ),
  deletion(
    'calls',
    (before) => sql`
    DELETE FROM calls WHERE call_id IN (
      SELECT call_id FROM calls
      WHERE updated_at < ${before} AND live = 0 AND pending = '[]'
        AND NOT EXISTS (
          SELECT 1 FROM wrap_ups WHERE wrap_ups.call_id = calls.call_id AND ${unfinished})
      LIMIT ${BATCH})`,
  ),
  deletion(
    'refreshTokens',
    (before) => sql`
    DELETE FROM refresh_tokens WHERE token_hash IN (
      SELECT token_hash FROM refresh_tokens WHERE expires_at < ${before} LIMIT ${BATCH})`,
  ),
  // One that nobody has ended is over when no refresh token is left.
  deletion(
    'sessions',
    (before) => sql`
    DELETE FROM sessions WHERE session_id IN (
      SELECT session_id FROM sessions
      WHERE created_at < ${before}
        AND (ended_at < ${before} OR (ended_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM refresh_tokens WHERE refresh_tokens.session_id = sessions.session_id)))
      LIMIT ${BATCH})`,
  ),
  deletion(
    'setAside',
    (before) => sql`
    DELETE FROM set_aside WHERE id IN (
      SELECT id FROM set_aside WHERE at < ${before} LIMIT ${BATCH})`,
  ),
]

function deletion(
  what: Deletion['what'],
  statement: (before: number) => RawBuilder<unknown>,
): Deletion {
  return {
    what,
    async run(store, before) {
      const { numAffectedRows } = await statement(before).execute(store)
      return Number(numAffectedRows ?? 0)
    },
  }
}
