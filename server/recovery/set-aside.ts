import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

export type SetAsideTable = Exclude<keyof Tables, 'set_aside'>

/** A row that cannot be read, and why; `content` is all of it. */
export interface Unreadable {
  readonly table: SetAsideTable
  readonly key: string
  readonly content: object
  readonly reason: string
}

/** Keeps a copy of the row for people. `at` is on the wall clock, ms. */
export async function setAside(
  store: Store,
  { table, key, content, reason }: Unreadable,
  at: number,
): Promise<void> {
  const row = { table_name: table, row_key: key, content: JSON.stringify(content), reason, at }
  await store.insertInto('set_aside').values(row).execute()
}

/** How many rows are set aside. */
export async function countSetAside(store: Store): Promise<number> {
  const row = await store
    .selectFrom('set_aside')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return Number(row.rows)
}
