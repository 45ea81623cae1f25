import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { diskFailureOf } from '../disk/disk-failure.ts'
import { StartFailure } from '../start-failure.ts'
import { listCopies, makeCopy } from './files/copies.ts'

const MANUAL = 'resources/docs/server.md, "Going back to an older version"'

export interface StoreOptions {
  /** False while another server uses the database: it would go on with a schema that is no longer its own. */
  readonly mayMigrate: boolean
  /** The time of day, ms. It is in the name of a copy. */
  readonly at: number
}

export interface SchemaCheckDeps extends StoreOptions {
  readonly path: string
  /** Every migration that this program knows, in their order. */
  readonly known: readonly string[]
}

/**
 * Refuses a database that is damaged or newer than this program, and copies one that is older before it is changed. Throws a
 * StartFailure.
 */
export function checkSchema(deps: SchemaCheckDeps): void {
  try {
    const database = new DatabaseSync(deps.path)
    try {
      check(database, deps)
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure('database', sentenceOf(error, deps.path), { cause: error })
  }
}

function check(database: DatabaseSync, { path, known, mayMigrate, at }: SchemaCheckDeps): void {
  const has = migrationsIn(database)
  const newest = has.at(-1)
  if (newest === undefined) return
  const folder = dirname(path)
  if (has.some((name) => !known.includes(name))) {
    throw new StartFailure('database', newerSchema(path, newest, known))
  }
  if (has.length === known.length) return
  if (!mayMigrate) {
    throw new StartFailure(
      'database-held',
      `The database ${path} has to be brought up to date, and a server of an older version uses it. Stop that server first.`,
    )
  }
  makeCopy(database, { folder, schema: newest, at })
}

function migrationsIn(database: DatabaseSync): readonly string[] {
  const table = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'kysely_migration'")
    .get()
  if (table === undefined) return []
  return database
    .prepare('SELECT name FROM kysely_migration ORDER BY name')
    .all()
    .map(({ name }) => String(name))
}

function newerSchema(path: string, newest: string, known: readonly string[]): string {
  const fitting = listCopies(dirname(path)).find(({ schema }) => known.includes(schema))
  const back =
    fitting === undefined
      ? 'No copy from before the update is left.'
      : `To go back instead, put ${fitting.path} in its place, which was made before the update; what came since is lost (${MANUAL}).`
  return `The database ${path} was written by a newer version of Cordboard (${newest}; this version ends at ${known.at(-1)}). Install that version again. ${back}`
}

function sentenceOf(error: unknown, path: string): string {
  const failure = diskFailureOf(error)
  const reason = error instanceof Error ? error.message : String(error)
  if (failure === 'damaged') {
    const copy = listCopies(dirname(path))[0]?.path
    const rescue = copy === undefined ? 'a backup of yours' : `${copy} or a backup of yours`
    return `The database ${path} is damaged (${reason}). Put ${rescue} in its place, or move it away to begin with an empty one.`
  }
  if (failure === 'full')
    return `The disk is full, so the database ${path} could not be copied before the update. Make room and start again.`
  return `The database ${path} cannot be used (${reason}). Check that its folder exists and may be written.`
}
