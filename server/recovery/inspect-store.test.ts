import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAccounts } from '../auth/accounts-store.ts'
import { createCallStore } from '../calls/runtime/call-store.ts'
import { createTakenOutStore } from '../presence/taken-out-store.ts'
import { atOnce } from '../disk/writes.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { aCaller, talking } from '../testing/calls.ts'
import { openOffice } from '../testing/office.ts'
import { inspectStore } from './inspect-store.ts'
import { countSetAside } from './set-aside.ts'

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
})
afterEach(() => store.destroy())

const log = pino({ level: 'silent' })
const inspect = () => inspectStore({ store, tenant: 'main', at: 5, log })

/** A call that is talked in, on a store of its own, as a restart finds it. */
async function leaveCall(): Promise<void> {
  const office = await openOffice({ store })
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch('call_1', event)
  await office.close(true)
}

it('leaves alone what can be read', async () => {
  await leaveCall()
  expect(await inspect()).toEqual({ calls: [], wrapUps: [] })
  expect(await countSetAside(store)).toBe(0)
})

it.each([
  ['is no JSON', '{"callId":"call_1","dire', 'is no JSON'],
  ['has a phase of tomorrow', null, 'phase.kind: invalid_union'],
])('takes a call that %s out of the way, and keeps it', async (_, text, reason) => {
  await leaveCall()
  const { state } = await store.selectFrom('calls').select('state').executeTakeFirstOrThrow()
  const bad = text ?? state.replace('"kind":"active"', '"kind":"teleported"')
  await store.updateTable('calls').set({ state: bad }).execute()
  const { calls } = await inspect()
  expect(calls).toMatchObject([{ call_id: 'call_1', customer_call_sid: 'CA-customer', state: bad }])
  expect(await store.selectFrom('calls').selectAll().execute()).toEqual([])
  const [row] = await store.selectFrom('set_aside').selectAll().execute()
  expect(row).toMatchObject({ table_name: 'calls', row_key: 'call_1', reason, at: 5 })
  expect(JSON.parse(row?.content ?? '')).toMatchObject({ state: bad })
})

it('keeps a call of which only the commands cannot be read, and the next server goes on with it', async () => {
  await leaveCall()
  await store.updateTable('calls').set({ pending: '[{"kind":"beam-up"}]' }).execute()
  expect(await inspect()).toEqual({ calls: [], wrapUps: [] })
  expect(await countSetAside(store)).toBe(1)
  const office = await openOffice({ store })
  await office.calls.recover()
  expect(office.calls.find('call_1')?.phase.kind).toBe('active')
  await office.close(true)
})

it('takes after-call work, a lease and an account that cannot be read out of the way', async () => {
  const work = { call_id: 'call_2', identity: 'tenant_main_user_ada', party_id: 'p', facts: '{}' }
  const times = { started_at: 1, deadline: 2, required: 1, completed_at: null, task_closed: 0 }
  const draft = { draft: JSON.stringify(makeDraft({ notes: 'typed' })), disposition: null }
  await store
    .insertInto('wrap_ups')
    .values({ ...work, ...times, ...draft })
    .execute()
  const lease = { identity: 'i', activity_sid: 'WA', changed_at: '', since: 1, reason: 'bored' }
  await store.insertInto('taken_out').values(lease).execute()
  const account = { username: 'u', display_name: 'U', role: 'agent', password_hash: '' }
  const bad = { ...account, user_id: 'not letters', demo: 0, created_at: 1 }
  await store.insertInto('accounts').values(bad).execute()
  const { wrapUps } = await inspect()
  expect(wrapUps).toEqual([{ callId: 'call_2', identity: 'tenant_main_user_ada' }])
  const aside = await store.selectFrom('set_aside').select(['table_name', 'content']).execute()
  expect(aside.map((row) => row.table_name).toSorted()).toEqual([
    'accounts',
    'taken_out',
    'wrap_ups',
  ])
  expect(aside.some(({ content }) => content.includes('typed'))).toBe(true)
  expect(await createTakenOutStore(store, atOnce).all()).toEqual([])
  expect(await createAccounts(store, 'main').list()).toEqual([])
})

it('knows nothing of a call that ended long ago and cannot be read, instead of failing', async () => {
  const call = { call_id: 'call_9', customer_call_sid: null, live: 0, updated_at: 1 }
  await store
    .insertInto('calls')
    .values({ ...call, pending: '[]', state: '{' })
    .execute()
  expect(await createCallStore(store, atOnce).load('call_9')).toBeNull()
})
