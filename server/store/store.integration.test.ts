import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { openStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordboard-store-'))
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

it('keeps what was written across a restart, in WAL mode, and migrates once', async () => {
  const path = join(folder, 'cordboard.sqlite')
  const first = await openStore(path)
  const row = {
    call_id: 'c',
    customer_call_sid: 'CA1',
    live: 1,
    updated_at: 5,
    pending: '[]',
    state: '{}',
  }
  await first.insertInto('calls').values(row).execute()
  await first.destroy()

  const second = await openStore(path)
  expect(await second.selectFrom('calls').selectAll().execute()).toEqual([row])
  const mode = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(second)
  expect(mode.rows[0]?.journal_mode).toBe('wal')
  const duplicate = second
    .insertInto('calls')
    .values({ ...row, call_id: 'd' })
    .execute()
  await expect(duplicate).rejects.toThrow(/UNIQUE/)
  await second.destroy()
})
