import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Accounts can be shut without being removed, and a session says when it runs out and why it was ended. */
export async function tellSessionEndings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('accounts').addColumn('disabled_at', 'bigint').execute()
  await db.schema.alterTable('sessions').addColumn('ended_because', 'text').execute()
  await db.schema
    .alterTable('sessions')
    .addColumn('expires_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  // Each refresh and each look at the open sessions would read the whole table.
  await db.schema
    .createIndex('refresh_tokens_session')
    .on('refresh_tokens')
    .column('session_id')
    .execute()
  await sql`CREATE INDEX sessions_open ON sessions (user_id) WHERE ended_at IS NULL`.execute(db)
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
  await sql`
    UPDATE sessions SET expires_at = COALESCE(
      (SELECT MAX(expires_at) FROM refresh_tokens
        WHERE refresh_tokens.session_id = sessions.session_id), 0)`.execute(db)
}
