import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodeIn, sendRaw } from '../../http/testing/raw-http.ts'
import { startRig, until } from '../../rest/testing/rig.ts'
import type { Rig } from '../../rest/testing/rig.ts'
import { workerToken } from '../../rest/testing/twilio-client.ts'

const CALLER = '+15005551001'
const AGENT = '+15005551002'
const HZ = { caller: 400, agent: 700 }

let rig: Rig
let socket: WebSocket
let workerSid: string
let token: string
let events: string[]

beforeEach(async () => {
  rig = await startRig()
  await connectWorker()
})
afterEach(async () => {
  socket.terminate()
  await rig.close()
})

/** What a Worker asks goes over HTTP; its events come once it has its first lists. */
const askBridge = (body: string) =>
  fetch(rig.description.eventBridge.http, { method: 'POST', body })

const workspace = () => rig.client.taskrouter.v1.workspaces(rig.description.workspaceSid)

async function connectWorker(): Promise<void> {
  const { activities, eventBridge } = rig.description
  const workers = workspace().workers
  ;({ sid: workerSid } = await workers.create({
    friendlyName: 'ann',
    activitySid: activities['Available'] ?? '',
  }))
  token = workerToken(rig.description, workerSid)
  events = []
  socket = new WebSocket(`${eventBridge.ws}?token=${token}`)
  socket.on('error', () => {})
  socket.on('message', (data) => {
    const text = String(data).trim()
    if (text !== '') events.push(JSON.parse(text).event_type)
  })
  await until(() => expect(events).toEqual(['init']))
  const own = `Workers/${workerSid}`
  for (const list of ['Activities', `${own}/WorkerChannels`, `${own}/Reservations`]) {
    const url = `Workspaces/${rig.description.workspaceSid}/${list}`
    await askBridge(JSON.stringify({ url, method: 'GET', token }))
  }
}

/** A caller is queued, the Worker's Reservation is made a conference, and both hear each other. */
async function callReachesTheWorker(): Promise<void> {
  const { number, phones, onCall, description } = rig
  await phones.make(CALLER, HZ.caller)
  await phones.make(AGENT, HZ.agent)
  await onCall(`<Enqueue workflowSid="${description.workflowSid}" waitUrl=""/>`)
  await phones.dial(CALLER, number)
  const { reservations } = workspace().workers(workerSid)
  const offered = await until(async () => {
    const [first] = await reservations.list()
    if (!first) throw new Error('no Reservation yet')
    return first.sid
  })
  await reservations(offered).update({ instruction: 'conference', from: number, to: AGENT })
  await until(async () => expect(await phones.hears(CALLER)).toBe(HZ.agent))
  await until(async () => expect(await phones.hears(AGENT)).toBe(HZ.caller))
}

const deep = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)

test('frames that no Worker sends are passed over: its events and the next call come', async () => {
  const frames = ['', ' ', '{', 'null', '[]', '7', '\0', deep, '{"event_type":"init"}']
  for (const each of frames) socket.send(each)
  socket.send(Buffer.from([0xff, 0xfe]))
  await callReachesTheWorker()
  await until(() => expect(events).toContain('reservation.accepted'))
})

test('frames against the protocol close their socket, and the next call comes', async () => {
  const { baseUrl } = rig.description
  const path = `/eventbridge/v1/wschannels?token=${token}`
  const handshake =
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
  for (const bytes of ['\x81\x02{}', '\x8f\x80\0\0\0\0', '\x81\x82\0\0\0\0\xff\xfe']) {
    const answer = await sendRaw(baseUrl, handshake + bytes, (came) => closeCodeIn(came) !== null)
    expect(closeCodeIn(answer)).toBeGreaterThanOrEqual(1002)
  }
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.send('x'.repeat(2_000_000))
  // 1009 is a message too big.
  expect(await closed).toBe(1009)
  await callReachesTheWorker()
})

const ODD_URLS = ['', '/', '..', 'Workspaces', '__proto__', '\0', 'x'.repeat(10_000)]
const ODD_PARAMS = [
  { ActivitySid: 7 },
  { ActivitySid: {} },
  { Attributes: [] },
  { Attributes: 'x' },
]

test('requests that no Worker makes are refused, and the next call comes', async () => {
  const { workspaceSid } = rig.description
  const url = `Workspaces/${workspaceSid}/Workers/${workerSid}`
  const bodies = [
    '',
    '{',
    'null',
    '[]',
    '7',
    deep,
    {},
    { url, method: 'GET' },
    { url, method: 'DELETE', token },
    { url: 7, method: 'GET', token },
    ...ODD_URLS.map((odd) => ({ url: odd, method: 'POST', token, params: {} })),
    ...ODD_PARAMS.map((params) => ({ url, method: 'POST', token, params })),
    `{"url":"${url}","method":"POST","token":"${token}","params":{"Attributes":${deep}}}`,
    { url, method: 'GET', token: 'a.b.c' },
  ]
  for (const each of bodies) {
    const body = typeof each === 'string' ? each : JSON.stringify(each)
    const { status } = await askBridge(body)
    expect(status, `${body.slice(0, 300)}`).toBeGreaterThanOrEqual(400)
    expect(status, `${body.slice(0, 300)}`).toBeLessThan(500)
  }
  await callReachesTheWorker()
})
