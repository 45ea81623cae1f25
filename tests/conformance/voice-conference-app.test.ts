import { afterEach, beforeEach, expect, test } from 'vitest'
import { SAMPLE_RATE } from '../../server/sandbox/media/frame.ts'
import { strongestFrequency } from '../../server/sandbox/media/spectrum.ts'
import { decodeWav } from '../../server/sandbox/media/wav.ts'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * https://www.twilio.com/docs/voice/api/conference-participant-resource (To),
 * https://www.twilio.com/en-us/blog/developers/tutorials/product/connect-twiml-app-twilio-conference
 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
})
afterEach(() => bench.close())

/** A TwiML App that hums. */
async function appThatPlays(path: string, hz: number): Promise<string> {
  const { client, app, serve } = bench
  const voiceUrl = serve(path, (response) =>
    response.play({ loop: 0 }, `${app.baseUrl}/tone/${hz}.wav`),
  )
  return (await client.applications.create({ friendlyName: path, voiceUrl })).sid
}

async function addApp(to: string, options = {}) {
  const participants = bench.client.conferences('Room').participants
  return participants.create({ from: bench.number, to, beep: 'false', label: 'agent', ...options })
}

test('a TwiML App is a participant: the others hear what its document plays', async () => {
  const { app, client, phones } = bench
  await bench.callIn((response) => response.dial().conference({ beep: 'false' }, 'Room'))
  const sid = await appThatPlays('/agent', 700)
  const agent = await addApp(`app:${sid}?persona=Ada%20L&id=7`, {
    statusCallback: `${app.baseUrl}/leg`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  })
  await until(async () => expect(await phones.hears(CUSTOMER)).toBe(700))
  expect(app.at('/agent')).toMatchObject([
    { CallSid: agent.callSid, To: `app:${sid}`, From: bench.number, persona: 'Ada L', id: '7' },
  ])
  const one = client.conferences(agent.conferenceSid).participants('agent')
  expect(await one.fetch()).toMatchObject({ status: 'connected', muted: false })
  expect(await client.calls(agent.callSid).fetch()).toMatchObject({
    to: `app:${sid}`,
    direction: 'outbound-api',
    status: 'in-progress',
  })

  await one.update({ muted: true })
  await until(async () => expect(await phones.hears(CUSTOMER)).toBeNull())
  await client.calls(agent.callSid).update({ status: 'completed' })
  await until(() =>
    expect(app.at('/leg').map((each) => each['CallStatus'])).toEqual([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]),
  )
})

test('a TwiML App hears the conference', async () => {
  const { client, description, serve } = bench
  await bench.callIn((response) => response.dial().conference({ beep: 'false' }, 'Room'))
  const voiceUrl = serve('/agent', (response) =>
    response.record({ maxLength: 2, playBeep: false, trim: 'do-not-trim' }),
  )
  const { sid } = await client.applications.create({ friendlyName: 'listens', voiceUrl })
  await addApp(`app:${sid}`)
  const recording = await until(async () => {
    const [first] = await client.recordings.list()
    if (first?.status !== 'completed') throw new Error('not recorded yet')
    return first.sid
  })
  const { baseUrl, accountSid, authToken } = description
  const media = `${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Recordings/${recording}.wav`
  const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`
  const response = await fetch(media, { headers: { authorization } })
  const heard = decodeWav(new Uint8Array(await response.arrayBuffer()))
  // The last second: the conference starts a moment after the App has joined.
  expect(strongestFrequency(heard.slice(-SAMPLE_RATE), SAMPLE_RATE)).toBeCloseTo(400, 0)
})

test('an unknown App, and an App for a call, are refused', async () => {
  const nobody = `app:AP${'0'.repeat(32)}`
  await expect(addApp(nobody)).rejects.toMatchObject({ status: 400, code: 21218 })
  const sid = await appThatPlays('/agent', 700)
  const call = { from: bench.number, to: `app:${sid}`, twiml: '<Response/>' }
  await expect(bench.client.calls.create(call)).rejects.toMatchObject({ status: 400, code: 21211 })
})
