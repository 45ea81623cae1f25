import { describe, expect, test, vi } from 'vitest'
import { createTestExchange } from '../testing/test-exchange.ts'
import { TestLeg } from '../testing/test-leg.ts'

const VOICE = 'http://app/voice'
const QUEUE = '<Response><Enqueue action="http://app/after">support</Enqueue></Response>'

/** A caller waits, and alice is rung to be brought together with it. */
async function dequeuing() {
  const answers = { [VOICE]: QUEUE, 'http://app/after': '<Response/>' }
  const exchange = createTestExchange(answers)
  exchange.services.routes.addNumber('+15005550006', 0).voiceUrl = VOICE
  const caller = new TestLeg()
  const from = '+15005551001'
  const inbound = { leg: caller, from, to: '+15005550006', params: {} }
  const { callSid } = exchange.switchboard.receive(inbound)
  await exchange.settle()
  const on = {
    onConnected: vi.fn<() => void>(),
    onEnded: vi.fn<() => void>(),
    onFailed: vi.fn<(why: string) => void>(),
  }
  const options = { Timeout: '10' }
  const ring = exchange.voiceSide.dequeueCall({ to: 'client:alice', from, options, callSid, ...on })
  await exchange.settle()
  const alice = exchange.legs.get('alice')
  if (!alice) throw new Error('alice was not rung')
  return { exchange, caller, alice, on, ring }
}

describe('a Worker who is brought together with a queued caller', () => {
  test('talks to the caller, and leaves with it', async () => {
    const { exchange, caller, alice, on } = await dequeuing()
    alice.answer()
    await exchange.settle()
    expect(on.onConnected).toHaveBeenCalledOnce()
    caller.says = 5
    alice.says = 7
    exchange.tick()
    expect([caller.hears, alice.hears]).toEqual([7, 5])
    caller.hangUp()
    await exchange.settle()
    expect(on.onEnded).toHaveBeenCalledOnce()
    expect(alice.closed).toEqual({ kind: 'hangup' })
    expect(on.onFailed).not.toHaveBeenCalled()
  })

  test('sends the caller on by hanging up', async () => {
    const { exchange, alice, on } = await dequeuing()
    alice.answer()
    await exchange.settle()
    alice.hangUp()
    await exchange.settle()
    expect(on.onEnded).toHaveBeenCalledOnce()
    expect(exchange.sent.at(-1)?.params).toMatchObject({ QueueResult: 'bridged' })
  })

  test('is hung up when the caller has hung up meanwhile', async () => {
    const { exchange, caller, alice, on } = await dequeuing()
    caller.hangUp()
    await exchange.settle()
    alice.answer()
    await exchange.settle()
    expect(on.onFailed).toHaveBeenCalledWith('canceled')
    expect(alice.closed).toEqual({ kind: 'hangup' })
  })

  test('does not answer in time', async () => {
    const { exchange, on } = await dequeuing()
    exchange.advance(15_000)
    expect(on.onFailed).toHaveBeenCalledWith('no-answer')
  })

  test('is no longer rung when it is canceled', async () => {
    const { alice, ring } = await dequeuing()
    ring.cancel()
    expect(alice.closed).toEqual({ kind: 'hangup' })
  })
})

test('a called Worker hears the TwiML, and a call in progress can be given other TwiML', async () => {
  const say = '<Response><Pause length="60"/></Response>'
  const exchange = createTestExchange({ 'http://app/agent': say, 'http://app/other': say })
  const onAnswered = vi.fn<() => void>()
  const request = { to: 'client:alice', from: '+15005551001', options: {}, onFailed() {} }
  exchange.voiceSide.callWorker({ ...request, url: 'http://app/agent', onAnswered })
  await exchange.settle()
  exchange.legs.get('alice')?.answer()
  await exchange.settle()
  expect(onAnswered).toHaveBeenCalledOnce()
  const [call] = exchange.services.calls.list()
  expect(exchange.sent[0]).toMatchObject({
    url: 'http://app/agent',
    params: { CallSid: call?.sid },
  })
  expect(exchange.voiceSide.redirectCall(call?.sid ?? '', 'http://app/other')).toBe(true)
  await exchange.settle()
  expect(exchange.sent.at(-1)?.url).toBe('http://app/other')
  expect(exchange.voiceSide.redirectCall('CA404', 'http://app/other')).toBe(false)
})
