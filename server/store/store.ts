import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { systemClock } from '../clock.ts'
import { StartFailure } from '../start-failure.ts'
import { makePrivateDatabase } from './files/private-files.ts'
import { migrationProvider } from './migrations.ts'
import { nodeSqliteDialect } from './node-sqlite.ts'
import { checkSchema } from './schema-check.ts'
import type { StoreOptions } from './schema-check.ts'
import type { Tables } from './tables.ts'

export type Store = Kysely<Tables>

/**
 * Opens the SQLite file (or `:memory:`) and brings it up to date, after a copy of it. Throws a StartFailure when it is newer
 * than this program, is damaged, or a migration fails: a server must not run on half a schema. Close it with `destroy()`.
 */
export async function openStore(
  path: string,
  options: StoreOptions = { mayMigrate: true, at: systemClock.wall() },
): Promise<Store> {
  if (path !== ':memory:') await check(path, options)
  const store = new Kysely<Tables>({ dialect: nodeSqliteDialect(path) })
  const { error } = await new Migrator({ db: store, provider: migrationProvider }).migrateToLatest()
  if (error !== undefined) {
    await store.destroy()
    throw new StartFailure(
      'database',
      `The database ${path} could not be brought up to date (${error instanceof Error ? error.message : String(error)}). It is as it was; install the version before, and report this.`,
      { cause: error },
    )
  }
  return store
}

async function check(path: string, options: StoreOptions): Promise<void> {
  makePrivateDatabase(path)
  const known = Object.keys(await migrationProvider.getMigrations()).toSorted()
  checkSchema({ path, known, ...options })
}

/** How long a write may wait for another program's lock, ms. The whole process waits meanwhile. */
const LOCK_WAIT_MS = 50

/** For a server that is about to listen: SQLite waits only briefly, and `Writes` tries again. */
export async function limitLockWait(store: Store): Promise<void> {
  await sql.raw(`PRAGMA busy_timeout = ${LOCK_WAIT_MS}`).execute(store)
}
