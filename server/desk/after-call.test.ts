import { afterEach, describe, expect, it } from 'vitest'
import type { CallEvent } from '../calls/model/call-event.ts'
import type { DeskSnapshot } from '../contract/desk.ts'
import { aCaller, agent, customer, talking } from '../testing/calls.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'

const ADA = 'tenant_main_user_ada'
const CALL = 'call_1'
let office: Office
afterEach(() => office.close())

async function talk(): Promise<void> {
  office = await openOffice()
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch(CALL, event)
}

const isLive = ({ calls }: DeskSnapshot) =>
  calls.some(({ callId, state }) => callId === CALL && state.kind !== 'ended')
const hasWrapUp = ({ wrapUps }: DeskSnapshot) => wrapUps.some(({ callId }) => callId === CALL)

/**
 * Every snapshot that a desk could be sent while `work` goes on, in the order of their revisions: another one begins at
 * each turn of the event loop, so that each step of the work finds some that are half made.
 */
async function everySnapshotDuring(work: () => Promise<unknown>): Promise<DeskSnapshot[]> {
  const snapshots: Promise<DeskSnapshot>[] = []
  const state = { over: false }
  const looking = (async () => {
    while (!state.over) {
      snapshots.push(office.desk.snapshot(ADA))
      await new Promise((resolve) => setImmediate(resolve))
      for (let turn = 0; turn < snapshots.length % 7; turn += 1) await Promise.resolve()
    }
  })()
  await work()
  state.over = true
  await looking
  snapshots.push(office.desk.snapshot(ADA))
  return (await Promise.all(snapshots)).toSorted((one, other) => one.revision - other.revision)
}

const ways: Record<string, readonly CallEvent[]> = {
  'the customer hangs up': [{ kind: 'customer-left' }],
  'the customer leaves the Conference': [
    { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1' },
    { kind: 'customer-left' },
  ],
  'the agent hangs up': [
    { kind: 'hang-up-requested', by: ADA },
    { kind: 'conference-ended', place: 1, conferenceSid: 'CF1', byCallSid: null },
  ],
  'the desk drops out': [
    { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
    { kind: 'customer-left' },
  ],
}

describe('a snapshot', () => {
  it.each(Object.entries(ways))(
    'never shows the call gone and its after-call work not there: %s',
    async (_, events) => {
      await talk()
      const seen = await everySnapshotDuring(async () => {
        for (const event of events) await office.calls.dispatch(CALL, event)
      })
      expect(seen.filter((each) => !isLive(each) && !hasWrapUp(each))).toEqual([])
      expect(seen.some(isLive)).toBe(true)
      expect(seen.at(-1)).not.toSatisfy(isLive)
    },
  )

  it('of a server that was killed between the end of the call and its after-call work has both', async () => {
    await talk()
    const { store, clock, gateway } = office
    await office.calls.dispatch(CALL, { kind: 'customer-left' })
    await office.close(true)
    const pending = JSON.stringify([
      {
        kind: 'start-wrap-up',
        partyId: agent.label,
        identity: ADA,
        reason: 'customer-hung-up',
        talkedSeconds: 3,
      },
    ])
    await store.deleteFrom('wrap_ups').execute()
    await store.updateTable('calls').set({ pending }).execute()
    office = await openOffice({ store, clock, gateway })
    const seen = await everySnapshotDuring(() => office.calls.recover())
    expect(seen.at(-1)).toSatisfy(hasWrapUp)
  })
})
