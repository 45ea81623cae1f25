import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/twiml/dial */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.behave(CUSTOMER, {})
})
afterEach(() => bench.close())

const answered = { answers: { afterSeconds: 0 } }

describe('what comes after the <Dial>', () => {
  test('without an action Twilio goes on with the document: the caller hears Goodbye', async () => {
    await bench.phones.behave(AGENT, { answers: 'busy' })
    const callSid = await bench.callIn((response) => {
      response.dial({}, AGENT)
      response.say('Goodbye')
    })
    await until(async () => expect(await bench.said(callSid)).toEqual(['Goodbye']))
  })

  test('with an action whatever follows the <Dial> is unreachable', async () => {
    await bench.phones.behave(AGENT, { answers: 'busy' })
    bench.serve('/after', (response) => response.say('They are busy'))
    const callSid = await bench.callIn((response) => {
      response.dial({ action: '/after' }, AGENT)
      response.say('Goodbye')
    })
    await until(async () => expect(await bench.status(callSid)).toBe('completed'))
    expect(await bench.said(callSid)).toEqual(['They are busy'])
  })

  test('the method of the action may be GET', async () => {
    await bench.phones.behave(AGENT, { answers: 'busy' })
    await bench.callIn((response) => response.dial({ action: '/after', method: 'GET' }, AGENT))
    await until(() =>
      expect(bench.app.received.find(({ path }) => path === '/after')?.url).toContain(
        'DialCallStatus=busy',
      ),
    )
  })

  test.each([
    ['busy', { answers: 'busy' }],
    ['failed', { answers: { fails: 503 } }],
  ])('DialCallStatus is %s', async (status, behaviour) => {
    await bench.phones.behave(AGENT, behaviour)
    await bench.callIn((response) => response.dial({ action: '/after' }, AGENT))
    await until(() => expect(bench.app.at('/after')).toMatchObject([{ DialCallStatus: status }]))
    expect(bench.app.at('/after')[0]).not.toHaveProperty('DialCallDuration')
  })

  test('when the called party hangs up it is completed, with the seconds of the dialled call', async () => {
    await bench.phones.behave(AGENT, answered)
    await bench.callIn((response) => response.dial({ action: '/after' }, AGENT))
    await until(async () =>
      expect((await bench.phones.view(AGENT))['call']).toMatchObject({ state: 'in-progress' }),
    )
    await bench.pass(42)
    await bench.phones.act(AGENT, 'hangup')
    await until(() =>
      expect(bench.app.at('/after')).toMatchObject([
        { DialCallStatus: 'completed', DialCallDuration: '42', DialBridged: 'true' },
      ]),
    )
    const [after] = bench.app.at('/after')
    const dialled = await bench.client.calls(after?.['DialCallSid'] ?? '').fetch()
    expect(dialled).toMatchObject({ to: AGENT, parentCallSid: after?.['CallSid'], duration: '42' })
  })
})

describe('the attributes', () => {
  test('timeout: nobody answers for so many seconds, and it is no-answer', async () => {
    await bench.phones.behave(AGENT, { answers: 'never' })
    await bench.callIn((response) => response.dial({ action: '/after', timeout: 12 }, AGENT))
    await rings()
    await bench.pass(11)
    expect(bench.app.at('/after')).toEqual([])
    await bench.pass(7)
    await until(() =>
      expect(bench.app.at('/after')).toMatchObject([{ DialCallStatus: 'no-answer' }]),
    )
  })

  test('timeLimit: the maximum duration of the dialled call, in seconds', async () => {
    await bench.phones.behave(AGENT, answered)
    await bench.callIn((response) => response.dial({ action: '/after', timeLimit: 60 }, AGENT))
    await talks()
    await bench.pass(59)
    expect(bench.app.at('/after')).toEqual([])
    await bench.pass(2)
    await until(() =>
      expect(bench.app.at('/after')).toMatchObject([
        { DialCallStatus: 'completed', DialCallDuration: '60' },
      ]),
    )
  })

  test('hangupOnStar: the caller’s star hangs up on the called party, and the caller goes on', async () => {
    await bench.phones.behave(AGENT, answered)
    const callSid = await bench.callIn((response) => {
      response.dial({ hangupOnStar: true }, AGENT)
      response.say('Who is next?')
    })
    await talks()
    await bench.phones.press(CUSTOMER, '*')
    await until(async () => expect(await bench.said(callSid)).toEqual(['Who is next?']))
    expect((await bench.phones.view(AGENT))['call']).toMatchObject({ state: 'ended' })
  })

  test('callerId: without it the called party sees the caller’s number', async () => {
    await bench.phones.behave(AGENT, { answers: 'manual' })
    await bench.callIn((response) => response.dial({}, AGENT))
    await rings()
    expect((await bench.phones.view(AGENT))['call']).toMatchObject({ from: CUSTOMER })
  })

  test('callerId: with it, the number of the account that it names', async () => {
    await bench.phones.behave(AGENT, { answers: 'manual' })
    await bench.callIn((response) => response.dial({ callerId: bench.number }, AGENT))
    await rings()
    expect((await bench.phones.view(AGENT))['call']).toMatchObject({ from: bench.number })
  })

  test('answerOnBridge: the caller’s call rings until the dialled call is answered', async () => {
    await bench.phones.behave(AGENT, { answers: 'manual' })
    const callSid = await bench.callIn((response) => response.dial({ answerOnBridge: true }, AGENT))
    await rings()
    expect(await bench.status(callSid)).toBe('ringing')
    await bench.phones.act(AGENT, 'answer')
    await until(async () => expect(await bench.status(callSid)).toBe('in-progress'))
  })

  test('without answerOnBridge the call is in progress while the called party rings', async () => {
    await bench.phones.behave(AGENT, { answers: 'manual' })
    const callSid = await bench.callIn((response) => response.dial({}, AGENT))
    await rings()
    expect(await bench.status(callSid)).toBe('in-progress')
  })
})

test('when the caller hangs up, the called party who still rings is hung up too', async () => {
  await bench.phones.behave(AGENT, { answers: 'manual' })
  await bench.callIn((response) => response.dial({}, AGENT))
  await rings()
  await bench.phones.act(CUSTOMER, 'hangup')
  await until(async () =>
    expect((await bench.phones.view(AGENT))['call']).toMatchObject({ endReason: 'canceled' }),
  )
})

test('<Number statusCallback> is told each state of the dialled call, with its ParentCallSid', async () => {
  await bench.phones.behave(AGENT, answered)
  const callSid = await bench.callIn((response) =>
    response.dial().number(
      {
        statusCallback: `${bench.app.baseUrl}/leg`,
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      },
      AGENT,
    ),
  )
  await talks()
  await bench.phones.act(AGENT, 'hangup')
  await until(() =>
    expect(bench.app.at('/leg').map((each) => each['CallStatus'])).toEqual([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]),
  )
  expect(bench.app.at('/leg').every((each) => each['ParentCallSid'] === callSid)).toBe(true)
  expect(bench.unsigned()).toEqual([])
})

const rings = () => agentIs('ringing')
const talks = () => agentIs('in-progress')

function agentIs(state: string) {
  return until(async () =>
    expect((await bench.phones.view(AGENT))['call']).toMatchObject({ state }),
  )
}
