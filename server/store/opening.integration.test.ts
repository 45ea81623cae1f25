import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataPlace, storePath } from '../config/data-folder.ts'
import { tokenSecret } from '../config/token-secret.ts'
import { listCopies } from './files/copies.ts'
import { migrationProvider } from './migrations.ts'
import { nodeSqliteDialect } from './node-sqlite.ts'
import { openStore } from './store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'cordboard-opening-')), 'data')
  path = storePath(dataPlace(folder, false))
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 3 }))

const modeOf = (name: string) => (statSync(name).mode & 0o777).toString(8)
const place = () => ({ kind: 'folder', path: folder }) as const

/** The database as an older version left it, with a row of its own. */
async function olderDatabase(newest = '008-history-digits'): Promise<void> {
  const db = new Kysely<unknown>({ dialect: nodeSqliteDialect(path) })
  const { error } = await new Migrator({ db, provider: migrationProvider }).migrateTo(newest)
  expect(error).toBeUndefined()
  await sql`INSERT INTO server_runs VALUES (1, 41)`.execute(db)
  await db.destroy()
}

async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ name: 'Error', kind: 'database' })
  return error instanceof Error ? error.message : ''
}

describe('an update', () => {
  it('copies the database before it changes it, and keeps the last three copies', async () => {
    for (const at of [1, 2, 3, 4]) {
      await olderDatabase()
      await (await openStore(path, { mayMigrate: true, at })).destroy()
      rmSync(path)
    }
    const copies = listCopies(folder)
    expect(copies.map(({ at }) => at)).toEqual([4, 3, 2])
    const copy = new DatabaseSync(copies[0]?.path ?? '')
    expect(copy.prepare('SELECT runs FROM server_runs').get()).toEqual({ runs: 41 })
    copy.close()
    expect(modeOf(copies[0]?.path ?? '')).toBe('600')
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(3)
  })

  it('makes no copy where nothing changes', async () => {
    await (await openStore(path)).destroy()
    await (await openStore(path)).destroy()
    expect(listCopies(folder)).toEqual([])
  })

  it('that fails leaves the database as it was, with no half of it done', async () => {
    await olderDatabase('007-server-runs')
    const before = new DatabaseSync(path)
    // In the way of a later migration than the first that is due.
    before.exec('CREATE TABLE set_aside (one INTEGER)')
    before.close()
    expect(await refusal(openStore(path))).toMatch(/could not be brought up to date/)
    const left = new DatabaseSync(path)
    const columns = left.prepare("SELECT name FROM pragma_table_info('history')").all()
    expect(columns.map(({ name }) => name)).not.toContain('digits')
    left.close()
  })

  it('waits while a server of an older version uses the database', async () => {
    await olderDatabase()
    await expect(openStore(path, { mayMigrate: false, at: 1 })).rejects.toMatchObject({
      kind: 'database-held',
    })
    expect(listCopies(folder)).toEqual([])
  })
})

describe('a database that cannot be used', () => {
  it('of a newer version is refused with what to do, and left alone', async () => {
    await olderDatabase()
    await (await openStore(path, { mayMigrate: true, at: 7 })).destroy()
    const newer = new DatabaseSync(path)
    newer.exec("INSERT INTO kysely_migration VALUES ('900-of-tomorrow', '2030-01-01T00:00:00Z')")
    newer.close()
    const before = readFileSync(path)
    const sentence = await refusal(openStore(path))
    expect(sentence).toMatch(/newer version of Cordboard \(900-of-tomorrow; .*Install that version/)
    expect(sentence).toContain(listCopies(folder)[0]?.path)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('because it is not a database is told with what to do', async () => {
    writeFileSync(path, 'not a database, and long enough to be looked at as one'.repeat(20))
    expect(await refusal(openStore(path))).toMatch(/is damaged .* Put .* in its place/)
  })
})

describe('what is kept on disk', () => {
  it('nobody else can read, also what an older version left open', async () => {
    await (await openStore(path)).destroy()
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644)
    chmodSync(folder, 0o755)
    dataPlace(folder, false)
    const store = await openStore(path)
    tokenSecret(null, place())
    expect(modeOf(folder)).toBe('700')
    for (const name of readdirSync(folder))
      expect([name, modeOf(join(folder, name))]).toEqual([name, '600'])
    expect(readdirSync(folder)).toContain('cordboard.sqlite-wal')
    await store.destroy()
  })

  it('leaves a folder open that is not ours alone', () => {
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'of-somebody-else'), '')
    dataPlace(folder, false)
    expect(modeOf(folder)).toBe('755')
  })
})

describe('the key of sign-ins', () => {
  it('is made once, whole, and found again', () => {
    const made = tokenSecret(null, place()).reveal()
    expect(made.length).toBeGreaterThanOrEqual(32)
    expect(tokenSecret(null, place()).reveal()).toBe(made)
    expect(readdirSync(folder)).toEqual(['token-secret'])
  })

  // A power cut at the first start left an empty file, and then every sign-in answered 500.
  it.each(['', 'too short\n'])('of %j is refused with what to do', async (text) => {
    writeFileSync(join(folder, 'token-secret'), text)
    const made = Promise.resolve().then(() => tokenSecret(null, place()))
    expect(await refusal(made)).toMatch(/token-secret .* at least 32 .* Delete it/)
  })
})
