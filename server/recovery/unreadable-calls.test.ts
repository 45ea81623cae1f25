import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { fakeGateway, unreachable } from '../testing/fake-gateway.ts'
import { until } from '../testing/until.ts'
import { createUnreadableCalls } from './unreadable-calls.ts'
import type { UnreadableCalls } from './unreadable-calls.ts'

const AGAIN_MS = 20_000
const customer = part('CA-customer', true)
const agent = part('CA-agent', true)
const row = {
  call_id: 'call_1',
  customer_call_sid: 'CA-customer',
  live: 1,
  updated_at: 1,
  pending: '[]',
  // Cut off by a disk that failed; what Twilio has of it is still there to be read.
  state:
    '{"callId":"call_1","direction":"inbound","tasks":[{"taskSid":"WT1","reservationSid":"WR1","acc',
}
let clock = fakeClock()
let gateway = fakeGateway()
let unreadableCalls: UnreadableCalls
beforeEach(() => {
  clock = fakeClock()
  gateway = fakeGateway()
  const inboundUrl = () => 'https://desk.example.com/webhooks/voice/inbound'
  unreadableCalls = createUnreadableCalls({
    clock,
    log: pino({ level: 'silent' }),
    gateway,
    inboundUrl,
  })
})
afterEach(() => unreadableCalls.close())

function part(callSid: string, answered: boolean) {
  return { callSid, label: null, hold: false, muted: false, answered }
}

async function looked(times: number): Promise<void> {
  await until('Twilio was asked', () => gateway.of('callStatus').length === times)
  await new Promise<void>((resolve) => setImmediate(resolve))
}

it('queues a caller who waits again as a new call, and frees the agent who was rung', async () => {
  gateway.say({ participants: [part('CA-agent', false)] })
  unreadableCalls.start([row])
  await until('the caller is led back', () => gateway.of('redirectCall').length > 0)
  expect(gateway.of('redirectCall')[0]).toMatchObject({ callSid: 'CA-customer' })
  expect(JSON.stringify(gateway.of('redirectCall'))).toMatch(/<Redirect.*webhooks\/voice\/inbound/)
  expect(gateway.of('endCall')).toEqual(['CA-agent'])
  expect(gateway.of('advanceReservation')).toEqual([
    { taskSid: 'WT1', reservationSid: 'WR1', to: 'completed' },
  ])
  expect(gateway.of('cancelTask')).toEqual(['WT1'])
  clock.advance(AGAIN_MS * 3)
  await looked(1)
})

it('lets those who talk go on, and looks again until one of them is alone', async () => {
  gateway.say({ participants: [customer, agent] })
  unreadableCalls.start([row])
  await looked(1)
  clock.advance(AGAIN_MS)
  await looked(2)
  expect(gateway.of('redirectCall')).toEqual([])
  gateway.say({ participants: [customer] })
  clock.advance(AGAIN_MS)
  await until('the caller is led back', () => gateway.of('redirectCall').length > 0)
})

it('hangs up on an agent whose customer is gone', async () => {
  gateway.say({ participants: [agent], callStatus: 'completed' })
  unreadableCalls.start([row])
  await until('the leg is ended', () => gateway.of('endCall').length > 0)
  expect(gateway.of('endCall')).toEqual(['CA-agent'])
  expect(gateway.of('redirectCall')).toEqual([])
})

it('ends the leg of a customer who was called and is alone', async () => {
  gateway.say({ participants: [customer] })
  unreadableCalls.start([{ ...row, state: row.state.replace('inbound', 'outbound') }])
  await until('the leg is ended', () => gateway.of('endCall').length > 0)
  expect(gateway.of('endCall')).toEqual(['CA-customer'])
})

it.each(['participants', 'redirectCall'] as const)(
  'tries again when Twilio does not answer to %s',
  async (request) => {
    gateway.fail(request, unreachable)
    unreadableCalls.start([row])
    await looked(1)
    gateway.fail(request, null)
    const before = gateway.of('redirectCall').length
    clock.advance(AGAIN_MS)
    await until('the caller is led back', () => gateway.of('redirectCall').length > before)
    expect(gateway.of('redirectCall').at(-1)).toMatchObject({ callSid: 'CA-customer' })
  },
)
