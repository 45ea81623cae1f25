import { expect, test } from 'vitest'
import { createTestExchange } from '../../telephony/testing/test-exchange.ts'
import type { TestExchange } from '../../telephony/testing/test-exchange.ts'
import { TestLeg } from '../../telephony/testing/test-leg.ts'
import { Participant } from '../../telephony/conference/participant.ts'
import { whatIsHeard } from './what-is-heard.ts'

const VOICE = 'http://app/voice'

async function callInto(exchange: TestExchange) {
  const leg = new TestLeg()
  const to = '+15005550006'
  const { callSid } = exchange.switchboard.receive({ leg, from: '+15005551001', to, params: {} })
  await exchange.settle()
  return callSid
}

function exchangeWith(verbs: string) {
  const exchange = createTestExchange({ [VOICE]: `<Response>${verbs}</Response>` })
  exchange.services.routes.addNumber('+15005550006', 0).voiceUrl = VOICE
  const heard = (callSid: string) =>
    whatIsHeard(exchange.services.calls.get(callSid), exchange.services)
  return { exchange, heard }
}

test.each([
  ['<Enqueue>line</Enqueue>', 'queue-music'],
  ['<Gather timeout="60"><Say>Press one</Say></Gather>', 'message'],
  ['<Dial answerOnBridge="true">+15005551002</Dial>', 'ringing'],
  ['<Pause length="60"/>', 'ringing'],
])('in %s a caller hears %s', async (verbs, heard) => {
  const given = exchangeWith(verbs)
  expect(given.heard(await callInto(given.exchange))).toBe(heard)
})

test('in a conference a caller hears music, then a voice, then the music of the hold, then nobody', async () => {
  const { exchange, heard } = exchangeWith('<Dial><Conference>room</Conference></Dial>')
  const caller = await callInto(exchange)
  expect(heard(caller)).toBe('wait-music')
  const agent = await callInto(exchange)
  expect(heard(caller)).toBe('voice')
  const room = exchange.services.conferences.find('room')
  const change = (
    callSid: string,
    changes: { muted?: boolean; hold?: null | { url: null; method: 'POST' } },
  ) => {
    const participant = room?.find(callSid)
    if (participant instanceof Participant) room?.update(participant, changes)
  }
  change(caller, { hold: { url: null, method: 'POST' } })
  expect(heard(caller)).toBe('hold-music')
  change(caller, { hold: null })
  change(agent, { muted: true })
  expect(heard(caller)).toBe('others-muted')
  exchange.services.calls.get(caller)?.end('completed', 'party')
  expect(heard(caller)).toBe('nothing')
})
