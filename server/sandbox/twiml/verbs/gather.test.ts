import { expect, test } from 'vitest'
import { createTestExchange } from '../../telephony/testing/test-exchange.ts'
import { TestLeg } from '../../telephony/testing/test-leg.ts'

const VOICE = 'http://app/voice'
const NEXT = 'http://app/next'

/** A caller in front of this `<Gather>`; what follows it is heard as a redirect to `/after`. */
async function caller(gather: string) {
  const exchange = createTestExchange({
    [VOICE]: `<Response>${gather}<Redirect>/after</Redirect></Response>`,
    [NEXT]: '<Response><Pause length="9"/></Response>',
    'http://app/after': '<Response><Pause length="9"/></Response>',
  })
  exchange.services.routes.addNumber('+15005550006', 0).voiceUrl = VOICE
  const { callSid } = exchange.switchboard.receive({
    leg: new TestLeg(),
    from: '+15005551001',
    to: '+15005550006',
    params: {},
  })
  await exchange.settle()
  const call = exchange.services.calls.get(callSid)
  if (!call) throw new Error('no call')
  return {
    call,
    exchange,
    /** What the action was told. */
    told: () => exchange.sent.filter(({ url }) => url === NEXT).map(({ params }) => params),
    async press(keys: string) {
      for (const key of keys) call.pressKey(key)
      await exchange.settle()
    },
    async wait(seconds: number) {
      exchange.advance(seconds * 1000)
      await exchange.settle()
    },
    asked: () => exchange.sent.slice(1).map(({ url, params }) => [url, params['Digits']]),
  }
}

const ACTION = 'action="/next"'

test.each([
  ['so many digits', `<Gather ${ACTION} numDigits="3"/>`, '12345', [[NEXT, '123']]],
  ['the finishing key', `<Gather ${ACTION}/>`, '12#', [[NEXT, '12']]],
  ['another finishing key', `<Gather ${ACTION} finishOnKey="*"/>`, '1#*', [[NEXT, '1#']]],
  ['the finishing key alone', `<Gather ${ACTION}/>`, '#', [['http://app/after', undefined]]],
])('ends with %s', async (_, gather, keys, asked) => {
  const { press, asked: all } = await caller(gather)
  await press(keys)
  expect(all()).toEqual(asked)
})

test('waits again after each key, and then takes what it has', async () => {
  const { press, wait, asked } = await caller(`<Gather ${ACTION} timeout="5"/>`)
  await wait(4)
  await press('1')
  await wait(4)
  await press('2')
  await wait(4)
  expect(asked()).toEqual([])
  await wait(2)
  expect(asked()).toEqual([[NEXT, '12']])
})

test('without a key the document goes on, or the action is requested in any case', async () => {
  const silent = await caller(`<Gather ${ACTION} timeout="2"/>`)
  await silent.wait(3)
  expect(silent.asked()).toEqual([['http://app/after', undefined]])
  const told = await caller(`<Gather ${ACTION} timeout="2" actionOnEmptyResult="true"/>`)
  await told.wait(3)
  expect(told.asked()).toEqual([[NEXT, '']])
})

test('without an action the URL of the document is requested', async () => {
  const { press, asked } = await caller('<Gather numDigits="1"/>')
  await press('7')
  expect(asked()).toEqual([[VOICE, '7']])
})

test('with no end but the key it takes any number', async () => {
  const { press, asked } = await caller(`<Gather ${ACTION} finishOnKey="" numDigits="4"/>`)
  await press('1#*2')
  expect(asked()).toEqual([[NEXT, '1#*2']])
})

const said = (text: string, confidence = 0.8) => ({ text, confidence })

test('speech is gathered until its time-out, with the last confidence', async () => {
  const { call, wait, told } = await caller(`<Gather ${ACTION} input="speech" speechTimeout="2"/>`)
  call.addSpeech(said('I want'), 'inbound')
  await wait(1)
  call.addSpeech(said('to talk to sales', 0.7), 'inbound')
  await wait(1.9)
  expect(told()).toEqual([])
  await wait(0.2)
  const [params] = told()
  expect(params).toMatchObject({ SpeechResult: 'I want to talk to sales', Confidence: '0.7' })
  expect(params).not.toHaveProperty('Digits')
})

test.each([
  ['speechTimeout="auto"', 0],
  ['timeout="3"', 3.1],
])('with %s the end of speech comes by itself', async (attributes, seconds) => {
  const { call, wait, told } = await caller(`<Gather ${ACTION} input="speech" ${attributes}/>`)
  call.addSpeech(said('sales'), 'inbound')
  await wait(seconds)
  expect(told()).toMatchObject([{ SpeechResult: 'sales' }])
})

test('of keys and speech, what came first counts alone', async () => {
  const both = `<Gather ${ACTION} input="dtmf speech" numDigits="2" speechTimeout="2"/>`
  const speaker = await caller(both)
  speaker.call.addSpeech(said('sales'), 'inbound')
  await speaker.press('12')
  await speaker.wait(2.1)
  expect(speaker.told()).toMatchObject([{ SpeechResult: 'sales' }])
  const presser = await caller(both)
  await presser.press('1')
  presser.call.addSpeech(said('sales'), 'inbound')
  await presser.press('2')
  expect(presser.told()).toMatchObject([{ Digits: '12' }])
  expect(presser.told()[0]).not.toHaveProperty('SpeechResult')
})

test('keys are no speech, and speech is no key', async () => {
  const listener = await caller(`<Gather ${ACTION} input="speech" timeout="2"/>`)
  await listener.press('1')
  await listener.wait(2.1)
  expect(listener.asked()).toEqual([['http://app/after', undefined]])
  const counter = await caller(`<Gather ${ACTION} timeout="2"/>`)
  counter.call.addSpeech(said('one'), 'inbound')
  await counter.wait(2.1)
  expect(counter.asked()).toEqual([['http://app/after', undefined]])
})

test('partial results grow by words, in order', async () => {
  const { call, wait, exchange } = await caller(
    `<Gather ${ACTION} input="speech" speechTimeout="1" partialResultCallback="/partial"/>`,
  )
  call.addSpeech(said('to sales'), 'inbound')
  await wait(0.5)
  call.addSpeech(said('please'), 'inbound')
  await wait(1.1)
  const partial = exchange.sent.filter(({ url }) => url === 'http://app/partial')
  expect(
    partial.map(({ params }) => [
      params['SequenceNumber'],
      params['StableSpeechResult'],
      params['UnstableSpeechResult'],
    ]),
  ).toEqual([
    ['0', '', 'to'],
    ['1', '', 'to sales'],
    ['2', 'to sales', 'please'],
  ])
})
