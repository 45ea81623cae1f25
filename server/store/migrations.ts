import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration, MigrationProvider } from 'kysely/migration'
import { renameCallWords } from './call-words-migration.ts'
import { joinFlagStates } from './flag-migration.ts'
import { moveIntoPlaces } from './place-migration.ts'
import { createParties } from './party-migration.ts'
import { keepDraftsAsJson } from './draft-migration.ts'

/** A released migration is never edited. */
const migrations: Record<string, Migration> = {
  '001-accounts': { up: createAccounts },
  '002-calls': { up: createCalls },
  '003-parties': { up: createParties },
  '004-history-names': { up: nameHistory },
  '005-token-successors': { up: saltSuccessors },
  '006-taken-out': { up: createTakenOut },
  '007-server-runs': { up: createServerRuns },
  '008-history-digits': { up: keepDigits },
  '009-webhook-answers': { up: createWebhookAnswers },
  '010-set-aside-and-ages': { up: setAsideAndAges },
  '011-session-endings': { up: tellSessionEndings },
  '012-agent-workers': { up: createAgentWorkers },
  '013-dialled-legs': { up: createDialledLegs },
  '014-call-words': { up: renameCallWords },
  '015-wrap-up-drafts': { up: keepDraftsAsJson },
  '016-flag-states': { up: joinFlagStates },
  '017-places': { up: moveIntoPlaces },
}

export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve(migrations),
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('username', 'text', (column) => column.notNull().unique())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('demo', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('sessions')
    .addColumn('session_id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) =>
      column.notNull().references('accounts.user_id').onDelete('cascade'),
    )
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema
    .createTable('refresh_tokens')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('sessions.session_id').onDelete('cascade'),
    )
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
}

async function createCalls(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calls')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('customer_call_sid', 'text')
    .addColumn('live', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('pending', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('calls_live').on('calls').column('live').execute()
  await db.schema
    .createIndex('calls_customer')
    .on('calls')
    .column('customer_call_sid')
    .unique()
    .execute()
  await db.schema
    .createTable('wrap_ups')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('deadline', 'bigint', (column) => column.notNull())
    .addColumn('required', 'integer', (column) => column.notNull())
    .addColumn('draft_disposition', 'text')
    .addColumn('draft_notes', 'text', (column) => column.notNull())
    .addColumn('completed_at', 'bigint')
    .addColumn('disposition', 'text')
    .addColumn('task_closed', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('history')
    .addColumn('entry_id', 'text', (column) => column.primaryKey())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('identity', 'text')
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('number', 'text')
    .addColumn('queue_name', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('talked_seconds', 'integer', (column) => column.notNull())
    .addColumn('handle_seconds', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('disposition', 'text')
    .execute()
  await db.schema
    .createIndex('history_identity')
    .on('history')
    .columns(['identity', 'started_at'])
    .execute()
}

async function nameHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('history').addColumn('name', 'text').execute()
}

async function saltSuccessors(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('refresh_tokens').addColumn('successor_salt', 'text').execute()
}

async function createTakenOut(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('taken_out')
    .addColumn('identity', 'text', (column) => column.primaryKey())
    .addColumn('activity_sid', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute()
}

async function createServerRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('server_runs')
    .addColumn('one', 'integer', (column) => column.primaryKey())
    .addColumn('runs', 'integer', (column) => column.notNull())
    .execute()
}

async function keepDigits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('history')
    .addColumn('digits', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
}

/** A table for rows that could not be read, and indexes to find the old rows that are deleted. */
async function setAsideAndAges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('set_aside')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('table_name', 'text', (column) => column.notNull())
    .addColumn('row_key', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  const ages = {
    history: 'started_at',
    calls: 'updated_at',
    wrap_ups: 'completed_at',
    refresh_tokens: 'expires_at',
    sessions: 'created_at',
  }
  for (const [table, column] of Object.entries(ages)) {
    await db.schema.createIndex(`${table}_age`).on(table).column(column).execute()
  }
}

/** An account can be disabled, and a session says when it runs out and why it ended. */
async function tellSessionEndings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('accounts').addColumn('disabled_at', 'bigint').execute()
  await db.schema.alterTable('sessions').addColumn('ended_because', 'text').execute()
  await db.schema
    .alterTable('sessions')
    .addColumn('expires_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  // Without it each refresh reads the whole table.
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

/** Which Worker is whose: by its SID, because its name and attributes can be rewritten with its own token. */
async function createAgentWorkers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agent_workers')
    .addColumn('identity', 'text', (column) => column.primaryKey())
    .addColumn('worker_sid', 'text', (column) => column.notNull().unique())
    .addColumn('chosen', 'text', (column) => column.notNull())
    .addColumn('written', 'text', (column) => column.notNull())
    .execute()
}

async function createDialledLegs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dialled_legs')
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('party_id', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('telephone', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('dialled_legs_key', ['call_id', 'party_id'])
    .execute()
  await db.schema.createIndex('dialled_legs_ended').on('dialled_legs').column('ended_at').execute()
}

async function createWebhookAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_answers')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('type', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('webhook_answers_at').on('webhook_answers').column('at').execute()
  await db.schema
    .createTable('over_callers')
    .addColumn('call_sid', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
}
