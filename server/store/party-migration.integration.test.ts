import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { createCallStore } from '../calls/runtime/call-store.ts'
import { atOnce } from '../disk/writes.ts'
import { createWrapUpStore } from '../wrapup/wrap-up-store.ts'
import { openStore } from './store.ts'
import { keepDraftsAsJson } from './draft-migration.ts'
import { renameCallWords } from './call-words-migration.ts'
import { createParties } from './party-migration.ts'
import { moveIntoPlaces } from './place-migration.ts'

const leg = { partyId: 'agent_WR1', identity: 'ada', workerSid: 'WK1', callSid: 'CA2' }
const before = {
  direction: 'inbound',
  startedAt: 5,
  lineNumber: null,
  queueName: 'Support',
  customer: { number: null, callSid: 'CA1' },
  conferenceSid: 'CF1',
  task: { taskSid: 'WT1', reservationSid: 'WR1', accepted: true },
  spentReservations: [],
  waitedSeconds: 1,
  notes: 'n',
  trouble: null,
}
const hold = { requested: false, confirmed: false, since: 9, deadline: null }
const active = { kind: 'active', leg, since: 9, hold, closing: null }
const ended = {
  kind: 'ended',
  at: 9,
  reason: 'customer-hung-up',
  leg,
  talkedSince: 6,
  shownUntil: 29,
}

it('carries calls of two parties, and their after-call work, over to calls of many', async () => {
  const store = await openStore(':memory:')
  for (const [callId, phase, live] of [
    ['a', active, 1],
    ['b', ended, 0],
  ] as const) {
    const state = JSON.stringify({ ...before, callId, phase })
    const pending = JSON.stringify([{ kind: 'read-back' }, { kind: 'end-leg', callSid: 'CA9' }])
    const row = { call_id: callId, customer_call_sid: callId, live, updated_at: 9, pending, state }
    await store.insertInto('calls').values(row).execute()
  }
  await sql`DROP TABLE wrap_ups`.execute(store)
  await sql`CREATE TABLE wrap_ups (call_id, identity, facts, started_at, deadline, required,
    draft_disposition, draft_notes, completed_at, disposition, task_closed)`.execute(store)
  await sql`INSERT INTO wrap_ups VALUES ('b', 'ada', '{}', 9, 99, 1, NULL, 'n', NULL, NULL, 0)`.execute(
    store,
  )
  const entry = { entry_id: 'agent_WR1', call_id: 'b', identity: 'ada', direction: 'inbound' }
  const talk = {
    number: null,
    queue_name: null,
    started_at: 6,
    talked_seconds: 3,
    handle_seconds: 3,
  }
  await store
    .insertInto('history')
    .values({ ...entry, ...talk, outcome: 'answered', disposition: null })
    .execute()

  // A migration knows no tables by their types.
  const untyped = store as unknown as Kysely<unknown>
  await createParties(untyped)
  await renameCallWords(untyped)
  await keepDraftsAsJson(untyped)
  await moveIntoPlaces(untyped)
  const calls = await createCallStore(store, atOnce).loadUnfinished()
  expect(calls.map(({ call }) => call.phase.kind)).toEqual(['queued', 'ended'])
  // Two who had not met were on the way to each other, and the customer waits again.
  expect(calls[0]).toMatchObject({
    call: { tasks: [{ partyId: 'agent_WR1', taskSid: 'WT1', accepted: true, due: 'completed' }] },
    pending: [
      { kind: 'end-leg', callSid: 'CA9' },
      { kind: 'place-customer', callSid: 'CA1', place: 1 },
      { kind: 'end-leg', callSid: 'CA2' },
      { kind: 'complete-reservation', taskSid: 'WT1', reservationSid: 'WR1' },
    ],
  })
  const key = { callId: 'b', identity: 'ada' }
  expect(await createWrapUpStore(store, atOnce).find(key)).toMatchObject({
    party_id: 'agent_WR1',
    draft: '{"dispositionId":null,"notes":"n"}',
  })
  await store.destroy()
})
