import { describe, expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { reportCall } from '../call/call-report.ts'
import { placeCall } from './dialing.ts'
import { createTestExchange } from '../testing/test-exchange.ts'

async function dial(to: string, timeoutSeconds = 20) {
  const exchange = createTestExchange()
  const address = parseAddress(to)
  if (!address) throw new Error('no address')
  const call = placeCall(exchange.services, {
    address,
    timeoutSeconds,
    from: '+15005550006',
    direction: 'outbound-api',
    accountSid: exchange.services.accountSid,
  })
  reportCall(
    call,
    {
      url: 'http://app/call',
      method: 'POST',
      events: ['initiated', 'ringing', 'answered', 'completed'],
    },
    exchange.services,
  )
  const queued = call.status
  await exchange.settle()
  return { exchange, call, queued, leg: exchange.legs.get(to.replace(/^client:|\?.*/g, '')) }
}

describe('an outbound call', () => {
  test('is queued, rings, is answered and ends, and says so in order', async () => {
    const { exchange, call, queued, leg } = await dial('+1001')
    expect([queued, call.status]).toEqual(['queued', 'ringing'])
    leg?.answer()
    exchange.advance(61_000)
    leg?.hangUp()
    await exchange.settle()
    const told = exchange.sent.map(({ params }) => [params['SequenceNumber'], params['CallStatus']])
    expect(told).toEqual([
      ['0', 'initiated'],
      ['1', 'ringing'],
      ['2', 'in-progress'],
      ['3', 'completed'],
    ])
    expect(exchange.sent.at(-1)?.params).toMatchObject({
      CallSid: call.sid,
      CallDuration: '61',
      Duration: '2',
      Direction: 'outbound-api',
      CallbackSource: 'call-progress-events',
      From: '+15005550006',
      To: '+1001',
      Timestamp: 'Thu, 01 Jan 2026 00:01:01 +0000',
    })
  })

  test('says what the carrier answered when it cannot be delivered', async () => {
    const refused = await dial('+1001')
    refused.leg?.hangUp({ kind: 'failed', code: 13224, message: 'x', sipCode: 503 })
    const nobodys = await dial('+19999')
    for (const [{ exchange, call }, sipCode] of [
      [refused, '503'],
      [nobodys, '404'],
    ] as const) {
      await exchange.settle()
      expect(exchange.sent.at(-1)?.params).toMatchObject({
        CallStatus: 'failed',
        SipResponseCode: sipCode,
      })
      expect(exchange.services.notices.list()).toMatchObject([{ code: 13224, callSid: call.sid }])
    }
  })

  test.each([
    [{ kind: 'hangup' } as const, 'busy'],
    [{ kind: 'busy' } as const, 'busy'],
    [{ kind: 'no-answer' } as const, 'no-answer'],
    [{ kind: 'failed', code: 1, message: '' } as const, 'failed'],
  ])('refused with %o is %s', async (end, status) => {
    const { call, leg } = await dial('+1001')
    leg?.hangUp(end)
    expect(call.status).toBe(status)
  })

  test('rings five seconds longer than its timeout, then is not answered', async () => {
    const { exchange, call, leg } = await dial('+1001', 20)
    exchange.advance(24_999)
    expect(call.status).toBe('ringing')
    exchange.advance(1)
    expect(call.status).toBe('no-answer')
    expect(leg?.closed).toEqual({ kind: 'no-answer' })
  })

  test.each([
    ['client:nobody', 'no-answer'],
    ['+19999', 'failed'],
  ])('to %s, which is not there, is %s', async (to, status) => {
    const { call } = await dial(to)
    expect(call.status).toBe(status)
  })

  test('gives a client its custom parameters and hides them from To', async () => {
    const { call, leg } = await dial('client:alice?taskSid=WT1&name=A%20B')
    expect(leg?.rung).toMatchObject({ to: 'client:alice', params: { taskSid: 'WT1', name: 'A B' } })
    expect(call.facts.to).toBe('client:alice')
  })
})
