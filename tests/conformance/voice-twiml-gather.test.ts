import { afterEach, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/twiml/gather */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.behave(CUSTOMER, {})
})
afterEach(() => bench.close())

const chosen = () => bench.app.at('/chosen')

/** The `<Gather>` waits once its document was asked for and the call is answered. */
async function waiting(callSid: string): Promise<void> {
  await until(async () => expect(await bench.status(callSid)).toBe('in-progress'))
}

test('numDigits: as soon as so many digits are there, Twilio submits them to the action', async () => {
  const callSid = await bench.callIn((response) =>
    response.gather({ action: '/chosen', numDigits: 3 }),
  )
  await waiting(callSid)
  await bench.phones.press(CUSTOMER, '12')
  expect(chosen()).toEqual([])
  await bench.phones.press(CUSTOMER, '3')
  await until(() =>
    expect(chosen()).toMatchObject([{ Digits: '123', CallSid: callSid, From: CUSTOMER }]),
  )
})

test('finishOnKey: the key ends it and is not among the Digits', async () => {
  const callSid = await bench.callIn((response) =>
    response.gather({ action: '/chosen', finishOnKey: '*' }),
  )
  await waiting(callSid)
  await bench.phones.press(CUSTOMER, '4#2*')
  await until(() => expect(chosen()).toMatchObject([{ Digits: '4#2' }]))
})

test('timeout: without a digit Twilio goes on with the next verb and does not ask the action', async () => {
  const callSid = await bench.callIn((response) => {
    response.gather({ action: '/chosen', timeout: 9 })
    response.say('We heard nothing')
    response.pause({ length: 60 })
  })
  await waiting(callSid)
  await bench.pass(8)
  expect(await bench.said(callSid)).toEqual([])
  await bench.pass(2)
  await until(async () => expect(await bench.said(callSid)).toEqual(['We heard nothing']))
  expect(chosen()).toEqual([])
})

test('actionOnEmptyResult: the action is asked even when there was no digit', async () => {
  const callSid = await bench.callIn((response) =>
    response.gather({ action: '/chosen', timeout: 5, actionOnEmptyResult: true }),
  )
  await waiting(callSid)
  await bench.pass(6)
  await until(() => expect(chosen()).toMatchObject([{ Digits: '', CallSid: callSid }]))
})

test('the TwiML that the action answers with goes on with the call, and what followed is unreachable', async () => {
  bench.serve('/chosen', (response) => response.say('You chose sales'))
  const callSid = await bench.callIn((response) => {
    response.gather({ action: '/chosen', numDigits: 1 })
    response.say('We heard nothing')
  })
  await waiting(callSid)
  await bench.phones.press(CUSTOMER, '2')
  await until(async () => expect(await bench.status(callSid)).toBe('completed'))
  expect(await bench.said(callSid)).toEqual(['You chose sales'])
})

test('a key stops the nested menu, and the caller need not hear it out', async () => {
  const callSid = await bench.callIn((response) => {
    const gather = response.gather({ action: '/chosen', numDigits: 1 })
    gather.say('For sales press one')
    gather.pause({ length: 600 })
    gather.say('For support press two')
  })
  await until(async () => expect(await bench.said(callSid)).toEqual(['For sales press one']))
  await bench.phones.press(CUSTOMER, '1')
  await until(() => expect(chosen()).toMatchObject([{ Digits: '1' }]))
  expect(await bench.said(callSid)).toHaveLength(1)
})

test('input speech: the action gets the SpeechResult and its Confidence', async () => {
  const callSid = await bench.callIn((response) =>
    response.gather({ action: '/chosen', input: ['speech'], speechTimeout: '2' }),
  )
  await waiting(callSid)
  await bench.phones.say(CUSTOMER, 'my bill, please', 0.8)
  await bench.pass(3)
  await until(() =>
    expect(chosen()).toMatchObject([{ SpeechResult: 'my bill, please', Confidence: '0.8' }]),
  )
  expect(chosen()[0]).not.toHaveProperty('Digits')
})

test('method GET: the Digits are in the query of the action', async () => {
  const callSid = await bench.callIn((response) =>
    response.gather({ action: '/chosen?step=2', method: 'GET', numDigits: 1 }),
  )
  await waiting(callSid)
  await bench.phones.press(CUSTOMER, '7')
  await until(() =>
    expect(bench.app.received.find(({ path }) => path === '/chosen')?.url).toMatch(
      /\?step=2&.*Digits=7/u,
    ),
  )
  expect(bench.unsigned()).toEqual([])
})
