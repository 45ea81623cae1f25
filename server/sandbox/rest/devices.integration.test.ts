import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createTicker } from '../media/ticker.ts'
import { FakeDevice } from '../signalling/testing/fake-device.ts'
import { startRig, until } from './testing/rig.ts'
import type { Rig } from './testing/rig.ts'
import { voiceToken } from './testing/twilio-client.ts'

interface Message {
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
}

let rig: Rig
let socket: WebSocket
let heard: Message[]

beforeEach(async () => {
  rig = await startRig()
  heard = []
  socket = new WebSocket(`ws://${rig.description.signalling}/signal`)
  socket.on('message', (data) => {
    const text = String(data)
    if (text.trim() !== '') heard.push(JSON.parse(text) as Message)
  })
  await once(socket, 'open')
  const token = voiceToken(rig.description, 'alice')
  send('listen', { token, reconnectTimeout: 0, browserinfo: {} })
  await message('connected')
  send('register', { media: { audio: true } })
  await message('ready')
})
afterEach(async () => {
  socket.close()
  await rig.close()
})

function send(type: string, payload: object): void {
  socket.send(JSON.stringify({ type, version: '1.6', payload }))
}

/** The first message of this type. */
function message(type: string): Promise<Message['payload']> {
  return until(() => {
    const found = heard.find((each) => each.type === type)
    if (!found) throw new Error(`no ${type} yet`)
    return found.payload
  })
}

test('a Device is rung into a conference with its custom parameters, and its refusal is busy', async () => {
  const participant = await rig.client.conferences('room').participants.create({
    from: rig.number,
    to: 'client:alice?taskSid=WT1',
  })
  const invite = await message('invite')
  expect(invite['parameters']).toMatchObject({
    CallSid: participant.callSid,
    From: rig.number,
    To: 'client:alice',
    AccountSid: rig.description.accountSid,
    Params: 'taskSid=WT1',
  })
  expect((await rig.client.calls(participant.callSid).fetch()).status).toBe('ringing')
  send('reject', { callsid: invite['callsid'] })
  await until(async () => {
    expect((await rig.client.calls(participant.callSid).fetch()).status).toBe('busy')
  })
})

test('a canceled participant stops ringing at its Device', async () => {
  const conference = rig.client.conferences('room')
  const participant = await conference.participants.create({ from: rig.number, to: 'client:alice' })
  await message('invite')
  await rig.client.calls(participant.callSid).update({ status: 'completed' })
  await message('cancel')
  expect((await rig.client.calls(participant.callSid).fetch()).status).toBe('canceled')
})

test('two Devices of one identity, neither registered, have a call each at the same time', async () => {
  const { app, client, description } = rig
  const voiceUrl = app.answer('/connect', '<Dial><Conference beep="false">desk</Conference></Dial>')
  await client.applications(description.twimlAppSid).update({ voiceUrl })
  const ticker = createTicker()
  const [low, high] = [new FakeDevice(ticker, 440), new FakeDevice(ticker, 1000)]
  try {
    for (const [device, line] of [
      [low, '1'],
      [high, '2'],
    ] as const) {
      await device.connect(Number(new URL(description.baseUrl).port))
      device.listen(voiceToken(description, 'carol'))
      const twilio = { params: `line=${line}` }
      // Both Devices of a page may give their calls the same temporary name.
      device.send('invite', { callsid: 'TJSone', sdp: await device.offer(), twilio })
      const answer = await until(() => {
        const given = device.last('answer')
        if (!given) throw new Error('no answer yet')
        return given
      })
      await device.takeAnswer(String(answer['sdp']))
    }
    const sids = [low, high].map((device) => String(device.last('answer')?.['callsid']))
    expect(new Set(sids).size).toBe(2)
    expect(app.at('/connect').map((each) => [each['CallSid'], each['From'], each['line']])).toEqual(
      [
        [sids[0], 'client:carol', '1'],
        [sids[1], 'client:carol', '2'],
      ],
    )
    await until(() => {
      expect(low.ear.read().hz).toBe(1000)
      expect(high.ear.read().hz).toBe(440)
    })
    low.send('hangup', { callsid: sids[0] })
    await until(async () =>
      expect((await client.calls(sids[0] ?? '').fetch()).status).toBe('completed'),
    )
    expect((await client.calls(sids[1] ?? '').fetch()).status).toBe('in-progress')
    expect([...low.types(), ...high.types()]).not.toContain('ready')
  } finally {
    await Promise.all([low.close(), high.close()])
    ticker.close()
  }
})
