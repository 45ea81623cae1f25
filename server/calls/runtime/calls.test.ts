import { getOperation } from '../model/phase.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { aCaller, customer, talking } from '../../testing/calls.ts'
import { openOffice } from '../../testing/office.ts'
import type { Office } from '../../testing/office.ts'
import { until } from '../../testing/until.ts'
import type { CallEvent } from '../model/call-event.ts'

const CALL = 'call_1'
const both = [
  { callSid: 'CA-customer', label: 'customer', hold: false, muted: false, answered: true },
  { callSid: 'CA-agent', label: 'agent_WR1', hold: false, muted: false, answered: true },
]
let office: Office
afterEach(() => office.close())

async function talkAndRestart(twilioSays: Parameters<Office['gateway']['say']>[0]): Promise<void> {
  const first = await openOffice()
  await first.calls.begin(aCaller())
  for (const event of talking) await first.calls.dispatch(CALL, event)
  const { store, clock, gateway } = first
  await first.close(true)
  gateway.say(twilioSays)
  office = await openOffice({ store, clock, gateway })
  await office.calls.recover()
}

describe('after a restart', () => {
  it('a conversation that goes on at Twilio goes on here', async () => {
    await talkAndRestart({ participants: both })
    await until('Twilio was asked', () => office.gateway.of('participants').length > 0)
    await office.calls.dispatch(CALL, { kind: 'hang-up-requested', by: null })
    await until('effects still work', () => office.gateway.of('endConference').length > 0)
    expect(office.calls.find(CALL)?.phase.kind).toBe('active')
  })

  it('a conversation that ended meanwhile is closed, and its after-call work begins', async () => {
    await talkAndRestart({ participants: [], callStatus: 'completed' })
    const [wrapUp] = await until('after-call work begins', async () => {
      const open = await office.wrapUps.open('tenant_main_user_ada')
      return open.length > 0 ? open : null
    })
    expect(wrapUp?.callId).toBe(CALL)
    expect(office.calls.find(CALL)?.phase.kind).toBe('ended')
  })

  it('what was decided and not carried out is carried out', async () => {
    const first = await openOffice()
    await first.calls.begin(aCaller())
    for (const event of talking) await first.calls.dispatch(CALL, event)
    const row = {
      pending: JSON.stringify([
        { kind: 'wrap-reservation', taskSid: 'WT1', reservationSid: 'WR1' },
      ]),
      live: 0,
    }
    const { store, clock, gateway } = first
    await first.close(true)
    await store.updateTable('calls').set(row).execute()
    office = await openOffice({ store, clock, gateway })
    await office.calls.recover()
    await until('the Task is wrapping', () => gateway.of('advanceReservation').length > 0)
    expect(gateway.of('advanceReservation')).toEqual([
      { taskSid: 'WT1', reservationSid: 'WR1', to: 'wrapping' },
    ])
    await until('it is done with', async () => {
      const saved = await store.selectFrom('calls').select('pending').executeTakeFirst()
      return saved?.pending === '[]'
    })
  })

  it.each([
    ['reached Twilio, is not rung twice', true, 2, 'ringing'],
    // And is found nowhere afterwards.
    ['did not reach Twilio, is rung', false, 3, undefined],
  ])('a consult whose ring was cut off and %s', async (_, listed, rings, state) => {
    const first = await openOffice()
    await first.calls.begin(aCaller())
    const who = {
      partyId: 'party_1',
      identity: 'tenant_main_user_grace',
      workerSid: 'WK2',
      number: null,
      name: 'Grace',
    }
    const by = 'tenant_main_user_ada'
    const consult: CallEvent[] = [
      { kind: 'transfer-requested', by, transfer: 'warm', to: { kind: 'party', who }, reason: '' },
      { kind: 'hold-changed', who: customer, held: true },
    ]
    for (const event of [...talking, ...consult]) await first.calls.dispatch(CALL, event)
    await until('it is rung', () => first.gateway.of('ring').length > 1)
    const { store, clock, gateway } = first
    await first.close(true)
    const saved = await store.selectFrom('calls').select('state').executeTakeFirstOrThrow()
    const unnamed = saved.state.replaceAll('"CA-leg-2"', 'null')
    const ring = { kind: 'ring-party', party: who, earlyMedia: false }
    await store
      .updateTable('calls')
      .set({ state: unnamed, pending: JSON.stringify([ring]) })
      .execute()
    const [held, agent] = [{ ...both[0]!, hold: true }, both[1]!]
    const rung = { callSid: 'CA-leg-2', label: 'party_1', hold: false, muted: false }
    gateway.say({ participants: [held, agent, ...(listed ? [{ ...rung, answered: false }] : [])] })
    office = await openOffice({ store, clock, gateway })
    await office.calls.recover()
    await until('it is known', () => {
      const call = office.calls.find(CALL)
      const parties = call?.phase.kind === 'active' ? call.phase.parties : []
      const party = parties.find(({ partyId }) => partyId === 'party_1')
      return party?.callSid === `CA-leg-${rings}`
    })
    const now = office.calls.find(CALL)
    const transfer = now?.phase.kind === 'active' ? getOperation(now.phase).transfer : undefined
    expect(transfer?.stage).toBe(state)
    expect(gateway.of('ring')).toHaveLength(rings)
  })
})
