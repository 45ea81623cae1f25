import { afterEach, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/tutorials/how-to-modify-calls-in-progress, …/api/conference-participant-resource */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
})
afterEach(() => bench.close())

test('a Participant of the API is moved by TwiML for its call, and its call goes on', async () => {
  const { app, client, number, phones, serve } = bench
  const waitUrl = `${app.baseUrl}/tone/1000.wav`
  const rung = await client.conferences('Room').participants.create({
    from: number,
    to: CUSTOMER,
    beep: 'false',
    label: 'customer',
    statusCallback: `${app.baseUrl}/leg`,
    conferenceStatusCallback: `${app.baseUrl}/conference`,
    conferenceStatusCallbackEvent: ['join', 'leave', 'end'],
  })
  const call = client.calls(rung.callSid)
  const events = (path: string) => app.at(path).map((each) => each['StatusCallbackEvent'])
  await until(() => expect(events('/conference')).toEqual(['participant-join']))

  await call.update({
    twiml:
      `<Response><Dial><Conference startConferenceOnEnter="false" waitUrl="${waitUrl}" waitMethod="GET" ` +
      `participantLabel="customer" statusCallback="${app.baseUrl}/next" statusCallbackEvent="join leave">` +
      'Next</Conference></Dial></Response>',
  })
  await until(() => expect(events('/conference')).toContain('participant-leave'))
  expect(app.at('/conference')[1]).toMatchObject({
    CallSid: rung.callSid,
    ReasonParticipantLeft: 'participant_updated_via_api',
    ParticipantCallStatus: 'in-progress',
  })
  await until(() => expect(events('/next')).toEqual(['participant-join']))
  await until(async () => expect(await phones.hears(CUSTOMER)).toBe(1000))
  expect(await call.fetch()).toMatchObject({ status: 'in-progress', direction: 'outbound-api' })

  await call.update({ url: serve('/goodbye', (response) => response.hangup()) })
  await until(() =>
    expect(app.at('/leg')).toMatchObject([{ CallSid: rung.callSid, CallStatus: 'completed' }]),
  )
  await until(() => expect(events('/next')).toEqual(['participant-join', 'participant-leave']))
})

test('while it rings there is nothing to move: 21220', async () => {
  await bench.phones.behave(CUSTOMER, { answers: 'never' })
  const { callSid } = await bench.client
    .conferences('Room')
    .participants.create({ from: bench.number, to: CUSTOMER })
  await until(async () => expect(await bench.status(callSid)).toBe('ringing'))
  await expect(bench.client.calls(callSid).update({ twiml: '<Response/>' })).rejects.toMatchObject({
    status: 400,
    code: 21220,
  })
})
