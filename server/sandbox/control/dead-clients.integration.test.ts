import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createTicker } from '../media/ticker.ts'
import { control } from '../rest/testing/control.ts'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { deviceToken } from '../signalling/testing/device-token.ts'
import { FakeDevice } from '../signalling/testing/fake-device.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const deadClients = (method: 'GET' | 'POST', body?: object) =>
  control(rig.description.baseUrl, method, '/dead-clients', body)

/** A Device of `ann`, in the Conference `room`. */
async function participantAnn() {
  const { app, client, description, number } = rig
  const ticker = createTicker()
  const device = new FakeDevice(ticker, 440)
  onTestFinished(async () => {
    await device.close()
    ticker.close()
  })
  await device.connect(Number(description.signalling.split(':')[1]))
  device.listen(
    await deviceToken(description, systemClock, { voice: { incoming: { allow: true } } }),
  )
  device.send('register', { media: { audio: true } })
  await until(() => expect(device.last('ready')).toBeDefined())
  const { callSid } = await client.conferences('room').participants.create({
    from: number,
    to: 'client:ann',
    statusCallback: `${app.baseUrl}/leg`,
    conferenceStatusCallback: `${app.baseUrl}/conference`,
    conferenceStatusCallbackEvent: ['join', 'leave'],
  })
  await until(() => expect(device.last('invite')).toBeDefined())
  const sdp = await device.answer(String(device.last('invite')?.['sdp']))
  device.send('answer', { callsid: callSid, sdp })
  await until(() => expect(events()).toEqual(['participant-join']))
  return { device, callSid }
}

const events = () => rig.app.at('/conference').map((each) => each['StatusCallbackEvent'])

test('a Device that dies leaves its Conference after the time that is set', async () => {
  expect(await deadClients('GET')).toEqual({ deadClientSeconds: 30 })
  expect(await deadClients('POST', { deadClientSeconds: 2 })).toEqual({ deadClientSeconds: 2 })
  const { device, callSid } = await participantAnn()
  await until(() => expect(device.packets).toBeGreaterThan(0))
  const diedAt = performance.now()
  await device.close()
  await until(() =>
    expect(rig.app.at('/leg')).toMatchObject([{ CallSid: callSid, CallStatus: 'completed' }]),
  )
  expect(performance.now() - diedAt).toBeGreaterThan(1900)
  await until(() => expect(events()).toEqual(['participant-join', 'participant-leave']))
  expect(rig.app.at('/conference').at(-1)).toMatchObject({
    CallSid: callSid,
    ReasonParticipantLeft: 'participant_hung_up',
    ParticipantCallStatus: 'completed',
  })
})

test('the time is between a second and five minutes, and a reset brings the default back', async () => {
  for (const wrong of [0, 301, 1.5, '30']) {
    await expect(deadClients('POST', { deadClientSeconds: wrong })).rejects.toThrow('bad-request')
  }
  await deadClients('POST', { deadClientSeconds: 15 })
  await control(rig.description.baseUrl, 'POST', '/reset')
  expect(await deadClients('GET')).toEqual({ deadClientSeconds: 30 })
})
