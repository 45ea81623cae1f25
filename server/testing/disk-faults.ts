import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { Store } from '../store/store.ts'

/** What disks do, done to a store that is open. Each replaces the one before. */
export interface DiskFaults {
  /** Writes fail with SQLITE_READONLY; reading goes on. */
  readOnly(): Promise<void>
  /** Whatever needs room fails with SQLITE_FULL. A row that gets no longer may still be written, as on a full disk. */
  full(): Promise<void>
  /** Another connection holds the write lock: SQLITE_BUSY. For a store in a file. */
  locked(): Promise<void>
  /** As before. */
  well(): Promise<void>
}

const NO_LIMIT = 4_294_967_294
const nothing = async () => undefined

export function diskFaults(store: Store): DiskFaults {
  let undo: () => Promise<unknown> = nothing

  async function well(): Promise<void> {
    const last = undo
    undo = nothing
    await last()
  }

  return {
    well,
    async readOnly() {
      await well()
      undo = () => sql`PRAGMA query_only = 0`.execute(store)
      await sql`PRAGMA query_only = 1`.execute(store)
    },
    async full() {
      await well()
      const pages = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store)
      undo = async () => {
        await sql.raw(`PRAGMA max_page_count = ${NO_LIMIT}`).execute(store)
        await sql`DROP TABLE IF EXISTS ballast`.execute(store)
      }
      await sql`CREATE TABLE IF NOT EXISTS ballast (bytes BLOB)`.execute(store)
      const limit = (pages.rows[0]?.page_count ?? 0) + 1
      await sql.raw(`PRAGMA max_page_count = ${limit}`).execute(store)
      await fill(store)
    },
    async locked() {
      await well()
      const files = await sql<{ name: string; file: string }>`PRAGMA database_list`.execute(store)
      const file = files.rows.find(({ name }) => name === 'main')?.file ?? ''
      if (file === '') throw new Error('a store in memory has nobody to lock it')
      const other = new DatabaseSync(file)
      undo = async () => other.close()
      other.exec('BEGIN EXCLUSIVE')
    },
  }
}

/** Leaves no room in the pages that there are. */
async function fill(store: Store): Promise<void> {
  for (const size of [100_000, 3000, 400, 40, 1]) {
    let room = true
    while (room) {
      room = await sql`INSERT INTO ballast VALUES (zeroblob(${size}))`.execute(store).then(
        () => true,
        () => false,
      )
    }
  }
}
