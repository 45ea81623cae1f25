import { describe, expect, test } from 'vitest'
import type { VoiceSide } from '../taskrouter/voice-side.ts'
import { createTestExchange } from './testing/test-exchange.ts'
import type { TestExchange } from './testing/test-exchange.ts'
import { TestLeg } from './testing/test-leg.ts'

const VOICE = 'http://app/voice'
const TWIML = 'http://app/twiml'
const ACTION = 'http://app/action'

type WorkerRing = Parameters<VoiceSide['ringWorker']>[0]

function exchangeThatQueues() {
  const exchange = createTestExchange({
    [VOICE]: `<Response><Enqueue waitUrl="" action="${ACTION}">line</Enqueue></Response>`,
    [ACTION]: '<Response><Pause length="9"/></Response>',
    [TWIML]: '<Response><Dial><Conference>desk</Conference></Dial></Response>',
  })
  exchange.services.routes.addNumber('+15005550006', 0).voiceUrl = VOICE
  return exchange
}

async function callerWaits(exchange: TestExchange) {
  const leg = new TestLeg()
  const { callSid } = exchange.switchboard.receive({
    leg,
    from: '+15005551001',
    to: '+15005550006',
    params: {},
  })
  await exchange.settle()
  return { leg, callSid }
}

async function ring(exchange: TestExchange, answer: WorkerRing['answer']) {
  const heard: string[] = []
  const ringing = exchange.voiceSide.ringWorker({
    to: 'client:alice',
    from: '+15005550006',
    options: { Timeout: '10' },
    answer,
    onAnswered: () => heard.push('answered'),
    onFailed: () => heard.push('failed'),
    onEnded: () => heard.push('ended'),
  })
  await exchange.settle()
  const worker = exchange.legs.get('alice')
  if (!worker) throw new Error('nobody rings')
  return { heard, ringing, worker }
}

describe('a Worker who answers for a caller who waits', () => {
  test('talks to the caller, who goes on when the Worker leaves', async () => {
    const exchange = exchangeThatQueues()
    const caller = await callerWaits(exchange)
    const { heard, worker } = await ring(exchange, { talkTo: caller.callSid })
    worker.answer()
    await exchange.settle()
    expect(heard).toEqual(['answered'])
    caller.leg.says = 5
    worker.says = 7
    exchange.tick(3)
    expect([worker.hears, caller.leg.hears]).toEqual([5, 7])
    worker.hangUp()
    await exchange.settle()
    expect(heard).toEqual(['answered', 'ended'])
    const action = exchange.sent.find(({ url }) => url === ACTION)
    expect(action?.params).toMatchObject({ QueueResult: 'bridged' })
    expect(exchange.services.calls.get(caller.callSid)?.status).toBe('in-progress')
  })

  test('is hung up on when the caller leaves', async () => {
    const exchange = exchangeThatQueues()
    const caller = await callerWaits(exchange)
    const { heard, worker } = await ring(exchange, { talkTo: caller.callSid })
    worker.answer()
    await exchange.settle()
    caller.leg.hangUp()
    await exchange.settle()
    expect(heard).toEqual(['answered', 'ended'])
    expect(worker.closed).toEqual({ kind: 'hangup' })
  })

  test('has nobody to talk to when the caller has gone before', async () => {
    const exchange = exchangeThatQueues()
    const caller = await callerWaits(exchange)
    const { heard, worker } = await ring(exchange, { talkTo: caller.callSid })
    caller.leg.hangUp()
    await exchange.settle()
    worker.answer()
    await exchange.settle()
    expect(heard).toEqual(['failed'])
    expect(worker.closed).toEqual({ kind: 'hangup' })
  })

  test('does not answer in time, or is not rung any more', async () => {
    const exchange = exchangeThatQueues()
    const late = await ring(exchange, { twimlUrl: TWIML })
    exchange.advance(15_000)
    expect(late.heard).toEqual(['failed'])
    const canceled = await ring(exchange, { twimlUrl: TWIML })
    canceled.ringing.cancel()
    expect(canceled.worker.closed).toEqual({ kind: 'hangup' })
  })
})

describe('a Worker’s call', () => {
  test('executes TwiML, and is changed and taken out as a Participant', async () => {
    const exchange = exchangeThatQueues()
    const { heard, worker } = await ring(exchange, { twimlUrl: TWIML })
    worker.answer()
    await exchange.settle()
    const [participant] = exchange.services.conferences.find('desk')?.participants ?? []
    if (!participant) throw new Error('not in the conference')
    const { sid } = participant.call
    const { voiceSide } = exchange
    expect(voiceSide.updateParticipant('desk', sid, { muted: true })).toBe(true)
    expect(participant.muted).toBe(true)
    expect(voiceSide.updateParticipant('desk', 'CA404', { muted: true })).toBe(false)
    const ended: string[] = []
    voiceSide.onCallEnd(sid, () => ended.push('later'))
    expect(voiceSide.removeParticipant('desk', sid)).toBe(true)
    expect(voiceSide.removeParticipant('desk', sid)).toBe(false)
    await exchange.settle()
    expect(ended).toEqual(['later'])
    expect(heard).toEqual(['answered', 'ended'])
    voiceSide.onCallEnd(sid, () => ended.push('at once'))
    expect(ended).toEqual(['later', 'at once'])
  })

  test('of a caller who waits is redirected; one that is over is not', async () => {
    const exchange = exchangeThatQueues()
    const caller = await callerWaits(exchange)
    expect(exchange.voiceSide.redirectCall(caller.callSid, TWIML)).toBe(true)
    await exchange.settle()
    const [who] = exchange.services.conferences.find('desk')?.participants ?? []
    expect(who?.call.sid).toBe(caller.callSid)
    caller.leg.hangUp()
    expect(exchange.voiceSide.redirectCall(caller.callSid, TWIML)).toBe(false)
  })
})
