import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartFailure } from '../start-failure.ts'
import { listCopies, makeCopy } from './files/copies.ts'

const MANUAL = 'resources/docs/server.md, "Going back to an older version"'

export interface SchemaCheckDeps {
  readonly path: string
  /** Every migration that this program knows, in their order. */
  readonly known: readonly string[]
  /** False while another server uses the database, which would go on with a schema that is no longer its own. */
  readonly mayMigrate: boolean
  /** The time of day, ms, which a copy bears in its name. */
  readonly at: number
}

/**
 * Looks at a database before anything is done with it: refuses what is damaged or newer than this program, and copies it
 * before it is changed. Throws a StartFailure.
 */
export function checkSchema(duty: SchemaCheckDeps): void {
  try {
    const database = new DatabaseSync(duty.path)
    try {
      check(database, duty)
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure('database', sentenceOf(error, duty.path), { cause: error })
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

/** SQLite's own codes: https://www.sqlite.org/rescode.html. */
function sentenceOf(error: unknown, path: string): string {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  const reason = error instanceof Error ? error.message : String(error)
  if (code === 11 || code === 26) {
    const copy = listCopies(dirname(path))[0]?.path
    const rescue = copy === undefined ? 'a backup of yours' : `${copy} or a backup of yours`
    return `The database ${path} is damaged (${reason}). Put ${rescue} in its place, or move it away to begin with an empty one.`
  }
  if (code === 13)
    return `The disk is full, so the database ${path} could not be copied before the update. Make room and start again.`
  return `The database ${path} cannot be used (${reason}). Check that its folder exists and may be written.`
}
