import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { newAccount } from '../account.ts'
import { createTicker } from '../media/ticker.ts'
import type { Ticker } from '../media/ticker.ts'
import { createBridge } from '../network/testing/bridge.ts'
import type { Bridge, BridgedCall } from '../network/testing/bridge.ts'
import { createManualClock } from '../network/testing/manual-clock.ts'
import { createDevices } from './devices.ts'
import type { Devices } from './devices.ts'
import { deviceToken } from './testing/device-token.ts'
import type { TokenOptions } from './testing/device-token.ts'
import { FakeDevice } from './testing/fake-device.ts'

const account = newAccount()
const soon = { timeout: 10_000, interval: 20 }

let clock: ReturnType<typeof createManualClock>
let ticker: Ticker
let bridge: Bridge
let devices: Devices
let server: Server
let port: number
let made: FakeDevice[]

beforeEach(async () => {
  made = []
  clock = createManualClock()
  ticker = createTicker()
  bridge = createBridge(ticker)
  devices = createDevices({
    account,
    clock,
    ticker,
    switchboard: bridge,
    network: { phoneLeg: () => null },
  })
  server = createServer()
  devices.attachUpgrade(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  await Promise.all(made.map((device) => device.close()))
  await devices.close()
  await new Promise((resolve) => {
    server.close(resolve)
  })
  ticker.close()
})

async function connected(hz = 440): Promise<FakeDevice> {
  const device = new FakeDevice(ticker, hz)
  made.push(device)
  await device.connect(port)
  return device
}

async function registered(wishes: TokenOptions = {}, hz = 440): Promise<FakeDevice> {
  const device = await connected(hz)
  device.listen(await deviceToken(account, clock, wishes))
  device.send('register', { media: { audio: true } })
  await vi.waitFor(() => expect(device.types()).toContain('ready'), soon)
  return device
}

/** A call from the Device, answered by the switch. */
async function outgoing(device: FakeDevice, params = ''): Promise<BridgedCall> {
  const before = bridge.calls.length
  const twilio = { params }
  device.send('invite', { callsid: 'TJSone', sdp: await device.offer(), twilio })
  const call = await vi.waitUntil(() => bridge.calls[before], soon)
  bridge.accept(call)
  await vi.waitFor(() => expect(device.last('answer')).toBeDefined(), soon)
  await device.takeAnswer(String(device.last('answer')?.['sdp']))
  return call
}

/** A call towards the Device, answered by it. */
async function incoming(device: FakeDevice, identity: string): Promise<BridgedCall> {
  const [leg] = devices.clientLegs(identity)
  if (!leg) throw new Error(`${identity} is not registered`)
  const call = bridge.ring(leg, '+15005550001', `client:${identity}`)
  await vi.waitFor(() => expect(device.last('invite')).toBeDefined(), soon)
  const sdp = await device.answer(String(device.last('invite')?.['sdp']))
  device.send('answer', { callsid: call.callSid, sdp })
  await vi.waitFor(() => expect(call.log).toContain('answered'), soon)
  return call
}

test('listen is answered with who the Device is, register with ready', async () => {
  const device = await registered()
  expect(device.types()).toEqual(['connected', 'ready'])
  expect(device.last('connected')).toMatchObject({
    token: { identity: 'ann', ttl: 3600 },
    edge: 'ashburn',
  })
  expect(devices.clientLegs('ann')).toHaveLength(1)
  expect(devices.clientLegs('bob')).toHaveLength(0)
  device.send('register', { media: { audio: false } })
  await vi.waitFor(() => expect(device.types()).toContain('offline'), soon)
  expect(devices.clientLegs('ann')).toHaveLength(0)
})

test('a bad token is an error, and a good one ends it', async () => {
  const device = await connected()
  device.listen('nonsense')
  await vi.waitFor(
    () => expect(device.last('error')).toMatchObject({ error: { code: 31204 } }),
    soon,
  )
  device.listen(await deviceToken(account, clock))
  device.send('register', { media: { audio: true } })
  await vi.waitFor(() => expect(device.types()).toContain('ready'), soon)
})

test('at its expiry a token takes the Device offline, and a new one keeps it', async () => {
  const device = await registered({ ttlSeconds: 20 })
  clock.advance(19_000)
  device.listen(await deviceToken(account, clock, { ttlSeconds: 20 }))
  await vi.waitFor(() => expect(device.count('connected')).toBe(2), soon)
  clock.advance(10_000)
  expect(device.types()).not.toContain('error')
  clock.advance(10_000)
  await vi.waitFor(() => expect(device.types().slice(-2)).toEqual(['error', 'offline']), soon)
  expect(device.last('error')).toMatchObject({ error: { code: 31205 } })
  expect(devices.clientLegs('ann')).toHaveLength(0)
})

test('without the grants a Device neither registers nor calls', async () => {
  const device = await connected()
  device.listen(await deviceToken(account, clock, { voice: {} }))
  device.send('register', { media: { audio: true } })
  await vi.waitFor(
    () => expect(device.last('error')).toMatchObject({ error: { code: 31201 } }),
    soon,
  )
  device.send('invite', { callsid: 'TJSone', sdp: 'v=0', twilio: {} })
  await vi.waitFor(() => expect(device.last('hangup')?.['callsid']).toBe('TJSone'), soon)
  expect(bridge.calls).toHaveLength(0)
})

test('two Devices talk: each hears the other’s tone, and 50 packets a second come in silence', async () => {
  const ann = await registered({ identity: 'ann' }, 440)
  const bob = await registered({ identity: 'bob' }, 1000)
  const from = await outgoing(ann, 'To=client%3Abob&note=two%20words')
  expect(from.attempt).toMatchObject({
    from: 'client:ann',
    to: '',
    applicationSid: 'AP1',
    params: { desk: '7', To: 'client:bob', note: 'two words' },
  })
  expect(ann.types().slice(-2)).toEqual(['ringing', 'answer'])
  expect(ann.last('answer')).toMatchObject({ callsid: from.callSid, reconnect: expect.any(String) })

  const to = await incoming(bob, 'bob')
  expect(bob.last('invite')).toMatchObject({
    callsid: to.callSid,
    parameters: { From: '+15005550001', To: 'client:bob', CallSid: to.callSid },
  })
  await vi.waitFor(() => expect(bob.packets).toBeGreaterThan(10), soon)
  expect(bob.ear.read()).toEqual({ dbfs: -100, hz: null })

  bridge.join(from, to)
  await vi.waitFor(() => {
    expect(bob.ear.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 440 })
    expect(ann.ear.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 1000 })
  }, soon)

  const [before, start] = [bob.packets, performance.now()]
  await vi.waitUntil(() => performance.now() - start > 2000, soon)
  const rate = (bob.packets - before) / ((performance.now() - start) / 1000)
  expect(rate).toBeGreaterThan(47)
  expect(rate).toBeLessThan(53)

  bob.send('hangup', { callsid: to.callSid })
  await vi.waitFor(() => expect(to.ended).toEqual({ kind: 'hangup' }), soon)
  bridge.hangUp(from)
  await vi.waitFor(() => expect(ann.last('hangup')).toEqual({ callsid: from.callSid }), soon)
})

test('every Device of an identity rings; the others stop at the answer', async () => {
  const [desk, laptop] = [await registered(), await registered()]
  const legs = devices.clientLegs('ann')
  expect(legs).toHaveLength(2)
  const calls = legs.map((leg) => bridge.ring(leg, '+15005550001', 'client:ann', { a: 'b&c' }))
  await vi.waitFor(() => {
    expect(desk.types()).toContain('invite')
    expect(laptop.types()).toContain('invite')
  }, soon)
  expect(desk.last('invite')).toMatchObject({ parameters: { Params: 'a=b%26c' } })
  const sdp = await laptop.answer(String(laptop.last('invite')?.['sdp']))
  laptop.send('answer', { callsid: laptop.last('invite')?.['callsid'], sdp })
  const answered = await vi.waitUntil(() => calls.find(({ log }) => log.includes('answered')), soon)
  for (const call of calls) if (call !== answered) bridge.hangUp(call)
  await vi.waitFor(() => expect(desk.types()).toContain('cancel'), soon)
  expect(laptop.types()).not.toContain('cancel')
})

test('declining is busy; hanging up before the answer ends the call under either name', async () => {
  const device = await registered()
  const [leg] = devices.clientLegs('ann')
  const call = bridge.ring(leg!, '+15005550001', 'client:ann')
  await vi.waitFor(() => expect(call.log).toEqual(['ringing']), soon)
  device.send('reject', { callsid: call.callSid })
  await vi.waitFor(() => expect(call.ended).toEqual({ kind: 'busy' }), soon)

  device.send('invite', { callsid: 'TJSone', sdp: await device.offer(), twilio: {} })
  const own = await vi.waitUntil(() => bridge.calls[1], soon)
  await vi.waitFor(() => expect(device.last('ringing')).toEqual({ callsid: own.callSid }), soon)
  device.send('hangup', { callsid: 'TJSone' })
  await vi.waitFor(() => expect(own.ended).toEqual({ kind: 'hangup' }), soon)
})

test.each([
  [{ kind: 'busy' }, 31486],
  [{ kind: 'no-answer' }, 31480],
  [{ kind: 'failed', code: 31404, message: 'Not found' }, 31404],
] as const)('a call that is refused as %o has error %i', async (end, code) => {
  const device = await registered()
  device.send('invite', { callsid: 'TJSone', sdp: await device.offer(), twilio: {} })
  const call = await vi.waitUntil(() => bridge.calls[0], soon)
  bridge.hangUp(call, end)
  await vi.waitFor(() => expect(device.last('hangup')).toMatchObject({ error: { code } }), soon)
})

test('digits and messages arrive', async () => {
  const device = await registered()
  const call = await outgoing(device)
  device.send('dtmf', { callsid: call.callSid, dtmf: '1w*' })
  await vi.waitFor(() => expect(call.log).toEqual(['digit 1']), soon)
  clock.advance(500)
  expect(call.log).toEqual(['digit 1', 'digit *'])
  const messagetype = 'user-defined-message'
  device.send('message', { callsid: call.callSid, messagetype, content: {}, voiceeventsid: 'KX1' })
  const ack = { acktype: 'message', callsid: call.callSid, voiceeventsid: 'KX1' }
  await vi.waitFor(() => expect(device.last('ack')).toEqual(ack), soon)
})

test('a call outlives its socket, and its Device claims it back', async () => {
  const device = await registered({}, 440)
  const call = await outgoing(device)
  const reconnect = device.last('answer')?.['reconnect']
  const other = await incoming(await registered({ identity: 'bob' }, 1000), 'bob')
  bridge.join(call, other)
  await vi.waitFor(() => expect(device.ear.read().hz).toBe(1000), soon)

  device.drop()
  await vi.waitFor(() => expect(devices.clientLegs('ann')).toHaveLength(0), soon)
  clock.advance(29_000)
  expect(call.ended).toBeNull()
  await device.connect(port)
  device.listen(await deviceToken(account, clock))
  device.send('invite', { callsid: call.callSid, sdp: 'v=0', reconnect, twilio: {} })
  await vi.waitFor(() => expect(device.count('answer')).toBe(2), soon)
  expect(device.last('answer')).toEqual({ callsid: call.callSid, reconnect })
  clock.advance(5000)
  expect(call.ended).toBeNull()
  expect(device.ear.read().hz).toBe(1000)
})

test('a call goes on without a socket, as long as its Device speaks', async () => {
  const device = await registered()
  const call = await outgoing(device)
  const other = await incoming(await registered({ identity: 'bob' }, 1000), 'bob')
  bridge.join(call, other)
  device.drop()
  await vi.waitFor(() => expect(devices.clientLegs('ann')).toHaveLength(0), soon)
  for (let n = 0; n < 3; n++) {
    clock.advance(20_000)
    const before = device.packets
    await vi.waitFor(() => expect(device.packets).toBeGreaterThan(before + 5), soon)
  }
  expect(call.ended).toBeNull()
})

test('a Device that is killed loses its call after thirty seconds', async () => {
  const device = await registered()
  const call = await outgoing(device)
  await device.close()
  await vi.waitFor(() => expect(devices.clientLegs('ann')).toHaveLength(0), soon)
  clock.advance(29_000)
  expect(call.ended).toBeNull()
  clock.advance(1000)
  expect(call.ended).toEqual({ kind: 'hangup' })
})

test('a Device whose network is gone loses its call after the time that is set', async () => {
  devices.deadClients.seconds = 15
  const device = await registered()
  const call = await outgoing(device)
  await device.fallSilent()
  clock.advance(14_000)
  expect(call.ended).toBeNull()
  expect(devices.clientLegs('ann')).toHaveLength(1)
  clock.advance(1000)
  expect(call.ended).toEqual({ kind: 'hangup' })
})

test('a Device that answers heartbeats keeps its call without a packet', async () => {
  devices.deadClients.seconds = 15
  const device = await registered()
  const call = await outgoing(device)
  await device.stopMedia()
  for (let n = 1; n <= 3; n++) {
    clock.advance(10_000)
    await vi.waitFor(() => expect(device.beats).toBe(n), soon)
    // A frame after the echo has come: the echo has, too.
    device.send('register', { media: { audio: true } })
    await vi.waitFor(() => expect(device.count('ready')).toBe(n + 1), soon)
  }
  expect(call.ended).toBeNull()
})

test('nobody claims a call without its token, nor one that is over', async () => {
  const device = await registered()
  const call = await outgoing(device)
  const thief = await registered({ identity: 'eve' })
  thief.send('invite', { callsid: call.callSid, sdp: 'v=0', reconnect: 'guess', twilio: {} })
  await vi.waitFor(
    () => expect(thief.last('hangup')).toMatchObject({ error: { code: 31481 } }),
    soon,
  )
  expect(call.ended).toBeNull()
})

test('a restart of ICE is answered, and the audio goes on', async () => {
  const ann = await registered({ identity: 'ann' }, 440)
  const bob = await registered({ identity: 'bob' }, 1000)
  const from = await outgoing(ann)
  bridge.join(from, await incoming(bob, 'bob'))
  await vi.waitFor(() => expect(bob.ear.read().hz).toBe(440), soon)
  const first = String(ann.last('answer')?.['sdp'])
  ann.send('reinvite', { callsid: from.callSid, sdp: await ann.offer({ iceRestart: true }) })
  await vi.waitFor(() => expect(ann.count('answer')).toBe(2), soon)
  const second = String(ann.last('answer')?.['sdp'])
  const ufrag = /a=ice-ufrag:(?<name>\S+)/u
  expect(ufrag.exec(second)?.groups?.['name']).not.toBe(ufrag.exec(first)?.groups?.['name'])
  const packets = ann.packets
  await ann.takeAnswer(second)
  await vi.waitFor(() => {
    expect(ann.packets).toBeGreaterThan(packets + 60)
    expect(bob.ear.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 440 })
    expect(ann.ear.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 1000 })
  }, soon)
})
