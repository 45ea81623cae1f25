import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrationProvider } from './migrations.ts'
import { nodeSqliteDialect } from './node-sqlite.ts'
import type { Tables } from './tables.ts'

export type Store = Kysely<Tables>

/**
 * Opens the SQLite file (or `:memory:`) and brings it up to date. Throws when a migration fails: a
 * server must not run on half a schema. Close it with `destroy()`.
 */
export async function openStore(path: string): Promise<Store> {
  const store = new Kysely<Tables>({ dialect: nodeSqliteDialect(path) })
  const { error } = await new Migrator({ db: store, provider: migrationProvider }).migrateToLatest()
  if (error !== undefined) {
    await store.destroy()
    throw new Error(`the store at ${path} could not be brought up to date`, { cause: error })
  }
  return store
}

/** How long a write may wait for another program's lock while calls wait for the thread that waits, ms. */
const LOCK_WAIT_MS = 50

/** Before a server serves: SQLite waits with the whole process, so it waits briefly, and `Writes` tries again. */
export async function limitLockWait(store: Store): Promise<void> {
  await sql.raw(`PRAGMA busy_timeout = ${LOCK_WAIT_MS}`).execute(store)
}
