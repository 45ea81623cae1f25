import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nodeSqliteDialect } from './node-sqlite.ts'

interface Tables {
  calls: { id: number; state?: string }
}

let store: Kysely<Tables>

beforeEach(async () => {
  store = new Kysely<Tables>({ dialect: nodeSqliteDialect(':memory:') })
  await sql`create table calls (id integer primary key)`.execute(store)
  await store.insertInto('calls').values({ id: 1 }).execute()
})
afterEach(() => store.destroy())

const readAll = () => store.selectFrom('calls').selectAll().execute()

it('reads a new column with a query from before', async () => {
  expect(await readAll()).toEqual([{ id: 1 }])
  await sql`alter table calls add column state text default 'new'`.execute(store)
  expect(await readAll()).toEqual([{ id: 1, state: 'new' }])
})

it('goes on after more different queries than it keeps', async () => {
  for (let count = 1; count <= 300; count += 1) {
    const ids = Array.from({ length: count }, (_, index) => index + 1)
    const found = await store.selectFrom('calls').selectAll().where('id', 'in', ids).execute()
    expect(found).toEqual([{ id: 1 }])
  }
  expect(await readAll()).toEqual([{ id: 1 }])
})

it('gives a failed query no memory of its failure', async () => {
  const add = () => store.insertInto('calls').values({ id: 1 }).execute()
  await expect(add()).rejects.toThrow(/UNIQUE/)
  await store.deleteFrom('calls').execute()
  await add()
  expect(await readAll()).toEqual([{ id: 1 }])
})
