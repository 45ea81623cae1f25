import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { OwnSettings } from '../config/config.ts'
import type { Store } from '../store/store.ts'

/** How many rows one statement deletes: the server answers nobody while it runs. */
export const BATCH = 200

/** How many days each kind of data is kept when it is no longer needed; 0 for ever. */
export type KeepDays = OwnSettings['keep']

/** One kind of rows that grow old. */
export interface Deletion {
  readonly what: 'history' | 'calls' | 'notes' | 'refreshTokens' | 'sessions' | 'setAside'
  readonly keep: keyof KeepDays
  /** Deletes up to `BATCH` rows that are not needed since before the instant `before`. */
  statement(before: number): RawBuilder<unknown>
}

/** After-call work that is open keeps everything of its call. */
const unfinished = sql`(completed_at IS NULL OR task_closed = 0)`

/** In this order: what refers to another goes first. */
export const deletions: readonly Deletion[] = [
  {
    what: 'history',
    keep: 'history',
    statement: (before) => sql`
    DELETE FROM history WHERE entry_id IN (
      SELECT entry_id FROM history
      WHERE started_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.call_id = history.call_id AND live = 1)
        AND NOT EXISTS (
          SELECT 1 FROM wrap_ups WHERE wrap_ups.call_id = history.call_id AND ${unfinished})
      LIMIT ${BATCH})`,
  },
  {
    what: 'notes',
    keep: 'notes',
    statement: (before) => sql`
    DELETE FROM wrap_ups WHERE rowid IN (
      SELECT rowid FROM wrap_ups
      WHERE completed_at < ${before} AND task_closed = 1
        AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.call_id = wrap_ups.call_id AND live = 1)
      LIMIT ${BATCH})`,
  },
  {
    what: 'calls',
    keep: 'calls',
    statement: (before) => sql`
    DELETE FROM calls WHERE call_id IN (
      SELECT call_id FROM calls
      WHERE updated_at < ${before} AND live = 0 AND pending = '[]'
        AND NOT EXISTS (
          SELECT 1 FROM wrap_ups WHERE wrap_ups.call_id = calls.call_id AND ${unfinished})
      LIMIT ${BATCH})`,
  },
  {
    what: 'refreshTokens',
    keep: 'sessions',
    statement: (before) => sql`
    DELETE FROM refresh_tokens WHERE token_hash IN (
      SELECT token_hash FROM refresh_tokens WHERE expires_at < ${before} LIMIT ${BATCH})`,
  },
  {
    // A session that nobody has ended is over when no refresh token is left.
    what: 'sessions',
    keep: 'sessions',
    statement: (before) => sql`
    DELETE FROM sessions WHERE session_id IN (
      SELECT session_id FROM sessions
      WHERE created_at < ${before}
        AND (ended_at < ${before} OR (ended_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM refresh_tokens WHERE refresh_tokens.session_id = sessions.session_id)))
      LIMIT ${BATCH})`,
  },
  {
    what: 'setAside',
    keep: 'copies',
    statement: (before) => sql`
    DELETE FROM set_aside WHERE id IN (
      SELECT id FROM set_aside WHERE at < ${before} LIMIT ${BATCH})`,
  },
]

/** Deletes one batch; how many rows it had. */
export async function deleteBatch(
  store: Store,
  { statement }: Deletion,
  before: number,
): Promise<number> {
  const { numAffectedRows } = await statement(before).execute(store)
  return Number(numAffectedRows ?? 0)
}
