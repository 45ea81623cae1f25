import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCaller, talking } from '../../testing/calls.ts'
import { diskFaults } from '../../testing/disk-faults.ts'
import { assignment, caller, openOffice } from '../../testing/office.ts'
import type { Office } from '../../testing/office.ts'
import { until } from '../../testing/until.ts'
import { webhookPaths } from '../../twilio/urls.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const withToken = (url: string, params: Readonly<Record<string, string>>, token: string) =>
  office.webhook(url, params, { headers: { 'i-twilio-idempotency-token': token } })
const over = { CallSid: 'CA1', CallStatus: 'completed' }
const waiting = () => office.calls.all().filter(({ phase }) => phase.kind === 'queued')

async function restart(): Promise<void> {
  const { store, clock, gateway } = office
  await office.close(true)
  office = await openOffice({ store, clock, gateway })
  await office.calls.recover()
}

describe('a caller who is announced', () => {
  it('again, long after the call has ended, makes no caller who waits for ever', async () => {
    await office.webhook(webhookPaths.inbound, caller)
    await office.webhook(webhookPaths.callerStatus, over)
    office.clock.advance(600_000)
    expect(office.calls.all()).toEqual([])
    const reply = await office.webhook(webhookPaths.inbound, caller)
    expect(reply.body).toContain('<Hangup')
    expect(waiting()).toEqual([])
  })

  it('again after a restart, too', async () => {
    await office.webhook(webhookPaths.inbound, caller)
    await office.webhook(webhookPaths.callerStatus, over)
    await restart()
    expect((await office.webhook(webhookPaths.inbound, caller)).body).toContain('<Hangup')
    expect(waiting()).toEqual([])
  })

  it.each([false, true])('only after the end was told (restart: %s)', async (restarted) => {
    await office.webhook(webhookPaths.callerStatus, over)
    if (restarted) await restart()
    expect((await office.webhook(webhookPaths.inbound, caller)).body).toContain('<Hangup')
    expect(office.calls.all()).toEqual([])
  })

  it('with the status of a call that is over', async () => {
    const late = { ...caller, CallStatus: 'completed' }
    expect((await office.webhook(webhookPaths.inbound, late)).body).toContain('<Hangup')
    expect(office.calls.all()).toEqual([])
  })

  it('again while they talk stays in the conversation', async () => {
    await office.signIn('ada')
    const talk = { ...aCaller(), customer: { ...aCaller().customer, callSid: 'CA1' } }
    await office.calls.begin(talk)
    for (const event of talking) {
      const mine = JSON.stringify(event).replaceAll('CA-customer', 'CA1')
      await office.calls.dispatch(talk.callId, JSON.parse(mine))
    }
    const { body } = await office.webhook(webhookPaths.inbound, caller)
    expect(body).toContain('>call_1-1</Conference>')
  })

  it('twice at once is one caller', async () => {
    const [one, two] = await Promise.all([
      office.webhook(webhookPaths.inbound, caller),
      office.webhook(webhookPaths.inbound, caller),
    ])
    expect(two.body).toBe(one.body)
    expect(waiting()).toHaveLength(1)
  })
})

describe('a second try of a webhook', () => {
  it('gets the first answer, whatever has become of the call meanwhile, a restart included', async () => {
    const first = await withToken(webhookPaths.inbound, caller, 'T1')
    await office.webhook(webhookPaths.callerStatus, over)
    await restart()
    const second = await withToken(webhookPaths.inbound, caller, 'T1')
    expect(second.body).toBe(first.body)
    expect(second.headers['content-type']).toBe(first.headers['content-type'])
    expect(waiting()).toEqual([])
  })

  it('of an assignment does not ring again', async () => {
    await office.webhook(webhookPaths.inbound, caller)
    const [call] = office.calls.all()
    const form = assignment(call?.callId ?? '')
    const dispatch = vi.spyOn(office.calls, 'dispatch')
    const [one, two] = await Promise.all([
      withToken(webhookPaths.assignment, form, 'T1'),
      withToken(webhookPaths.assignment, form, 'T1'),
    ])
    expect(two.json()).toEqual(one.json())
    const offers = dispatch.mock.calls.filter(([, { kind }]) => kind === 'agent-reserved')
    expect(offers).toHaveLength(1)
  })

  it('at another address is another webhook', async () => {
    await withToken(webhookPaths.callerStatus, { CallSid: 'CA9', CallStatus: 'ringing' }, 'T1')
    expect((await withToken(webhookPaths.inbound, caller, 'T1')).body).toContain('<Conference')
  })

  it('is handled when the first one failed', async () => {
    vi.spyOn(office.calls, 'begin').mockRejectedValueOnce(new Error('a bug'))
    expect((await withToken(webhookPaths.inbound, caller, 'T1')).statusCode).toBe(500)
    expect((await withToken(webhookPaths.inbound, caller, 'T1')).body).toContain('<Conference')
  })

  it('is forgotten after a day', async () => {
    await withToken(webhookPaths.inbound, caller, 'T1')
    office.clock.advance(25 * 60 * 60_000)
    await withToken(webhookPaths.callerStatus, over, 'T2')
    const rows = await office.store.selectFrom('webhook_answers').select('key').execute()
    expect(rows).toEqual([{ key: `T2 ${webhookPaths.callerStatus}` }])
  })

  it('is known while the disk takes nothing', async () => {
    const disk = diskFaults(office.store)
    await disk.readOnly()
    const first = await withToken(webhookPaths.inbound, caller, 'T1')
    await office.webhook(webhookPaths.callerStatus, over)
    expect((await withToken(webhookPaths.inbound, caller, 'T1')).body).toBe(first.body)
    await disk.well()
  })
})

it('an agent who is chosen for a call that ended long ago is not kept: its Task is canceled', async () => {
  await office.webhook(webhookPaths.inbound, caller)
  const callId = office.calls.all()[0]?.callId ?? ''
  await office.webhook(webhookPaths.callerStatus, over)
  office.clock.advance(600_000)
  const chosen = assignment(callId)
  await office.webhook(webhookPaths.assignment, chosen)
  await until('the Task is canceled', () =>
    office.gateway.of('cancelTask').includes(chosen.TaskSid),
  )
  expect(office.gateway.of('ring')).toEqual([])
})
