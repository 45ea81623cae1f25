import { describe, expect, test } from 'vitest'
import { redirectCall } from '../../telephony/dialing/direct.ts'
import { callInDocument } from '../testing/call-in-document.ts'

const ONE = '+15005551002'
const TWO = '+15005551003'

async function dialling(dial: string, nouns: string, answers: Record<string, string> = {}) {
  const caller = await callInDocument(
    `<Dial action="/done" ${dial}>${nouns}</Dial>`,
    Object.fromEntries(
      Object.entries(answers).map(([path, verbs]) => [
        `http://app${path}`,
        `<Response>${verbs}</Response>`,
      ]),
    ),
  )
  const { legs } = caller.exchange
  return {
    ...caller,
    rung: () => [...legs.keys()],
    phone(number: string) {
      const leg = legs.get(number)
      if (!leg) throw new Error(`${number} does not ring`)
      return leg
    },
    async answer(number: string) {
      legs.get(number)?.answer()
      await caller.exchange.settle()
    },
    async callsTo(number: string) {
      await caller.exchange.settle()
      return caller.exchange.services.calls.list().filter(({ facts }) => facts.to === number)
    },
    done: () => caller.at('/done'),
  }
}

describe('the document of a called party', () => {
  const screened = `<Number url="/screen">${ONE}</Number>`

  test('runs on its call alone before the two talk', async () => {
    const { phone, leg, answer, pass, at, call, callsTo } = await dialling('', screened, {
      '/screen': '<Pause length="2"/>',
    })
    leg.says = 100
    await answer(ONE)
    phone(ONE).says = 200
    const [child] = await callsTo(ONE)
    expect(at('/screen')).toMatchObject([{ CallSid: child?.sid, ParentCallSid: call.sid }])
    await pass(1)
    expect(phone(ONE).hears).toBe(0)
    await pass(1.5)
    expect([leg.hears, phone(ONE).hears]).toEqual([200, 100])
  })

  test.each([
    ['hangs up', '<Hangup/>'],
    ['cannot be read', '<Sing/>'],
    ['dials', `<Dial>${TWO}</Dial>`],
  ])('that %s leaves the caller alone', async (_, verbs) => {
    const { answer, done, callsTo, pass, rung } = await dialling('', screened, {
      '/screen': verbs,
    })
    await answer(ONE)
    // An apology is heard to its end.
    await expect
      .poll(async () => {
        await pass(5)
        return (await callsTo(ONE)).map(({ status }) => status)
      })
      .toEqual(['completed'])
    expect(done()).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'false' }])
    expect(rung()).toEqual([ONE])
  })

  test('may ask whether the call is taken, while the others go on ringing', async () => {
    const { phone, answer, done, exchange, callsTo, hangUp } = await dialling(
      '',
      `${screened}<Number>${TWO}</Number>`,
      { '/screen': '<Gather numDigits="1" action="/taken"/><Hangup/>', '/taken': '' },
    )
    await answer(ONE)
    expect(phone(TWO).closed).toBeNull()
    phone(ONE).press('1')
    await exchange.settle()
    expect(phone(TWO).closed).toEqual({ kind: 'hangup' })
    expect((await callsTo(ONE)).map(({ status }) => status)).toEqual(['in-progress'])
    expect(done()).toEqual([])
    await hangUp()
    expect((await callsTo(ONE)).map(({ status }) => status)).toEqual(['completed'])
  })

  test('loses to another who answers at once', async () => {
    const { phone, answer, callsTo, leg, pass } = await dialling(
      '',
      `${screened}<Client>ann</Client>`,
      { '/screen': '<Pause length="60"/>' },
    )
    await answer(ONE)
    phone('ann').says = 300
    await answer('ann')
    await pass(0.1)
    expect(leg.hears).toBe(300)
    expect((await callsTo(ONE)).map(({ status }) => status)).toEqual(['completed'])
  })

  test('gives way to other instructions, and the caller goes on', async () => {
    const { answer, callsTo, done, exchange } = await dialling('', screened, {
      '/screen': '<Pause length="60"/>',
    })
    await answer(ONE)
    const [child] = await callsTo(ONE)
    if (!child) throw new Error('no call')
    const twiml = '<Response><Pause length="60"/></Response>'
    redirectCall(exchange.services, child, { source: { kind: 'text', twiml } })
    await exchange.settle()
    expect(done()).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'false' }])
    expect(child.status).toBe('in-progress')
  })

  test('ends when the caller does', async () => {
    const { answer, hangUp, callsTo } = await dialling('', screened, {
      '/screen': '<Pause length="60"/>',
    })
    await answer(ONE)
    await hangUp()
    expect((await callsTo(ONE)).map(({ status }) => status)).toEqual(['completed'])
  })
})

test('digits are pressed to the called party before it talks', async () => {
  const { phone, answer, leg, pass } = await dialling('', `<Number sendDigits="w1">${ONE}</Number>`)
  leg.says = 100
  await answer(ONE)
  const heard: (number | null)[] = []
  for (let i = 0; i < 50; i++) {
    await pass(0.02)
    heard.push(phone(ONE).hears)
  }
  // Half a second of silence, then 100 ms of tone and of pause.
  expect(heard.findIndex((sample) => sample === 100)).toBeGreaterThan(30)
  expect(heard.at(-1)).toBe(100)
})

test('one after the other rings for the whole time-out each', async () => {
  const { rung, answer, pass, done, callsTo, exchange } = await dialling(
    'sequential="true" timeout="10"',
    `<Number>${ONE}</Number><Number>${TWO}</Number>`,
  )
  expect(rung()).toEqual([ONE])
  await pass(15.1)
  expect(rung()).toEqual([ONE, TWO])
  await answer(TWO)
  exchange.legs.get(TWO)?.hangUp()
  await pass(0.1)
  const [second] = await callsTo(TWO)
  expect(done()).toMatchObject([{ DialCallStatus: 'completed', DialCallSid: second?.sid }])
})

test('no more than ten ring', async () => {
  const nouns = Array.from({ length: 12 }, (_, i) => `<Number>+150055520${10 + i}</Number>`)
  const { rung, exchange } = await dialling('', nouns.join(''))
  expect(rung()).toHaveLength(10)
  expect(exchange.services.notices.list()).toMatchObject([{ level: 'warning', code: 12200 }])
})

test('a SIP address cannot be reached, and the others ring', async () => {
  const alone = await dialling('', '<Sip>sip:ann@example.com</Sip>')
  expect(alone.done()).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }])
  expect(alone.exchange.services.notices.list()).toMatchObject([{ level: 'error', code: 32011 }])
  const { rung } = await dialling('', `<Sip>sip:ann@example.com</Sip><Number>${ONE}</Number>`)
  expect(rung()).toEqual([ONE])
})

test.each([
  ['<Refer><Sip>sip:ann@example.com</Sip></Refer>', 13801],
  ['<Pay paymentConnector="Default" chargeAmount="1"/>', 64004],
])('%s is refused with %i after what stands before it', async (verbs, code) => {
  const { exchange, pass, at, call } = await callInDocument(`<Pause length="1"/>${verbs}`)
  expect(exchange.services.notices.list()).toEqual([])
  await pass(1.1)
  expect(exchange.services.notices.list()).toMatchObject([{ level: 'error', code }])
  await expect
    .poll(async () => {
      await pass(5)
      return call.status
    })
    .toBe('completed')
  expect(at('/next')).toEqual([])
})
