import { afterEach, beforeEach, expect, test } from 'vitest'
import { ordinaryCall } from '../rest/testing/ordinary-call.ts'
import { startRig } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { sendAndBreak, sendRaw } from './testing/raw-http.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const HOST = 'Host: 127.0.0.1\r\n'
const CHUNKED = `POST /sandbox/phones HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n`
const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
const KEY = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
const BRIDGE = '/eventbridge/v1/wschannels'

const BROKEN: readonly (readonly [what: string, bytes: string, status: number])[] = [
  ['no HTTP', 'nonsense\r\n\r\n', 400],
  ['bytes of no text', '\x16\x03\x01\x02\x00\x01\xfc\x03\x03\x00\xff', 400],
  ['a version of its own', `GET /sandbox/snapshot HTTP/9.9\r\n${HOST}\r\n`, 400],
  ['no host', 'GET /sandbox/snapshot HTTP/1.1\r\n\r\n', 400],
  ['a header without a name', `GET / HTTP/1.1\r\n${HOST}: odd\r\n\r\n`, 400],
  ['a header of 100 kB', `GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  [
    'a path that cannot be decoded',
    `GET /api/%ZZ HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    400,
  ],
  ['a chunk without a length', `${CHUNKED}\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
  ['a chunk longer than it says', `${CHUNKED}\r\n2\r\n{"a":1}\r\n0\r\n\r\n`, 400],
  ['two lengths', `${CHUNKED}Content-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 400],
  ['an invalid length', `POST / HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`, 400],
  ['an upgrade of no path', `GET // HTTP/1.1\r\n${HOST}${UPGRADE}${KEY}\r\n`, 404],
  ['an upgrade of another path', `GET /there HTTP/1.1\r\n${HOST}${UPGRADE}${KEY}\r\n`, 404],
  ['an upgrade without a key', `GET /signal HTTP/1.1\r\n${HOST}${UPGRADE}\r\n`, 400],
  ['an upgrade without a token', `GET ${BRIDGE} HTTP/1.1\r\n${HOST}${UPGRADE}${KEY}\r\n`, 401],
]

test('what is no HTTP is refused, and the next call works', async () => {
  const { baseUrl } = rig.description
  for (const [what, bytes, status] of BROKEN) {
    const answer = await sendRaw(baseUrl, bytes)
    expect(answer, `${what}`).toMatch(new RegExp(`^HTTP/1.1 ${status} `, 'u'))
  }
  expect(await ordinaryCall(rig)).toBe('completed')
})

test('connections that break in the middle harm nobody', async () => {
  const { baseUrl } = rig.description
  for (const [, bytes] of BROKEN) await sendAndBreak(baseUrl, bytes)
  await sendAndBreak(baseUrl, `${CHUNKED}\r\n20\r\n{"number":`)
  await sendAndBreak(baseUrl, `POST /sandbox/phones HTTP/1.1\r\n${HOST}Content-Length: 99\r\n\r\n{`)
  expect(await ordinaryCall(rig)).toBe('completed')
})

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
/** Deeper than the stack of a recursive reader or writer. */
const deep = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)

/** What a client may send by mistake; the REST API takes forms, the control API JSON. */
const BODIES: readonly (readonly [type: string, body: string])[] = [
  [JSON_TYPE, '{'],
  [JSON_TYPE, '[]'],
  [JSON_TYPE, 'null'],
  [JSON_TYPE, '"x"'],
  [JSON_TYPE, '\0'],
  [JSON_TYPE, ''],
  [JSON_TYPE, deep],
  [JSON_TYPE, '{"__proto__":{"number":"+15005551001"}}'],
  [JSON_TYPE, `{"number":["+15005551001"],"to":7,"Url":{},"FriendlyName":[]}`],
  [JSON_TYPE, `{"x":"${'x'.repeat(2_000_000)}"}`],
  [FORM_TYPE, '%'],
  [FORM_TYPE, '%ff%fe=%zz&=&&=='],
  [FORM_TYPE, 'To=1&To=2&From=1&From=2&Url=a&Url=b&FriendlyName=a&FriendlyName=b'],
  [FORM_TYPE, '__proto__=1&constructor=2&toString=3'],
  [FORM_TYPE, `Attributes=${encodeURIComponent(deep)}`],
  [FORM_TYPE, `Twiml=${'x'.repeat(2_000_000)}`],
  ['text/xml', '<Response/>'],
  ['multipart/form-data; boundary=x', '--x\r\n\r\n'],
  ['nonsense', 'x'],
]

test('bodies that cannot be read are the client’s mistake, and the next call works', async () => {
  const { accountSid, authToken, baseUrl, workspaceSid } = rig.description
  const account = `/api/2010-04-01/Accounts/${accountSid}`
  const workspace = `/taskrouter/v1/Workspaces/${workspaceSid}`
  const paths = [
    `${account}/Calls.json`,
    `${account}/Calls/CA0.json`,
    `${account}/Conferences/room/Participants.json`,
    `${account}/Queues.json`,
    `${account}/Applications.json`,
    `${account}/Keys.json`,
    `${account}/IncomingPhoneNumbers.json`,
    `${account}/OutgoingCallerIds.json`,
    `${workspace}/Tasks`,
    `${workspace}/Workers`,
    `${workspace}/TaskQueues`,
    `${workspace}/Workflows`,
    `${workspace}/Activities`,
    BRIDGE,
    ...['phones', 'time', 'webhook-faults', 'media-faults', 'customers'].map(
      (each) => `/sandbox/${each}`,
    ),
    '/sandbox/phones/+15005551001/dial',
  ]
  const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`
  for (const path of paths) {
    for (const [type, body] of BODIES) {
      const headers = { authorization, 'content-type': type }
      const { status } = await fetch(baseUrl + path, { method: 'POST', headers, body })
      expect(status, `${path} ${type} ${body.slice(0, 40)}`).toBeLessThan(500)
    }
  }
  const readable = ['/sandbox/snapshot', `${workspace}/Tasks`, `${workspace}/Workers`]
  for (const path of readable) {
    const { status } = await fetch(baseUrl + path, { headers: { authorization } })
    expect(status, `${path}`).toBe(200)
  }
  expect(await ordinaryCall(rig)).toBe('completed')
})
