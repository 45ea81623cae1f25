import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'
import { SqliteAdapter, SqliteDialect } from 'kysely'
import type { SqliteStatement } from 'kysely'

/** SQLite can roll back a change of the schema. Kysely does not know that, and would leave a failed migration half done. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new WholeMigrations()
  }
}

/**
 * Kysely's SQLite dialect over Node's own SQLite: no native package to rebuild for Electron.
 * The dialect wants the shape of better-sqlite3's statements; this adapter is that shape.
 */
export function nodeSqliteDialect(path: string): SqliteDialect {
  const database = new DatabaseSync(path)
  // WAL lets a reader, such as a backup, run beside the one writer. NORMAL is durable enough with it.
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = NORMAL')
  database.exec('PRAGMA foreign_keys = ON')
  // Overwrites what is deleted, because its time of retention is over.
  database.exec('PRAGMA secure_delete = ON')
  database.exec('PRAGMA busy_timeout = 5000')
  const prepareOnce = keepStatements(database)
  return new NodeSqliteDialect({
    database: {
      close: () => database.close(),
      prepare(sql) {
        // On a full disk SQLite rolls back by itself. A second rollback would hide the first error behind its own.
        const moot = sql === 'rollback' && !database.isTransaction
        return prepareOnce(moot ? 'select 1 where 0' : sql)
      },
    },
  })
}

/** A call alone has a few dozen statements; lists of values of each length are others. */
const MOST_KEPT = 200

/**
 * Statements stay prepared: for a small query that is most of the work. SQLite prepares them again when the schema
 * changes, and Kysely runs one at a time.
 */
function keepStatements(database: DatabaseSync): (sql: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>()
  return (sql) => {
    const statement = kept.get(sql) ?? prepare(database, sql)
    kept.delete(sql)
    // The last is the one that was used last.
    kept.set(sql, statement)
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return statement
  }
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql)
  return {
    // Only a statement that returns rows has columns.
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bound(parameters)),
    run: (parameters) => statement.run(...bound(parameters)),
    iterate: (parameters) => statement.iterate(...bound(parameters)),
  }
}

function bound(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value
    if (typeof value === 'bigint' || value instanceof Uint8Array) return value
    throw new TypeError(`SQLite takes no ${typeof value}`)
  })
}
