import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/api/call-resource */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

type Options = Parameters<Bench['client']['calls']['create']>[0]

const LISTENS = '<Response><Pause length="3600"/></Response>'

async function call(answers: unknown, options: Partial<Options> = {}) {
  await bench.phones.behave(CUSTOMER, { answers })
  const { sid } = await bench.client.calls.create({
    from: bench.number,
    to: CUSTOMER,
    twiml: LISTENS,
    ...options,
  })
  return sid
}

const atOnce = { afterSeconds: 0 }

async function becomes(sid: string, status: string) {
  await until(async () => expect(await bench.status(sid)).toBe(status))
}

describe('a new call', () => {
  test('is queued, has the direction outbound-api and neither duration nor end', async () => {
    await bench.phones.behave(CUSTOMER, {})
    const call = await bench.client.calls.create({
      from: bench.number,
      to: CUSTOMER,
      twiml: LISTENS,
    })
    expect(call).toMatchObject({
      status: 'queued',
      direction: 'outbound-api',
      from: bench.number,
      to: CUSTOMER,
      parentCallSid: null,
      endTime: null,
    })
    expect(call.sid).toMatch(/^CA[0-9a-f]{32}$/u)
  })

  test('StatusCallback: without StatusCallbackEvent only the completed event is told', async () => {
    const sid = await call(atOnce, { statusCallback: `${bench.app.baseUrl}/status` })
    await becomes(sid, 'in-progress')
    await bench.pass(75)
    await bench.phones.act(CUSTOMER, 'hangup')
    await until(() =>
      expect(bench.app.at('/status')).toMatchObject([
        {
          CallSid: sid,
          CallStatus: 'completed',
          CallDuration: '75',
          CallbackSource: 'call-progress-events',
          SequenceNumber: '0',
        },
      ]),
    )
    expect(bench.unsigned()).toEqual([])
  })

  test('StatusCallbackMethod GET: the parameters are in the query', async () => {
    await call('busy', {
      statusCallback: `${bench.app.baseUrl}/status`,
      statusCallbackMethod: 'GET',
    })
    await until(() =>
      expect(bench.app.received.find(({ path }) => path === '/status')?.url).toContain(
        'CallStatus=busy',
      ),
    )
  })

  test('Timeout: Twilio adds five seconds to those that it lets the phone ring', async () => {
    const sid = await call('never', { timeout: 10 })
    await becomes(sid, 'ringing')
    await bench.pass(14)
    expect(await bench.status(sid)).toBe('ringing')
    await bench.pass(2)
    await becomes(sid, 'no-answer')
  })

  test('FallbackUrl: is asked when the Url fails, with the error', async () => {
    const fallbackUrl = bench.serve('/fallback', (response) => response.say('Please hold'))
    const sid = await bench.phones.behave(CUSTOMER, { answers: atOnce }).then(() =>
      bench.client.calls.create({
        from: bench.number,
        to: CUSTOMER,
        url: 'http://127.0.0.1:9/gone',
        fallbackUrl,
      }),
    )
    await until(async () => expect(await bench.said(sid.sid)).toEqual(['Please hold']))
    expect(bench.app.at('/fallback')[0]).toMatchObject({
      ErrorCode: '11205',
      ErrorUrl: 'http://127.0.0.1:9/gone',
    })
  })

  test('From: must be a number of the account or a verified caller id', async () => {
    await expect(call(atOnce, { from: '+14155550000' })).rejects.toMatchObject({
      status: 400,
      code: 21210,
    })
  })

  test('To: must be there', async () => {
    await expect(call(atOnce, { to: '' })).rejects.toMatchObject({ status: 400, code: 21201 })
  })
})

describe('updating a call', () => {
  test('Url: the call goes on with the TwiML of the new URL, also out of a <Dial>', async () => {
    await bench.phones.behave(CUSTOMER, {})
    await bench.phones.behave(AGENT, { answers: atOnce })
    const sid = await bench.callIn((response) => response.dial({}, AGENT))
    const agentState = async () => (await bench.phones.view(AGENT))['call']
    await until(async () => expect(await agentState()).toMatchObject({ state: 'in-progress' }))
    const url = bench.serve('/moved', (response) => {
      response.say('You have been moved')
      response.pause({ length: 60 })
    })
    await bench.client.calls(sid).update({ url })
    await until(async () => expect(await bench.said(sid)).toEqual(['You have been moved']))
    await until(async () => expect(await agentState()).toMatchObject({ state: 'ended' }))
    expect(await bench.status(sid)).toBe('in-progress')
  })

  test('Status completed: ends the call even when it is in progress', async () => {
    const sid = await call(atOnce)
    await becomes(sid, 'in-progress')
    await bench.client.calls(sid).update({ status: 'completed' })
    await becomes(sid, 'completed')
    expect((await bench.phones.view(CUSTOMER))['call']).toMatchObject({ state: 'ended' })
  })

  test('Status canceled: hangs up a call that rings', async () => {
    const sid = await call('manual')
    await becomes(sid, 'ringing')
    await bench.client.calls(sid).update({ status: 'canceled' })
    await becomes(sid, 'canceled')
    expect((await bench.phones.view(CUSTOMER))['call']).toMatchObject({ endReason: 'canceled' })
  })

  test('Status canceled: does not affect a call in progress', async () => {
    const sid = await call(atOnce)
    await becomes(sid, 'in-progress')
    await bench.client
      .calls(sid)
      .update({ status: 'canceled' })
      .catch(() => null)
    expect(await bench.status(sid)).toBe('in-progress')
  })
})

describe('reading calls', () => {
  test('ParentCallSid: finds the calls that a <Dial> of the call has made', async () => {
    await bench.phones.behave(CUSTOMER, {})
    await bench.phones.behave(AGENT, { answers: atOnce })
    const parentCallSid = await bench.callIn((response) => response.dial({}, AGENT))
    await until(async () =>
      expect(await bench.client.calls.list({ parentCallSid })).toMatchObject([
        { to: AGENT, direction: 'outbound-dial', parentCallSid, status: 'in-progress' },
      ]),
    )
    expect(await bench.client.calls(parentCallSid).fetch()).toMatchObject({ direction: 'inbound' })
  })

  test('Status: finds the calls that are so', async () => {
    const busy = await call('busy')
    await becomes(busy, 'busy')
    const found = async (status: 'busy' | 'completed') =>
      (await bench.client.calls.list({ status })).map(({ sid }) => sid)
    expect(await found('busy')).toEqual([busy])
    expect(await found('completed')).toEqual([])
  })

  test('a call that is over can be deleted and is 404 then', async () => {
    const sid = await call('busy')
    await becomes(sid, 'busy')
    expect(await bench.client.calls(sid).remove()).toBe(true)
    await expect(bench.client.calls(sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
  })
})
