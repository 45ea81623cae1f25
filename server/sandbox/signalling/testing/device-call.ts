import { expect } from 'vitest'
import { systemClock } from '../../clock.ts'
import { createTicker } from '../../media/ticker.ts'
import { until } from '../../rest/testing/rig.ts'
import type { Rig } from '../../rest/testing/rig.ts'
import { deviceToken } from './device-token.ts'
import { FakeDevice } from './fake-device.ts'

const CALLED = '+15005551002'
const HZ = { device: 440, called: 700 }
const PACKETS_IN_A_SECOND = 50

/** A Device of `ann` in a whole sandbox, in a call with a telephone. Each makes one call. */
export async function deviceCall(rig: Rig, onAnswer: (sdp: string) => void = () => {}) {
  const { app, client, description, phones, number } = rig
  const { twimlAppSid, signalling } = description
  const verbs = `<Dial callerId="${number}"><Number>${CALLED}</Number></Dial>`
  await client.applications(twimlAppSid).update({ voiceUrl: app.answer('/device', verbs) })
  await phones.make(CALLED, HZ.called)

  const ticker = createTicker()
  const device = new FakeDevice(ticker, HZ.device)
  await device.connect(Number(signalling.split(':')[1]))
  const voice = { incoming: { allow: true }, outgoing: { application_sid: twimlAppSid } }
  device.listen(await deviceToken(description, systemClock, { voice }))
  device.send('register', { media: { audio: true } })
  device.send('invite', { callsid: 'TJSone', sdp: await device.offer(), twilio: {} })
  await until(() => expect(device.last('answer')).toBeDefined())
  const sdp = String(device.last('answer')?.['sdp'])
  onAnswer(sdp)
  await device.takeAnswer(sdp)
  const callSid = String(device.last('answer')?.['callsid'])

  /** Each hears the other's tone, in a second that begins now. */
  async function talks(): Promise<void> {
    const before = device.packets
    await until(() => expect(device.packets).toBeGreaterThan(before + PACKETS_IN_A_SECOND))
    await until(() => expect(device.ear.read().hz).toBe(HZ.called))
    await until(async () => expect(await phones.hears(CALLED)).toBe(HZ.device))
  }

  await talks()
  return {
    device,
    callSid,
    talks,
    async hangUp(): Promise<void> {
      device.send('hangup', { callsid: callSid })
      await until(async () =>
        expect((await client.calls(callSid).fetch()).status).toBe('completed'),
      )
      await device.close()
      ticker.close()
    },
  }
}
