import { describe, expect, test, vi } from 'vitest'
import type { TaskSide, VoiceSide } from '../taskrouter/voice-side.ts'
import { redirectCall } from './dialing/direct.ts'
import type { InboundAttempt } from './audio/leg.ts'
import { createTestExchange } from './testing/test-exchange.ts'
import type { TestExchange } from './testing/test-exchange.ts'
import { TestLeg } from './testing/test-leg.ts'

type Ring = Parameters<VoiceSide['ringIntoConference']>[0]

const VOICE = 'http://app/voice'
const CALLER = '+15005551001'

/** An exchange whose number answers with these verbs. */
function exchangeWith(verbs: string, answers: Record<string, string> = {}, tasks?: TaskSide) {
  const twiml = Object.entries({ [VOICE]: verbs, ...answers }).map(([url, each]) => [
    url,
    `<Response>${each}</Response>`,
  ])
  const exchange = createTestExchange(Object.fromEntries(twiml), tasks)
  const number = exchange.services.routes.addNumber('+15005550006', 0)
  number.voiceUrl = VOICE
  return exchange
}

async function call(exchange: TestExchange, attempt: Partial<InboundAttempt> = {}) {
  const leg = new TestLeg()
  const inbound = { leg, from: CALLER, to: '+15005550006', params: {}, ...attempt }
  const { callSid } = exchange.switchboard.receive(inbound)
  await exchange.settle()
  const found = exchange.services.calls.get(callSid)
  if (!found) throw new Error('no call')
  return { leg, call: found }
}

describe('an inbound call', () => {
  test('runs out of verbs and is hung up', async () => {
    const { leg, call: inbound } = await call(exchangeWith(''))
    expect([leg.accepted, leg.closed, inbound.status]).toEqual([
      true,
      { kind: 'hangup' },
      'completed',
    ])
  })

  test('is not answered while a bridge is waited for', async () => {
    const exchange = exchangeWith('<Dial answerOnBridge="true"><Client>alice</Client></Dial>')
    const { leg, call: inbound } = await call(exchange)
    expect([leg.accepted, leg.progressed, inbound.status]).toEqual([false, true, 'ringing'])
    exchange.legs.get('alice')?.answer()
    await exchange.settle()
    expect([leg.accepted, inbound.status]).toEqual([true, 'in-progress'])
  })

  test('that gives up takes the calls it made with it', async () => {
    const exchange = exchangeWith('<Dial answerOnBridge="true"><Client>alice</Client></Dial>')
    const { leg, call: inbound } = await call(exchange)
    leg.hangUp()
    await exchange.settle()
    expect(inbound.status).toBe('no-answer')
    expect(exchange.legs.get('alice')?.closed).toEqual({ kind: 'hangup' })
  })

  test.each([
    [true, 'Marta Oliveira'],
    [false, undefined],
  ])('says who calls where caller-ID lookup is %s', async (callerIdLookup, said) => {
    const exchange = exchangeWith('<Pause length="9"/>')
    const number = exchange.services.routes.numberOf('+15005550006')
    if (number) number.callerIdLookup = callerIdLookup
    await call(exchange, { callerName: 'Marta Oliveira' })
    expect(exchange.sent[0]?.params['CallerName']).toBe(said)
  })

  test('of a Device carries its parameters to its TwiML App', async () => {
    const exchange = exchangeWith('<Pause length="9"/>')
    const application = exchange.services.routes.addApplication('App', 0)
    application.voiceUrl = VOICE
    const params = { To: '+15005551002', mood: 'good', CallSid: 'CAforged', From: 'forged' }
    const { call: inbound } = await call(exchange, {
      from: 'client:alice',
      to: '',
      applicationSid: application.sid,
      params,
    })
    expect(exchange.sent[0]?.params).toMatchObject({
      ApplicationSid: application.sid,
      CallSid: inbound.sid,
      From: 'client:alice',
      To: '+15005551002',
      mood: 'good',
    })
  })

  test('a Device may not call a number without a caller id of the account', async () => {
    const exchange = exchangeWith('<Dial><Number>+15005551002</Number></Dial>')
    const application = exchange.services.routes.addApplication('App', 0)
    application.voiceUrl = VOICE
    await call(exchange, { from: 'client:alice', to: '', applicationSid: application.sid })
    expect(exchange.services.notices.list()).toMatchObject([{ code: 13214 }])
    expect([...exchange.legs.keys()]).toEqual([])
  })

  test('leaves its conference for other TwiML', async () => {
    const exchange = exchangeWith('<Dial><Conference>room</Conference></Dial>')
    const { call: inbound } = await call(exchange)
    const room = exchange.services.conferences.find('room')
    expect(room?.participants.map((who) => who.call.sid)).toEqual([inbound.sid])
    redirectCall(exchange.services, inbound, {
      source: {
        kind: 'text',
        twiml: '<Response><Dial><Conference>other</Conference></Dial></Response>',
      },
    })
    await exchange.settle()
    const other = exchange.services.conferences.find('other')
    expect(other?.participants.map((who) => who.call.sid)).toEqual([inbound.sid])
    expect([inbound.status, room?.status]).toEqual(['in-progress', 'completed'])
  })
})

describe('a queued caller', () => {
  const created = { ok: true, taskSid: 'WT1' } as const
  const enqueue =
    '<Enqueue workflowSid="WW1" waitUrl="" action="/after"><Task priority="3">{"a":1}</Task></Enqueue>'

  function tasks() {
    const waiting: ((result: 'canceled') => void)[] = []
    return {
      createTask: vi.fn<TaskSide['createTask']>(() => created),
      callerLeftQueue: vi.fn<TaskSide['callerLeftQueue']>(),
      reservedCaller: () => null,
      onTaskEnded: (_sid: string, done: (result: 'canceled') => void) => void waiting.push(done),
      endTask() {
        for (const done of waiting) done('canceled')
      },
    }
  }

  test('has a Task, is moved into a conference, and its action hears of it at the end', async () => {
    const side = tasks()
    const exchange = exchangeWith(enqueue, { 'http://app/after': '' }, side)
    const { call: inbound } = await call(exchange)
    expect(side.createTask).toHaveBeenCalledWith({
      workflowSid: 'WW1',
      priority: 3,
      attributes: expect.objectContaining({ a: 1, call_sid: inbound.sid, from: CALLER }),
    })
    expect(exchange.voiceSide.moveQueuedCall(inbound.sid, 'WT1', { WaitUrl: '' })).toBe(true)
    await exchange.settle()
    const room = exchange.services.conferences.find('WT1')
    expect(room?.participants.map((who) => who.call.sid)).toEqual([inbound.sid])
    expect(exchange.voiceSide.moveQueuedCall(inbound.sid, 'WT1', {})).toBe(false)
    room?.end()
    await exchange.settle()
    expect(exchange.sent.at(-1)).toMatchObject({
      url: 'http://app/after',
      params: { QueueResult: 'bridged', QueueTime: '0' },
    })
    expect(side.callerLeftQueue).not.toHaveBeenCalled()
  })

  test('goes on when its Task ends', async () => {
    const side = tasks()
    const exchange = exchangeWith(enqueue, { 'http://app/after': '' }, side)
    const { call: inbound } = await call(exchange)
    side.endTask()
    await exchange.settle()
    expect(exchange.sent.at(-1)?.params).toMatchObject({ QueueResult: 'leave' })
    expect(inbound.status).toBe('completed')
  })

  test('tells TaskRouter when it hangs up', async () => {
    const side = tasks()
    const exchange = exchangeWith(enqueue, {}, side)
    const { leg } = await call(exchange)
    leg.hangUp()
    await exchange.settle()
    expect(side.callerLeftQueue).toHaveBeenCalledWith('WT1', 'hangup')
    expect(exchange.sent.at(-1)?.params).toMatchObject({ QueueResult: 'hangup' })
  })
})

describe('what TaskRouter uses of Voice', () => {
  const request = {
    conference: 'WT1',
    to: 'client:alice',
    from: '+15005550006',
    options: { Timeout: '30', WaitUrl: '' },
  }

  test('rings somebody into a conference', async () => {
    const exchange = createTestExchange()
    const onAnswered = vi.fn<Ring['onAnswered']>()
    const onFailed = vi.fn<Ring['onFailed']>()
    const ended = vi.fn<() => void>()
    exchange.voiceSide.ringIntoConference({ ...request, onAnswered, onFailed })
    exchange.voiceSide.onConferenceEnd('WT1', ended)
    await exchange.settle()
    const leg = exchange.legs.get('alice')
    leg?.answer()
    const [callSid, conferenceSid] = onAnswered.mock.lastCall ?? []
    const room = exchange.services.conferences.find('WT1')
    expect(room?.sid).toBe(conferenceSid)
    expect(room?.participants.map((who) => who.call.sid)).toEqual([callSid])
    leg?.hangUp()
    expect(ended).toHaveBeenCalledOnce()
    expect(onFailed).not.toHaveBeenCalled()
  })

  test('reports why nobody came, and can stop ringing', async () => {
    const exchange = createTestExchange()
    const onFailed = vi.fn<Ring['onFailed']>()
    const ring = (to: string) =>
      exchange.voiceSide.ringIntoConference({ ...request, to, onAnswered() {}, onFailed })
    ring('client:busy')
    ring('client:nobody')
    ring('nonsense')
    const { cancel } = ring('client:alice')
    await exchange.settle()
    exchange.legs.get('busy')?.hangUp({ kind: 'busy' })
    cancel()
    expect(onFailed.mock.calls.flat().toSorted()).toEqual([
      'busy',
      'canceled',
      'failed',
      'no-answer',
    ])
  })
})
