import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { keepDraftsAsJson } from './draft-migration.ts'
import { openStore } from './store.ts'

it('keeps what was filled in before, and asks no more for the old columns', async () => {
  const store = await openStore(':memory:')
  await sql`DROP TABLE wrap_ups`.execute(store)
  await sql`CREATE TABLE wrap_ups (call_id, draft_disposition, draft_notes NOT NULL)`.execute(store)
  await sql`INSERT INTO wrap_ups VALUES ('a', 'resolved', 'said "yes"'), ('b', NULL, '')`.execute(
    store,
  )
  // A migration knows no tables by their types.
  await keepDraftsAsJson(store as unknown as Kysely<unknown>)
  const rows = await store.selectFrom('wrap_ups').selectAll().orderBy('call_id').execute()
  expect(rows.map((row) => JSON.parse(row.draft) as unknown)).toEqual([
    { dispositionId: 'resolved', notes: 'said "yes"' },
    { dispositionId: null, notes: '' },
  ])
  expect(Object.keys(rows[0] ?? {})).toEqual(['call_id', 'draft'])
  await store.destroy()
})
