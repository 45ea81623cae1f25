import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodeIn, sendRaw } from '../http/testing/raw-http.ts'
import { control } from '../rest/testing/control.ts'
import { startRig } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { deviceCall } from './testing/device-call.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const OFFERS = 200

const deep = '['.repeat(100_000) + ']'.repeat(100_000)
const frame = (type: unknown, payload: unknown) => JSON.stringify({ type, payload })

const TEXTS = ['', ' ', '{', 'null', '7', '"x"', '[]', '{}', '\0', '\u{FEFF}{}', deep]

/** Frames that no Device sends; `callsid` is a call of another Device, or of this one. */
function malformed(callsid: string): readonly string[] {
  const payloads = [null, 7, 'x', [], {}, { callsid: null }, { callsid }, { callsid: '__proto__' }]
  const types = 'listen register invite answer reinvite hangup reject dtmf message'.split(' ')
  return [
    ...TEXTS,
    ...[null, 7, [], 'odd', 'constructor', deep].map((type) => frame(type, {})),
    // A hangup or rejection with the right SID is no mistake.
    ...types.flatMap((type) =>
      payloads
        .filter(
          (payload) =>
            !['hangup', 'reject'].includes(type) || !JSON.stringify(payload).includes(callsid),
        )
        .map((payload) => frame(type, payload)),
    ),
    frame('listen', { token: 'x'.repeat(100_000) }),
    frame('listen', { token: 'a.b.c' }),
    frame('register', { media: { audio: 'yes' } }),
    frame('invite', { callsid, sdp: 'v=0', twilio: { params: '%' } }),
    frame('invite', { callsid, sdp: 'v=0', twilio: 7 }),
    frame('invite', { callsid, sdp: 'v=0', reconnect: 'guess' }),
    frame('reinvite', { callsid, sdp: 'v=0' }),
    frame('reinvite', { callsid, sdp: 'x'.repeat(500_000) }),
    frame('answer', { callsid, sdp: 'v=0' }),
    frame('dtmf', { callsid, dtmf: '\u{1F4DE}x?' }),
    frame('dtmf', { callsid, dtmf: '1'.repeat(1_000_000) }),
    frame('message', { callsid, voiceeventsid: 7 }),
  ]
}

/** Sends the frames one after the other on a socket of its own; resolves when it is closed. */
function sendFrames(frames: readonly (string | Buffer)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${rig.description.signalling}/signal`)
    socket.on('open', () => {
      for (const each of frames) socket.send(each)
      socket.close()
    })
    socket.on('close', () => resolve())
    socket.on('error', reject)
  })
}

/** A call in which both hear each other; how many legs it leaves. */
async function legsAfterNextCall(): Promise<number> {
  const next = await deviceCall(rig)
  await next.hangUp()
  const snapshot = await control<{ openLegs: number }>(rig.description.baseUrl, 'GET', '/snapshot')
  return snapshot.openLegs
}

test('frames of a stranger disturb no call, and the next one works', async () => {
  const call = await deviceCall(rig)
  await sendFrames(malformed(call.callSid))
  await sendFrames([Buffer.from([0xff, 0xfe]), frame('hangup', { callsid: call.callSid })])
  await call.talks()
  await call.hangUp()
  expect(await legsAfterNextCall()).toBe(0)
})

test('frames of a Device in a call do not end it', async () => {
  const call = await deviceCall(rig)
  for (const each of malformed(call.callSid)) call.device.sendText(each)
  await call.talks()
  await call.hangUp()
  expect(await legsAfterNextCall()).toBe(0)
})

const HANDSHAKE =
  'GET /signal HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'

/** Bytes after the handshake, by what is wrong with them. */
const BAD_FRAMES = {
  'not masked': '\x81\x02{}',
  'an operation of its own': '\x8f\x80\0\0\0\0',
  'not UTF-8': '\x81\x82\0\0\0\0\xff\xfe',
  '2 MB long': '\x81\xff\0\0\0\0\0\x20\0\0\0\0\0\0',
  'longer than any number': '\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0',
  'a continuation of nothing': '\x80\x80\0\0\0\0',
}

test('a frame against the protocol closes its socket, and the next call works', async () => {
  for (const [what, bytes] of Object.entries(BAD_FRAMES)) {
    const answer = await sendRaw(rig.description.baseUrl, HANDSHAKE + bytes)
    expect(closeCodeIn(answer), `${what}`).toBeGreaterThanOrEqual(1002)
  }
  expect(await legsAfterNextCall()).toBe(0)
})

/** An offer with lines that are missing, doubled, moved, cut or changed. */
function mangled(offer: string): fc.Arbitrary<string> {
  const lines = offer.split('\r\n')
  const place = fc.nat(lines.length - 1)
  const change = fc.oneof(
    place.map((at) => (all: string[]) => all.splice(at, 1)),
    place.map((at) => (all: string[]) => all.splice(at, 0, lines[at] ?? '')),
    fc.tuple(place, place).map(
      ([from, to]) =>
        (all: string[]) =>
          all.splice(to, 1, lines[from] ?? ''),
    ),
    fc.tuple(place, fc.nat(40)).map(([at, length]) => (all: string[]) => {
      all[at] = (all[at] ?? '').slice(0, length)
    }),
    fc
      .tuple(place, fc.constantFrom('0', '-1', '999999999999', '', 'é'))
      .map(([at, number]) => (all: string[]) => {
        all[at] = (all[at] ?? '').replace(/\d+/u, number)
      }),
  )
  return fc.array(change, { minLength: 1, maxLength: 8 }).map((changes) => {
    const all = [...lines]
    for (const apply of changes) apply(all)
    return all.join('\r\n')
  })
}

test('offers that make no sense end their own calls at most, and the next call works', async () => {
  const call = await deviceCall(rig)
  const { device } = call
  const sent = fc.sample(mangled(await device.offer()), { numRuns: OFFERS, seed: 1 })
  for (const [i, sdp] of sent.entries()) {
    device.send('invite', { callsid: `TJ${i}`, sdp, twilio: {} })
    device.send('reinvite', { callsid: call.callSid, sdp })
    device.send('hangup', { callsid: `TJ${i}` })
  }
  await call.hangUp()
  expect(await legsAfterNextCall()).toBe(0)
})
