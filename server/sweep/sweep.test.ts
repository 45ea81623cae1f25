import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../calls/model/call.ts'
import { aCaller, talking } from '../testing/calls.ts'
import { refused, unreachable } from '../testing/fake-gateway.ts'
import { diskFaults } from '../testing/disk-faults.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import type { TaskFacts } from '../twilio/gateway.ts'
import { webhookPaths } from '../twilio/urls.ts'

const CALL = 'call_1'
const ADA = 'tenant_main_user_ada'
const MINUTE = 60_000
const both = [
  { callSid: 'CA-customer', label: 'customer', hold: false, muted: false, answered: true },
  { callSid: 'CA-agent', label: 'agent_WR1', hold: false, muted: false, answered: true },
]
let office: Office
beforeEach(async () => {
  office = await openOffice()
  office.sweep.start()
})
afterEach(() => office.close())

const phase = () => office.calls.find(CALL)?.phase.kind
const asked = () => office.gateway.of('participants').length

/** Twilio lists the customer's leg of each of these calls as live. */
function up(...callIds: readonly string[]) {
  return callIds.map((callId) => ({
    callSid: callId === CALL ? 'CA-customer' : `CA-${callId}`,
    parentCallSid: null,
    direction: 'inbound',
    from: '',
    to: '',
    createdAt: 0,
  }))
}

/** A Task of the call, as old as you like. */
function aTask(status: TaskFacts['status'], call = CALL): TaskFacts {
  const attributes = JSON.stringify({ call_id: call, direction: 'inbound' })
  return { taskSid: 'WT1', status, ageSeconds: 600, attributes }
}

function another(callId: string): Call {
  const { customer, ...call } = aCaller()
  return { ...call, callId, customer: { ...customer, callSid: `CA-${callId}` } }
}

async function talk(): Promise<void> {
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch(CALL, event)
}

/** A minute after a minute, as what is under way takes none in between. */
async function pass(minutes: number): Promise<void> {
  for (let n = 0; n < minutes * 6; n++) {
    office.clock.advance(MINUTE / 6)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('what no callback has told', () => {
  it('ends a caller who is gone from the queue', async () => {
    await office.calls.begin(aCaller())
    office.gateway.say({ callStatus: 'completed', tasks: [aTask('pending')] })
    await pass(8)
    await until('it is over', () => phase() !== 'queued')
    const [line] = await office.store.selectFrom('history').selectAll().execute()
    expect(line).toMatchObject({ call_id: CALL, outcome: 'abandoned' })
  })

  it('ends a conversation, and begins its after-call work', async () => {
    await talk()
    office.gateway.say({ participants: [], callStatus: 'completed' })
    await pass(8)
    await until('after-call work', async () => (await office.wrapUps.open(ADA)).length > 0)
    expect(phase()).not.toBe('active')
  })

  it('costs a conversation that is well one reading in five minutes', async () => {
    await talk()
    office.gateway.say({ participants: both, liveCalls: up(CALL) })
    const before = asked()
    await pass(61)
    const readings = asked() - before
    expect(readings).toBeGreaterThanOrEqual(9)
    expect(readings).toBeLessThanOrEqual(12)
    expect(phase()).toBe('active')
  })

  it('is not looked for where callbacks come', async () => {
    await talk()
    office.gateway.say({ participants: both, liveCalls: up(CALL) })
    const before = asked()
    for (let n = 0; n < 20; n++) {
      await pass(1)
      const stamp = { conferenceSid: 'CF1', sequence: n }
      const who = { label: 'customer', callSid: 'CA-customer' }
      const event = {
        kind: 'speech-changed',
        participant: who,
        speaking: n % 2 === 0,
        stamp,
      } as const
      await office.calls.dispatch(CALL, event)
    }
    expect(asked()).toBe(before)
  })

  it('is looked for at two calls a second, however many are due', async () => {
    const all = Array.from({ length: 40 }, (_, n) => `call_${100 + n}`)
    for (const callId of all) await office.calls.begin(another(callId))
    office.gateway.say({ participants: both.slice(0, 1), liveCalls: up(...all) })
    await pass(2)
    expect(asked()).toBe(0)
    office.sweep.soon('a test')
    office.clock.advance(7500)
    await until('they are asked for', () => asked() > 7)
    await new Promise((resolve) => setTimeout(resolve))
    expect(asked()).toBeLessThanOrEqual(16)
  })
})

describe('a customer who is not in Twilio’s list of live calls any more', () => {
  it('is looked for within a minute, and whose call is over then', async () => {
    await talk()
    office.gateway.say({ participants: both, liveCalls: up(CALL) })
    await pass(3)
    expect(asked()).toBe(0)
    office.gateway.say({ participants: [], callStatus: 'completed', liveCalls: [] })
    await pass(1.5)
    await until('it is over', () => phase() === 'ended')
  })

  it('is not hung up on while their own call lives', async () => {
    await office.calls.begin(aCaller())
    office.gateway.say({ participants: [], callStatus: 'in-progress', liveCalls: [] })
    await pass(3)
    expect(asked()).toBeGreaterThan(0)
    expect(phase()).toBe('queued')
    expect(office.gateway.of('endCall')).toEqual([])
  })

  it('is not looked for when the list could not be read', async () => {
    await office.calls.begin(aCaller())
    office.gateway.fail('liveCalls', refused)
    await pass(3)
    expect(office.gateway.of('liveCalls').length).toBeGreaterThan(1)
    expect(asked()).toBe(0)
  })

  it('is not looked for when the list may be cut off', async () => {
    await office.calls.begin(aCaller())
    const others = Array.from({ length: 1000 }, (_, n) => `call_${100 + n}`)
    office.gateway.say({ liveCalls: up(...others) })
    await pass(3)
    expect(asked()).toBe(0)
  })

  it('is not looked for when they have only just called', async () => {
    await pass(1)
    await office.calls.begin({ ...aCaller(), startedAt: office.clock.now() })
    office.sweep.soon('a test')
    office.clock.advance(3000)
    await until('the lists are read', () => office.gateway.of('openTasks').length > 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked()).toBe(0)
  })

  it('is looked for at two calls a second, however many are missing', async () => {
    for (let n = 0; n < 40; n++) await office.calls.begin(another(`call_${n}`))
    office.gateway.say({ participants: both.slice(0, 1), liveCalls: [] })
    const halfASecond = async () => {
      office.clock.advance(500)
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (let n = 0; n < 200 && asked() === 0; n++) await halfASecond()
    expect(asked()).toBe(1)
    for (let n = 0; n < 10; n++) await halfASecond()
    expect(asked()).toBe(11)
  })
})

describe('after a gap', () => {
  const looked = async (within: number) => {
    const before = asked()
    await pass(within)
    return asked() - before
  }

  it.each([
    [
      'a webhook was not taken',
      async () => {
        const calls = office.calls
        const { dispatch } = calls
        calls.dispatch = () => Promise.reject(new Error('a bug'))
        const gone = { CallSid: 'CA-agent', CallStatus: 'completed' }
        const reply = await office.webhook(office.urls.legStatus(CALL, 'agent_WR1'), gone)
        expect(reply.statusCode).toBe(500)
        calls.dispatch = dispatch
      },
    ],
    [
      'the disk had failed',
      async () => {
        const disk = diskFaults(office.store)
        await disk.readOnly()
        await office.calls.begin(another('call_9'))
        await disk.well()
        office.clock.advance(1000)
        await until('it is well', async () => {
          office.clock.advance(200)
          return (await office.app.inject({ url: '/health' })).json().status === 'ok'
        })
      },
    ],
    [
      'the machine slept',
      async () => {
        office.clock.setWall(60 * MINUTE)
      },
    ],
  ])('%s: what is live is looked at at once', async (_, gap) => {
    await talk()
    office.gateway.say({ participants: both, liveCalls: up(CALL, 'call_9') })
    await pass(2)
    expect(asked()).toBe(0)
    await gap()
    expect(await looked(2)).toBeGreaterThan(0)
  })

  it('that one call shows, the others are looked at too', async () => {
    await talk()
    office.gateway.say({ participants: both, liveCalls: up(CALL, 'call_9') })
    await pass(3)
    await office.calls.begin(another('call_9'))
    office.gateway.say({ tasks: [aTask('pending', 'call_9')] })
    await pass(1)
    const before = asked()
    office.gateway.say({ participants: [], callStatus: 'completed' })
    // The older one is due by now, and over; the younger would have its turn after eight minutes.
    await pass(3.5)
    await until('both are over', () => office.calls.find('call_9')?.phase.kind !== 'queued')
    expect(asked() - before).toBeGreaterThanOrEqual(2)
  })
})

describe('Tasks', () => {
  it.each([
    ['pending', 'cancelTask'],
    ['reserved', 'cancelTask'],
    ['assigned', 'completeTask'],
    ['wrapping', 'completeTask'],
  ] as const)('of a call that is over end: %s', async (status, request) => {
    await office.calls.begin(aCaller())
    await office.calls.dispatch(CALL, { kind: 'customer-left' })
    office.gateway.say({ tasks: [aTask(status)] })
    await pass(12)
    await until('it is told', () => office.gateway.of(request).length > 0)
    expect(office.gateway.of(request)).toContain('WT1')
  })

  it('end as soon as Twilio takes it', async () => {
    await office.calls.begin(aCaller())
    await office.calls.dispatch(CALL, { kind: 'customer-left' })
    office.gateway.say({ tasks: [aTask('wrapping')] })
    office.gateway.fail('completeTask', unreachable)
    const told = () => office.gateway.of('completeTask').length
    for (let n = 0; n < 12 && told() === 0; n++) await pass(1)
    expect(told()).toBeGreaterThan(0)
    office.gateway.say({ tasks: [] })
    office.gateway.fail('completeTask', null)
    const before = told()
    await pass(2)
    const after = told()
    expect(after).toBeGreaterThan(before)
    await pass(2)
    expect(told()).toBe(after)
  })

  it('of a call with after-call work, or of no call of ours, stay', async () => {
    await talk()
    await office.calls.dispatch(CALL, { kind: 'customer-left' })
    office.gateway.say({ tasks: [aTask('wrapping'), aTask('pending', 'call_of_others')] })
    await pass(12)
    expect(office.gateway.of('openTasks').length).toBeGreaterThan(1)
    expect(office.gateway.of('completeTask')).toEqual([])
    expect(office.gateway.of('cancelTask')).toEqual([])
  })

  it('of a caller who waits are missed: the caller gets another', async () => {
    await office.webhook(webhookPaths.inbound, {
      CallSid: 'CA1',
      From: '+15005550142',
      To: '+15005550006',
    })
    office.gateway.say({ tasks: [] })
    await pass(8)
    await until('they are', () => office.gateway.of('createQueueTask').length > 1)
    expect(office.gateway.of('createQueueTask')[1]).toMatchObject({
      attributes: { call_sid: 'CA1' },
    })
  })

  it('that cannot be read change nothing', async () => {
    await office.calls.begin(aCaller())
    office.gateway.fail('openTasks', refused)
    await pass(12)
    expect(office.gateway.of('createQueueTask')).toEqual([])
    expect(phase()).toBe('queued')
  })
})
