import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'

const CALLER = '+15005551001'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CALLER, 400)
})
afterEach(() => rig.close())

async function control(path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${rig.description.baseUrl}/sandbox${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

test('a phone says a given text, and <Gather> understands it', async () => {
  rig.app.answer('/heard', '<Pause length="60"/>')
  await rig.onCall('<Gather input="speech" speechTimeout="auto" timeout="60" action="/heard"/>')
  const callSid = await rig.phones.dial(CALLER, rig.number)
  await until(async () => {
    expect((await rig.client.calls(callSid).fetch()).status).toBe('in-progress')
  })
  const told = await control(`/phones/${CALLER}/speech`, { text: 'sales', confidence: 0.5 })
  expect(told.body).toEqual({ callSid, text: 'sales', confidence: 0.5 })
  await until(() => {
    expect(rig.app.at('/heard')).toMatchObject([{ SpeechResult: 'sales', Confidence: '0.5' }])
  })
})

test('who is in no call says nothing', async () => {
  const body = { text: 'hello' }
  const nobody = { status: 409, body: { error: { code: 'no-call' } } }
  expect(await control(`/phones/${CALLER}/speech`, body)).toMatchObject(nobody)
  expect(await control('/calls/CA0/speech', body)).toMatchObject(nobody)
  expect(await control(`/phones/${CALLER}/speech`, { text: '' })).toMatchObject({ status: 400 })
})

test('what <Say> said can be read, by call', async () => {
  await rig.onCall('<Say voice="alice" language="en-GB">Hello <emphasis>there</emphasis></Say>')
  const callSid = await rig.phones.dial(CALLER, rig.number)
  const said = [{ callSid, text: 'Hello there', voice: 'alice', language: 'en-GB' }]
  await until(async () => expect((await control('/said')).body).toMatchObject({ said }))
  expect((await control(`/said?callSid=${callSid}`)).body).toMatchObject({ said })
  expect((await control('/said?callSid=CA0')).body).toEqual({ said: [] })
})
