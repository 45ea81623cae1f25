import { beforeEach, expect, test } from 'vitest'
import { redirectCall } from '../dialing/direct.ts'
import { inviteOptionsOf } from '../form.ts'
import { createTestExchange } from '../testing/test-exchange.ts'
import type { TestExchange } from '../testing/test-exchange.ts'
import { TestLeg } from '../testing/test-leg.ts'
import { inviteParticipant } from './invite.ts'

const REPORT = {
  ConferenceStatusCallback: 'http://app/room',
  ConferenceStatusCallbackEvent: 'start end join leave',
}
const PAUSE = '<Response><Pause length="99"/></Response>'
const waiting = (waitUrl: string) =>
  '<Response><Dial><Conference startConferenceOnEnter="false" beep="false" ' +
  `waitUrl="${waitUrl}">room</Conference></Dial><Pause length="99"/></Response>`

let exchange: TestExchange
beforeEach(() => {
  exchange = createTestExchange({
    'http://app/+1': waiting('/never'),
    'http://app/+2': waiting('/gone'),
    'http://app/+3': waiting('/music'),
    'http://app/never': null,
    'http://app/music': PAUSE,
  })
  for (const number of ['+1', '+2', '+3'])
    exchange.services.routes.addNumber(number, 0).voiceUrl = `http://app/${number}`
})

const room = () => exchange.services.conferences.find('room')

/** A caller whose document has the wait URL of this number. */
async function callIn(to: '+1' | '+2' | '+3') {
  const leg = new TestLeg()
  const { callSid } = exchange.switchboard.receive({ leg, from: '+1001', to, params: {} })
  await exchange.settle()
  return { leg, callSid }
}

/** Somebody who has answered the API's call, and whose wait URL has not answered yet. */
async function answered(number: string) {
  const { call } = inviteParticipant(exchange.services, {
    conference: exchange.services.conferences.open('room', 'api'),
    address: { kind: 'number', number },
    from: '+1',
    options: inviteOptionsOf({
      ...REPORT,
      StartConferenceOnEnter: 'false',
      WaitUrl: 'http://app/music',
    }),
  })
  await exchange.settle()
  const leg = exchange.legs.get(number)
  leg?.answer()
  return { call, leg }
}

test('a conference stays for a caller on the way in, though another does not get in', async () => {
  const { leg } = await callIn('+1')
  const sid = room()?.sid
  await callIn('+2')
  expect(room()?.sid).toBe(sid)
  expect(exchange.sent.filter(({ url }) => url === 'http://app/gone')).toMatchObject([
    { params: { ConferenceSid: sid } },
  ])
  await callIn('+3')
  expect(room()?.participants).toHaveLength(1)
  leg.hangUp()
  await exchange.settle()
  expect(room()?.participants).toHaveLength(1)
})

test('who is given another document on the way in does not come', async () => {
  const { call } = await answered('+1002')
  redirectCall(exchange.services, call, { source: { kind: 'text', twiml: PAUSE } })
  await exchange.settle()
  expect([call.status, room()]).toEqual(['in-progress', null])
})

test('who hangs up on the way in does not come', async () => {
  const { call, leg } = await answered('+1002')
  leg?.hangUp()
  await exchange.settle()
  expect([call.status, room()]).toEqual(['completed', null])
  expect(exchange.events()).toEqual([])
})

test('when the conference ends meanwhile, a Participant on the way in ends with it', async () => {
  await callIn('+3')
  const { call } = await answered('+1002')
  room()?.end()
  await exchange.settle()
  expect([call.status, room()]).toEqual(['completed', null])
})
