import { DatabaseSync } from 'node:sqlite'

/** What the disk under the server's database can do: everything, nothing but reading, or nothing that needs room. */
export type DiskState = 'well' | 'read-only' | 'full'

/** SQLite's own limit. */
const ANY_PAGES = 4_294_967_294

/**
 * Remembers the databases that this process opens, because a limit holds for one connection alone. The server's own code
 * opens them and SQLite itself refuses, with the codes of a disk.
 */
export function steerDisk(): (state: DiskState) => void {
  const opened = new Set<DatabaseSync>()
  const { exec } = DatabaseSync.prototype
  DatabaseSync.prototype.exec = function remember(this: DatabaseSync, sql: string) {
    opened.add(this)
    return exec.call(this, sql)
  }
  return (state) => {
    for (const database of opened) {
      if (!database.isOpen) continue
      exec.call(database, `PRAGMA query_only = ${state === 'read-only' ? 1 : 0}`)
      // Below what is used: nothing more fits.
      exec.call(database, `PRAGMA max_page_count = ${state === 'full' ? 1 : ANY_PAGES}`)
    }
  }
}

/** Another program holds the database for itself, as a copy tool would; the returned function gives it back. */
export function lockDatabase(path: string): () => void {
  const other = new DatabaseSync(path)
  try {
    other.exec('PRAGMA busy_timeout = 2000')
    other.exec('BEGIN IMMEDIATE')
  } catch (error) {
    other.close()
    throw error
  }
  return () => {
    other.exec('ROLLBACK')
    other.close()
  }
}
