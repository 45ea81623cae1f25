import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { assignment, bearer, caller, openOffice } from '../../testing/office.ts'
import type { Office } from '../../testing/office.ts'
import { until } from '../../testing/until.ts'
import { webhookPaths } from '../../twilio/urls.ts'
import { isIn } from '../model/call.ts'
import type { CallIn } from '../model/call.ts'
import { getRequested } from '../model/confirmable.ts'

const ADA = 'tenant_main_user_ada'
const GRACE = 'tenant_main_user_grace'
const someone = { target: { kind: 'number', number: '+15005550143' } }

let office: Office
let ada: Record<string, string>
beforeEach(async () => {
  office = await openOffice()
  ada = bearer(await office.signIn('ada'))
})
afterEach(() => office.close())

async function takeIn(callSid: string): Promise<string> {
  await office.webhook(webhookPaths.inbound, { ...caller, CallSid: callSid })
  return office.calls.findByCustomerCall(callSid)?.callId ?? ''
}

async function reserve(callId: string, reservationSid: string, extra: object = {}) {
  const form = { ...assignment(callId, reservationSid), ...extra }
  return (await office.webhook(webhookPaths.assignment, form)).json()
}

function joins(callId: string, CallSid: string, ParticipantLabel: string, place = 1) {
  return office.webhook(office.urls.conferenceStatus(callId, place), {
    StatusCallbackEvent: 'participant-join',
    ConferenceSid: `CF-${callId}`,
    CallSid,
    ParticipantLabel,
  })
}

/** Ada's desk is rung where the caller waits, and she answers. */
async function talking(callSid = 'CA1'): Promise<string> {
  const callId = await takeIn(callSid)
  await joins(callId, callSid, 'customer')
  await reserve(callId, 'WR1')
  await until('the desk rings', () => office.gateway.of('ring').length > 0)
  await joins(callId, 'CA-leg-1', 'agent_WR1')
  return callId
}

async function connects(callId: string, CallSid: string, identity = ADA): Promise<string> {
  const form = { CallSid, From: `client:${identity}`, callId }
  return (await office.webhook(webhookPaths.client, form)).body
}

let sequence = 0

function isHeld(callId: string, CallSid: string, held: boolean) {
  sequence += 1
  return office.webhook(office.urls.conferenceStatus(callId, 1), {
    StatusCallbackEvent: held ? 'participant-hold' : 'participant-unhold',
    ConferenceSid: `CF-${callId}`,
    CallSid,
    ParticipantLabel: 'customer',
    SequenceNumber: String(sequence),
  })
}

/** A second caller waits, and Ada answers. */
async function both(): Promise<readonly [string, string]> {
  const first = await talking()
  const second = await takeIn('CA2')
  expect(await reserve(second, 'WR2')).toEqual({})
  expect(await connects(second, 'CA-desk')).toContain('<Conference')
  await joins(second, 'CA2', 'customer')
  await joins(second, 'CA-desk', 'agent_WR2')
  await isHeld(first, 'CA1', true)
  return [first, second]
}

function conversation(callId: string): CallIn<'active'> {
  const call = office.calls.find(callId)
  if (call === null || !isIn(call, 'active')) throw new Error(`${callId} is no conversation`)
  return call
}

function heldIn(callId: string): readonly string[] {
  return conversation(callId).phase.parties.flatMap(({ partyId, hold }) =>
    getRequested(hold) ? [partyId] : [],
  )
}

async function asks(path: string, body?: unknown): Promise<unknown> {
  const reply = (await office.post(path, body, ada)).json<{ error?: { code: string } }>()
  return reply.error?.code ?? 'accepted'
}

describe('an agent who is in a conversation', () => {
  it('is offered one more caller, whose call rings no leg', async () => {
    await talking()
    const second = await takeIn('CA2')
    expect(await reserve(second, 'WR2')).toEqual({})
    expect(office.calls.find(second)?.phase).toMatchObject({ reservation: { callWaiting: true } })
    const third = await takeIn('CA3')
    expect(await reserve(third, 'WR3')).toEqual({ instruction: 'reject' })
    expect(office.gateway.of('ring')).toHaveLength(1)
  })

  it('is offered none while the call is no conversation yet', async () => {
    await office.post(paths.calls, someone, ada)
    expect(await reserve(await takeIn('CA2'), 'WR2')).toEqual({ instruction: 'reject' })
  })

  it('answers by connecting the Device, after which the first is on hold', async () => {
    const [first, second] = await both()
    expect(heldIn(first)).toEqual(['customer'])
    expect(heldIn(second)).toEqual([])
    expect(office.calls.liveCallsOf(ADA).map(({ callId }) => callId)).toEqual([first, second])
  })

  it('is asked for the hold before the Device gets its TwiML', async () => {
    const first = await talking()
    const second = await takeIn('CA2')
    await reserve(second, 'WR2')
    await connects(second, 'CA-desk')
    expect(heldIn(first)).toEqual(['customer'])
    expect(await connects(second, 'CA-desk')).toContain('<Conference')
  })

  it('shares a waiting call with nobody else’s Device', async () => {
    const first = await talking()
    const second = await takeIn('CA2')
    await reserve(second, 'WR2')
    expect(await connects(second, 'CA-thief', GRACE)).toContain('<Reject')
    expect(heldIn(first)).toEqual([])
  })

  it('answers it also when the first call has ended meanwhile', async () => {
    const first = await talking()
    const second = await takeIn('CA2')
    await reserve(second, 'WR2')
    await office.webhook(webhookPaths.callerStatus, { CallSid: 'CA1', CallStatus: 'completed' })
    expect(office.calls.find(first)?.phase.kind).toBe('ended')
    expect(office.calls.find(second)?.phase).toMatchObject({ reservation: { callWaiting: true } })
    expect(await connects(second, 'CA-desk')).toContain('<Conference')
    await joins(second, 'CA-desk', 'agent_WR2')
    expect(heldIn(second)).toEqual([])
  })

  it('dials beside it, but not a third call', async () => {
    const first = await talking()
    expect(await asks(paths.calls, someone)).toBe('accepted')
    const second = office.calls.liveCallsOf(ADA)[1]?.callId ?? ''
    expect(heldIn(first)).toEqual([])
    expect(await connects(second, 'CA-desk')).toContain('<Conference')
    expect(heldIn(first)).toEqual(['customer'])
    expect(await asks(paths.calls, someone)).toBe('already-on-a-call')
    expect(await asks(paths.switch(first))).toBe('already-on-a-call')
  })

  it('leaves nobody whose transfer is under way', async () => {
    const first = await talking()
    const second = await takeIn('CA2')
    await reserve(second, 'WR2')
    const transfer = { ...someone, kind: 'warm', reason: '' }
    expect(await asks(paths.transfer(first), transfer)).toBe('accepted')
    expect(await connects(second, 'CA-desk')).toContain('<Reject')
    expect(await asks(paths.switch(first))).toBe('transfer-under-way')
  })
})

describe('an agent whose machine dies with two calls', () => {
  async function lose(...callIds: readonly string[]): Promise<void> {
    for (const callId of callIds)
      await office.calls.dispatch(callId, { kind: 'desk-lost', by: ADA })
  }
  const kindOf = (callId: string) => office.calls.find(callId)?.phase.kind

  it('comes back into both, one after the other, and talks in the last', async () => {
    const [first, second] = await both()
    await lose(first, second)
    expect([kindOf(first), kindOf(second)]).toEqual(['returning', 'returning'])
    expect(await connects(first, 'CA-back-1')).toContain(`${first}-3</Conference>`)
    // Nobody comes back into two conversations at the same time.
    expect(await connects(second, 'CA-back-2')).toContain('<Reject')
    await joins(first, 'CA-back-1', 'agent_WR1', 3)
    expect(await connects(second, 'CA-back-2')).toContain(`${second}-3</Conference>`)
    await joins(second, 'CA-back-2', 'agent_WR2', 3)
    expect([kindOf(first), kindOf(second)]).toEqual(['active', 'active'])
    expect([heldIn(first), heldIn(second)]).toEqual([['customer'], []])
  })

  it('gets the call that waits although the other one was lost', async () => {
    const first = await talking()
    const second = await takeIn('CA2')
    await joins(second, 'CA2', 'customer')
    await reserve(second, 'WR2')
    await lose(first, second)
    expect([kindOf(first), kindOf(second)]).toEqual(['returning', 'reserved'])
    expect(await connects(first, 'CA-back')).toContain('<Conference')
    await joins(first, 'CA-back', 'agent_WR1', 3)
    expect(await connects(second, 'CA-desk')).toContain('<Conference')
    await joins(second, 'CA-desk', 'agent_WR2')
    expect([heldIn(first), heldIn(second)]).toEqual([['customer'], []])
  })
})

describe('switching', () => {
  it('holds one and takes the other up, there and back', async () => {
    const [first, second] = await both()
    expect(await asks(paths.switch(first))).toBe('accepted')
    expect([heldIn(first), heldIn(second)]).toEqual([[], ['customer']])
    await isHeld(first, 'CA1', false)
    await isHeld(second, 'CA2', true)
    expect(await asks(paths.switch(second))).toBe('accepted')
    expect([heldIn(first), heldIn(second)]).toEqual([['customer'], []])
  })

  it('is refused to others, and where there is no conversation', async () => {
    const [first] = await both()
    const grace = bearer(await office.signIn('grace'))
    const reply = await office.post(paths.switch(first), undefined, grace)
    expect(reply.json()).toMatchObject({ error: { code: 'not-found' } })
    expect(await asks(paths.switch('call_unknown'))).toBe('not-found')
  })

  it('is refused during a transfer; a warm one, out of the call on hold', async () => {
    const [first, second] = await both()
    const transfer = { ...someone, kind: 'warm', reason: '' }
    expect(await asks(paths.transfer(first), transfer)).toBe('invalid-request')
    expect(await asks(paths.transfer(second), transfer)).toBe('accepted')
    expect(await asks(paths.switch(first))).toBe('transfer-under-way')
    expect(await asks(paths.merge(first), { callId: second })).toBe('transfer-under-way')
  })
})

describe('merging', () => {
  it('redirects the customer into the other Conference and ends the call there', async () => {
    const [first, second] = await both()
    const before = office.gateway.of('redirectCall').length
    expect(await asks(paths.merge(first), { callId: second })).toBe('accepted')
    const moves = await until('the customer is moved', () => {
      const all = office.gateway.of('redirectCall') as { callSid: string; twiml: string }[]
      return all.length > before ? all.slice(before) : null
    })
    const [, label] = /participantLabel="(party_[^"]+)"/.exec(moves[0]?.twiml ?? '') ?? []
    expect(moves).toMatchObject([{ callSid: 'CA2', twiml: expect.stringContaining(first) }])
    await joins(first, 'CA2', label ?? '')
    await until('the other ended', () => office.calls.find(second)?.phase.kind === 'ended')
    expect(office.calls.find(second)?.phase).toMatchObject({ reason: 'transferred' })
    expect(heldIn(first)).toEqual([])
    expect(conversation(first).phase.parties).toMatchObject([
      { role: 'customer' },
      { role: 'agent' },
      { role: 'external', joinedHow: 'merged', callSid: 'CA2', status: { kind: 'connected' } },
    ])
    await until('the desk’s leg is ended', () => office.gateway.of('endConference').length > 0)
    expect(office.gateway.of('endConference')).toEqual([`CF-${second}`])
    expect(office.gateway.of('endCall')).toEqual(['CA-desk'])
    const work = await until('after-call work', async () => {
      const rows = await office.store.selectFrom('wrap_ups').selectAll().execute()
      return rows.length > 0 ? rows : null
    })
    expect(work).toMatchObject([{ call_id: second }])
  })

  it('goes on after a restart, and moves nobody twice', async () => {
    const [first, second] = await both()
    await asks(paths.merge(first), { callId: second })
    const label = await until('the customer is on the way', () => {
      const coming = conversation(first).phase.parties.find(({ movedFrom }) => movedFrom !== null)
      return coming?.partyId
    })
    const moves = await until('the customer is moved', () => {
      const all = office.gateway.of('redirectCall').length
      return all > 0 ? all : null
    })
    const { store, clock, gateway } = office
    await office.close(true)
    const move = { kind: 'move-party', callSid: 'CA2', partyId: label }
    await store
      .updateTable('calls')
      .set({ pending: JSON.stringify([move]) })
      .where('call_id', '=', first)
      .execute()
    const here = { hold: false, muted: false, answered: true }
    gateway.say({
      participants: [
        { callSid: 'CA1', label: 'customer', ...here },
        { callSid: 'CA-leg-1', label: 'agent_WR1', ...here },
        { callSid: 'CA2', label, ...here },
      ],
    })
    office = await openOffice({ store, clock, gateway })
    await office.calls.recover()
    await until('the other ended', () => office.calls.find(second)?.phase.kind === 'ended')
    expect(office.calls.find(second)?.phase).toMatchObject({ reason: 'transferred' })
    expect(conversation(first).phase.parties).toHaveLength(3)
    expect(gateway.of('redirectCall')).toHaveLength(moves)
  })

  it('that Twilio refuses is told in the call that was to end', async () => {
    const [first, second] = await both()
    office.gateway.say({
      participants: [
        { callSid: 'CA2', label: 'customer', hold: false, muted: false, answered: true },
        { callSid: 'CA-desk', label: 'agent_WR2', hold: false, muted: false, answered: true },
      ],
    })
    office.gateway.fail('redirectCall', { kind: 'gone', status: 400, code: 21220, message: '' })
    await asks(paths.merge(first), { callId: second })
    await until('it is told', () => office.calls.find(second)?.failure)
    expect(office.calls.find(second)?.failure).toMatchObject({ command: 'merge', code: 'failed' })
    expect(office.calls.find(first)?.failure).toBeNull()
  })

  it('is refused with itself, with unknown calls, and where more than two talk', async () => {
    const [first, second] = await both()
    expect(await asks(paths.merge(first), { callId: first })).toBe('invalid-request')
    expect(await asks(paths.merge(first), { callId: 'call_unknown' })).toBe('not-found')
    expect(await asks(paths.parties(second), someone)).toBe('accepted')
    expect(await asks(paths.merge(first), { callId: second })).toBe('invalid-request')
  })
})
