import { afterEach, beforeEach, expect, test } from 'vitest'
import { startStreamServer } from '../../server/sandbox/streams/testing/stream-server.ts'
import type { StreamServer } from '../../server/sandbox/streams/testing/stream-server.ts'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/media-streams/websocket-messages, and voice/twiml/stream */

let bench: Bench
let server: StreamServer
beforeEach(async () => {
  bench = await startBench()
  server = await startStreamServer()
  await bench.phones.make(CUSTOMER, 400)
})
afterEach(async () => {
  await bench.close()
  await server.close()
})

/** A voice bot's document: both directions, and what follows it. */
function talkToBot(url: string) {
  return bench.callIn((response) => {
    response.connect().stream({ url }).parameter({ name: 'customer', value: '4711' })
    response.say('The bot has gone')
    response.gather({ timeout: 3600 })
  })
}

const started = () =>
  until(() => {
    const [start] = server.of('start')
    if (!start) throw new Error('no stream yet')
    return start
  })

test('start: a <Parameter> arrives as customParameters, and the format is mu-law at 8000 Hz', async () => {
  const callSid = await talkToBot(server.url)
  const { start } = await started()
  expect(start).toMatchObject({
    callSid,
    customParameters: { customer: '4711' },
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
  })
})

test('mark: comes back when what was sent before it has been played', async () => {
  await talkToBot(server.url)
  const { streamSid } = await started()
  const payload = Buffer.alloc(1600, 0xff).toString('base64')
  server.send({ event: 'media', streamSid, media: { payload } })
  server.send({ event: 'mark', streamSid, mark: { name: 'greeting' } })
  await until(() => expect(server.of('mark')).toMatchObject([{ mark: { name: 'greeting' } }]))
})

test('dtmf: the server of a bidirectional stream is told the caller’s keys', async () => {
  await talkToBot(server.url)
  await started()
  await bench.phones.press(CUSTOMER, '5')
  await until(() => expect(server.of('dtmf')).toMatchObject([{ dtmf: { digit: '5' } }]))
})

test('when the server closes the socket the call goes on with the next verb', async () => {
  const callSid = await talkToBot(server.url)
  await started()
  expect(await bench.said(callSid)).toEqual([])
  server.hangUp()
  await until(async () => expect(await bench.said(callSid)).toEqual(['The bot has gone']))
})

test('stop: the caller hung up', async () => {
  const callSid = await talkToBot(server.url)
  await started()
  await bench.phones.act(CUSTOMER, 'hangup')
  await until(() => expect(server.of('stop')).toMatchObject([{ stop: { callSid } }]))
})
