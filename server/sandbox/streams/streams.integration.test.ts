import { afterEach, beforeEach, expect, test } from 'vitest'
import { toneShare } from '../../testing/tone.ts'
import { encodeMulaw } from '../media/mulaw.ts'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { isSigned } from '../rest/testing/twilio-client.ts'
import { startStreamServer } from './testing/stream-server.ts'
import type { StreamServer } from './testing/stream-server.ts'

const CALLER = '+15005551001'
const OTHER = '+15005551002'
const HZ = { caller: 400, other: 700, server: 1000 }
const HALF_SECOND = 4000

let rig: Rig
let server: StreamServer
beforeEach(async () => {
  rig = await startRig()
  server = await startStreamServer()
  await rig.phones.make(CALLER, HZ.caller)
  await rig.phones.make(OTHER, HZ.other)
})
afterEach(async () => {
  await rig.close()
  await server.close()
})

/** The caller's document, with what follows the stream. */
async function call(verbs: string): Promise<string> {
  await rig.onCall(verbs)
  return rig.phones.dial(CALLER, rig.number)
}

function start(attributes = '', parameters = ''): string {
  const stream = `url="${server.url}" statusCallback="/stream-status" ${attributes}`
  return `<Start><Stream ${stream}>${parameters}</Stream></Start>`
}

const statuses = () => rig.app.at('/stream-status').map((each) => each['StreamEvent'])

function hears(track: string, hz: number) {
  return until(() => {
    const samples = server.samples(track)
    expect(samples.length).toBeGreaterThan(2 * HALF_SECOND)
    expect(toneShare(samples.slice(-HALF_SECOND), hz)).toBeGreaterThan(0.3)
  })
}

test('a one-way stream says connected, start, media and stop, numbered and named', async () => {
  const callSid = await call(
    start('name="ear"', '<Parameter name="agent" value="Ann"/>') + '<Pause length="60"/>',
  )
  await hears('inbound', HZ.caller)
  await rig.phones.act(CALLER, 'hangup')
  await until(() => expect(server.of('stop')).toHaveLength(1))
  const { accountSid } = rig.description
  const [connected, started] = server.messages
  expect(connected).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  const streamSid = String(started?.streamSid)
  expect(started).toEqual({
    event: 'start',
    sequenceNumber: '1',
    streamSid,
    start: {
      accountSid,
      callSid,
      streamSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: { agent: 'Ann' },
    },
  })
  expect(streamSid).toMatch(/^MZ[0-9a-f]{32}$/)
  const [first, second] = server.of('media')
  expect(first).toMatchObject({
    sequenceNumber: '2',
    streamSid,
    media: { track: 'inbound', chunk: '1', timestamp: '0' },
  })
  expect(second?.media).toMatchObject({ chunk: '2', timestamp: '20' })
  expect(Buffer.from(first?.media?.payload ?? '', 'base64')).toHaveLength(160)
  expect(server.messages.at(-1)).toEqual({
    event: 'stop',
    sequenceNumber: String(server.messages.length - 1),
    streamSid,
    stop: { accountSid, callSid },
  })
  await until(() => expect(statuses()).toEqual(['stream-started', 'stream-stopped']))
  expect(rig.app.at('/stream-status')[0]).toMatchObject({
    AccountSid: accountSid,
    CallSid: callSid,
    StreamSid: streamSid,
    StreamName: 'ear',
  })
  expect(rig.unsigned()).toEqual([])
})

test('the handshake is signed', async () => {
  await call(start() + '<Pause length="60"/>')
  const handshake = await until(() => server.handshakes[0] ?? never())
  const signature = String(handshake.headers['x-twilio-signature'])
  const { authToken } = rig.description
  expect(isSigned(authToken, { signature, url: server.url, params: {} })).toBe(true)
})

test('the two tracks separate the caller from the party that it talks with', async () => {
  await call(`${start('track="both_tracks"')}<Dial><Number>${OTHER}</Number></Dial>`)
  await hears('inbound', HZ.caller)
  await hears('outbound', HZ.other)
  expect(toneShare(server.samples('outbound').slice(-HALF_SECOND), HZ.caller)).toBeLessThan(0.01)
})

test('<Stop> ends the stream of that name, and the call goes on', async () => {
  const sid = await call(
    `${start('name="ear"')}<Pause length="1"/><Stop><Stream name="ear"/></Stop><Pause length="60"/>`,
  )
  await until(() => expect(server.closedWith()).toBe(1000))
  await until(() => expect(statuses()).toEqual(['stream-started', 'stream-stopped']))
  expect((await rig.client.calls(sid).fetch()).status).toBe('in-progress')
})

test('a bidirectional stream is heard by the caller; marks come back when it is', async () => {
  await call(`<Connect><Stream url="${server.url}"/></Connect>`)
  const [{ streamSid } = never()] = await until(() => [server.of('start')[0] ?? never()])
  const payload = Buffer.from(encodeMulaw(tone(HZ.server, 2.5))).toString('base64')
  server.send({ event: 'media', streamSid, media: { payload } })
  server.send({ event: 'mark', streamSid, mark: { name: 'said' } })
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.server))
  expect(server.of('mark')).toEqual([])
  await until(() =>
    expect(server.of('mark')).toMatchObject([{ streamSid, mark: { name: 'said' } }]),
  )
})

test('clear drops what was not yet heard and gives its marks back at once', async () => {
  await call(`<Connect><Stream url="${server.url}"/></Connect>`)
  const [{ streamSid } = never()] = await until(() => [server.of('start')[0] ?? never()])
  const payload = Buffer.from(encodeMulaw(tone(HZ.server, 60))).toString('base64')
  server.send({ event: 'media', streamSid, media: { payload } })
  server.send({ event: 'mark', streamSid, mark: { name: 'never' } })
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.server))
  server.send({ event: 'clear', streamSid })
  await until(() => expect(server.of('mark')).toMatchObject([{ mark: { name: 'never' } }]))
  await until(async () => expect(await rig.phones.hears(CALLER)).toBeNull())
})

test('a bidirectional stream gets the caller’s keys', async () => {
  await call(`<Connect><Stream url="${server.url}"/></Connect>`)
  await until(() => expect(server.of('media').length).toBeGreaterThan(0))
  await rig.phones.press(CALLER, '5')
  await until(() =>
    expect(server.of('dtmf')).toMatchObject([{ dtmf: { track: 'inbound_track', digit: '5' } }]),
  )
})

test('when its server hangs up, <Connect> asks its action and the document goes on', async () => {
  rig.app.answer('/after', '<Pause length="60"/>')
  await call(`<Connect action="/after"><Stream url="${server.url}"/></Connect>`)
  await until(() => expect(server.of('start')).toHaveLength(1))
  server.hangUp(1000)
  await until(() => expect(rig.app.at('/after')).toHaveLength(1))
})

test('other instructions end a bidirectional stream', async () => {
  const sid = await call(`<Connect action="/after"><Stream url="${server.url}"/></Connect>`)
  await until(() => expect(server.of('start')).toHaveLength(1))
  await rig.client.calls(sid).update({ twiml: '<Response><Pause length="60"/></Response>' })
  await until(() => expect(server.of('stop')).toHaveLength(1))
  expect(rig.app.at('/after')).toEqual([])
})

test('what is no message of the protocol is warned of once', async () => {
  await call(`<Connect><Stream url="${server.url}"/></Connect>`)
  await until(() => expect(server.of('start')).toHaveLength(1))
  server.sendRaw('hello')
  server.send({ event: 'clear', streamSid: 'MZ0' })
  await until(() => expect(rig.sandbox.notices()).toMatchObject([{ code: 31951 }]))
})

test.each([
  ['is not there', () => 'ws://127.0.0.1:9/stream', 31902],
  ['is no WebSocket server', () => `${rig.app.baseUrl.replace('http', 'ws')}/x`, 31920],
  ['is no WebSocket URL', () => 'ftp://example.com/x', 31923],
])('a server that %s is told as stream-error and noted', async (_, url, code) => {
  await call(
    `<Start><Stream url="${url()}" statusCallback="/stream-status"/></Start><Pause length="60"/>`,
  )
  await until(() => expect(statuses()).toEqual(['stream-error']))
  expect(rig.app.at('/stream-status')[0]?.['StreamError']).toContain(String(code))
  expect(rig.sandbox.notices()).toMatchObject([{ level: 'error', code }])
})

test('a bidirectional stream has the inbound track alone', async () => {
  await call(`<Connect><Stream track="both_tracks" url="${server.url}"/></Connect>`)
  await until(() => expect(rig.sandbox.notices()).toMatchObject([{ code: 31941 }]))
})

test('over REST a stream is begun on a live call and stopped by name', async () => {
  const sid = await call('<Pause length="60"/>')
  await until(async () => expect((await rig.client.calls(sid).fetch()).status).toBe('ringing'))
  await expect(rig.client.calls(sid).streams.create({ url: server.url })).rejects.toMatchObject({
    code: 21220,
  })
  await rig.phones.act(CALLER, 'hangup')

  const live = await call(`<Dial><Number>${OTHER}</Number></Dial>`)
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.other))
  const stream = await rig.client.calls(live).streams.create({
    url: server.url,
    name: 'ear',
    track: 'outbound_track',
    'parameter1.name': 'k',
    'parameter1.value': 'v',
  })
  expect(stream).toMatchObject({ callSid: live, name: 'ear', status: 'in-progress' })
  await hears('outbound', HZ.other)
  expect(server.of('start')[0]?.start).toMatchObject({
    tracks: ['outbound'],
    customParameters: { k: 'v' },
  })
  const stopped = await rig.client.calls(live).streams('ear').update({ status: 'stopped' })
  expect(stopped).toMatchObject({ sid: stream.sid, status: 'stopped' })
  await until(() => expect(server.of('stop')).toHaveLength(1))
  await expect(
    rig.client.calls(live).streams('none').update({ status: 'stopped' }),
  ).rejects.toMatchObject({ code: 20404 })
})

function tone(hz: number, seconds: number): Int16Array {
  return Int16Array.from(
    { length: seconds * 8000 },
    (_, i) => 8000 * Math.sin((2 * Math.PI * hz * i) / 8000),
  )
}

function never(): never {
  throw new Error('not yet')
}
