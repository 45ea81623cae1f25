import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setAside } from '../recovery/set-aside.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import type { HistoryRow, WrapUpRow } from '../store/tables.ts'
import { aCaller } from '../testing/calls.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import type { FakeClock } from '../testing/fake-clock.ts'
import { until } from '../testing/until.ts'
import { untilNight } from './night.ts'
import type { KeepDays } from './deletions.ts'
import { createRetention } from './retention.ts'
import type { Retention } from './retention.ts'

const DAY_MS = 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000
const keep: KeepDays = { history: 100, notes: 50, calls: 10, sessions: 20, copies: 30 }
let store: Store
let clock: FakeClock
let retention: Retention
let pauses = 0
beforeEach(async () => {
  store = await openStore(':memory:')
  clock = fakeClock()
  pauses = 0
  retention = begin()
})
afterEach(async () => {
  await retention.close()
  await store.destroy()
})

function begin(more: { keep?: KeepDays; latest?: number; folder?: string } = {}): Retention {
  return createRetention({
    clock,
    log: pino({ level: 'silent' }),
    store,
    folder: null,
    keep,
    latest: clock.now(),
    random: () => 0.5,
    pause: async () => void (pauses += 1),
    ...more,
  })
}

const ago = (days: number) => clock.now() - days * DAY_MS

async function addCall(call_id: string, days: number, more: { live?: 1; pending?: string } = {}) {
  const state = JSON.stringify({ ...aCaller(), callId: call_id })
  const row = { call_id, customer_call_sid: null, live: 0, pending: '[]', state, ...more }
  await store
    .insertInto('calls')
    .values({ ...row, updated_at: ago(days) })
    .execute()
}

async function addHistory(call_id: string, days: number): Promise<void> {
  const row: Insertable<HistoryRow> = {
    entry_id: `entry_${call_id}`,
    call_id,
    identity: 'ada',
    direction: 'inbound',
    number: '+15005550142',
    name: null,
    queue_name: null,
    started_at: ago(days),
    talked_seconds: 1,
    handle_seconds: 1,
    outcome: 'answered',
    disposition: null,
  }
  await store.insertInto('history').values(row).execute()
}

async function addWork(call_id: string, days: number, more: Partial<WrapUpRow> = {}) {
  const at = ago(days)
  const row: WrapUpRow = {
    call_id,
    identity: 'ada',
    party_id: `entry_${call_id}`,
    facts: '{}',
    started_at: at,
    deadline: at,
    required: 1,
    draft: JSON.stringify(makeDraft({ notes: 'notes' })),
    completed_at: at,
    disposition: null,
    task_closed: 1,
    ...more,
  }
  await store.insertInto('wrap_ups').values(row).execute()
}

async function left() {
  const [calls, history, notes] = await Promise.all([
    store.selectFrom('calls').select('call_id').orderBy('call_id').execute(),
    store.selectFrom('history').select('call_id').orderBy('call_id').execute(),
    store.selectFrom('wrap_ups').select('call_id').orderBy('call_id').execute(),
  ])
  const ids = (rows: readonly { call_id: string }[]) => rows.map((row) => row.call_id)
  return { calls: ids(calls), history: ids(history), notes: ids(notes) }
}

describe('what is deleted', () => {
  it('is what each kind has been kept for, to the day', async () => {
    for (const [id, days] of [
      ['old', 101],
      ['new', 99],
    ] as const)
      await addHistory(id, days)
    for (const [id, days] of [
      ['old', 51],
      ['new', 49],
    ] as const)
      await addWork(id, days)
    for (const [id, days] of [
      ['old', 11],
      ['new', 9],
    ] as const)
      await addCall(id, days)
    await retention.run()
    expect(await left()).toEqual({ calls: ['new'], history: ['new'], notes: ['new'] })
  })

  it('is never of a call that goes on, or has something left to do', async () => {
    await addCall('live', 900, { live: 1 })
    await addCall('owed', 900, { pending: '[{"kind":"cancel-task","taskSid":"WT1"}]' })
    await addCall('worked-on', 900)
    await addCall('not-told', 900)
    await addWork('live', 900)
    await addWork('worked-on', 900, { completed_at: null, task_closed: 0 })
    await addWork('not-told', 900, { task_closed: 0 })
    for (const id of ['live', 'worked-on', 'not-told']) await addHistory(id, 900)
    const before = await left()
    await retention.run()
    expect(await left()).toEqual(before)
  })

  it('is a session that is over, with its tokens, and none that can go on', async () => {
    const account = { user_id: 'u', username: 'u', display_name: 'U', role: 'agent' }
    const rest = { password_hash: '', demo: 0, created_at: 1 }
    await store
      .insertInto('accounts')
      .values({ ...account, ...rest })
      .execute()
    const sessions = [
      ['ended', 300, 21, 5],
      ['ended-lately', 300, 19, 5],
      ['lapsed', 300, null, 21],
      ['used', 300, null, -5],
    ] as const
    for (const [session_id, began, ended, expired] of sessions) {
      const ended_at = ended === null ? null : ago(ended)
      const expires_at = ago(expired)
      const row = { session_id, user_id: 'u', created_at: ago(began), expires_at, ended_at }
      await store.insertInto('sessions').values(row).execute()
      const token = { token_hash: session_id, session_id, expires_at: ago(expired) }
      const unused = { used_at: null, successor_salt: null }
      await store
        .insertInto('refresh_tokens')
        .values({ ...token, ...unused })
        .execute()
    }
    await retention.run()
    const rows = await store.selectFrom('sessions').select('session_id').execute()
    expect(rows.map(({ session_id }) => session_id).toSorted()).toEqual(['ended-lately', 'used'])
    const tokens = await store.selectFrom('refresh_tokens').select('session_id').execute()
    expect(tokens.map(({ session_id }) => session_id).toSorted()).toEqual(['ended-lately', 'used'])
  })

  it('is nothing of what is kept for ever', async () => {
    await addHistory('old', 9000)
    await retention.close()
    retention = begin({ keep: { ...keep, history: 0 } })
    await retention.run()
    expect((await left()).history).toEqual(['old'])
  })

  it('is a copy from before an update, and a row that was set aside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordboard-retention-'))
    mkdirSync(join(folder, 'copies'))
    const nameOf = (days: number) => `cordboard-${ago(days)}-008-history-digits.sqlite`
    for (const days of [31, 29]) writeFileSync(join(folder, 'copies', nameOf(days)), '')
    for (const days of [31, 29]) {
      await setAside(
        store,
        { table: 'calls', key: String(days), content: {}, reason: '' },
        ago(days),
      )
    }
    await retention.close()
    retention = begin({ folder })
    await retention.run()
    expect(readdirSync(join(folder, 'copies'))).toEqual([nameOf(29)])
    const rows = await store.selectFrom('set_aside').select('row_key').execute()
    expect(rows).toEqual([{ row_key: '29' }])
    rmSync(folder, { recursive: true, force: true })
  })

  it('goes in small steps, between which the server does something else', async () => {
    for (let line = 0; line < 450; line += 1) await addHistory(`old-${line}`, 200)
    await retention.run()
    expect((await left()).history).toEqual([])
    expect(pauses).toBe(2)
  })

  it('is not more because the wall clock was set forward', async () => {
    await addHistory('new', 1)
    clock.setWall(5000 * DAY_MS)
    await retention.run()
    expect((await left()).history).toEqual(['new'])
  })
})

describe('when it is deleted', () => {
  it('some minutes after the start, and every night from then on', async () => {
    await addHistory('old', 101)
    await addHistory('tomorrow', 99.9)
    retention.start()
    clock.advance(59_000)
    expect((await left()).history).toEqual(['old', 'tomorrow'])
    clock.advance(11 * 60_000)
    await until('the first is deleted', async () => (await left()).history.length === 1)
    clock.advance(2 * DAY_MS)
    await until('the night deletes the next', async () => (await left()).history.length === 0)
  })

  it('a day later where nothing was written for long: the clock may be wrong', async () => {
    await addHistory('old', 101)
    await retention.close()
    retention = begin({ latest: ago(8) })
    retention.start()
    clock.advance(23 * HOUR_MS)
    await retention.close()
    expect((await left()).history).toEqual(['old'])
  })

  it.each([0, 0.5, 0.999])('between three and four, once a night, spread by %d', (random) => {
    let at = Date.UTC(2026, 2, 1, 12)
    for (let night = 0; night < 400; night += 1) {
      const wait = untilNight(at, random)
      expect(wait).toBeGreaterThan(HOUR_MS)
      expect(wait).toBeLessThan(27 * HOUR_MS)
      at += wait
      expect(new Date(at).getHours()).toBe(3)
    }
  })
})
