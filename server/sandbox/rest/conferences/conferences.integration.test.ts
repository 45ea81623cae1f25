import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'

const CUSTOMER = '+15005551001'
const AGENT = '+15005551002'
const EVENTS = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify']

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CUSTOMER, 400)
  await rig.phones.make(AGENT, 700)
})
afterEach(() => rig.close())

/** The customer dials in and waits; the agent is rung into the same conference. */
async function talking() {
  const { app, client, phones } = rig
  await rig.onCall(
    `<Dial action="/after"><Conference participantLabel="customer" beep="false" waitUrl="/tone/1000.wav" ` +
      `waitMethod="GET" statusCallback="/conference" statusCallbackEvent="${EVENTS.join(' ')}">room</Conference></Dial>`,
  )
  const customerSid = await phones.dial(CUSTOMER, rig.number)
  await until(async () => expect(await phones.hears(CUSTOMER)).toBe(1000))
  const agent = await client.conferences('room').participants.create({
    from: rig.number,
    to: AGENT,
    label: 'agent',
    beep: 'false',
    statusCallback: `${app.baseUrl}/agent-status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  })
  expect(agent).toMatchObject({ label: 'agent', status: 'queued' })
  await until(async () => expect(await phones.hears(CUSTOMER)).toBe(700))
  await until(async () => expect(await phones.hears(AGENT)).toBe(400))
  const conference = await client.conferences(agent.conferenceSid).fetch()
  expect(conference).toMatchObject({ status: 'in-progress', friendlyName: 'room' })
  return { customerSid, agentSid: agent.callSid, conferenceSid: conference.sid }
}

const events = () => rig.app.at('/conference')
const eventNames = () => events().map((event) => event['StatusCallbackEvent'])

describe('a conference through the twilio package', () => {
  test('a caller and a rung participant talk; every webhook is signed', async () => {
    const { customerSid, agentSid, conferenceSid } = await talking()
    const [voice] = rig.app.at('/voice')
    expect(voice).toMatchObject({
      CallSid: customerSid,
      AccountSid: rig.description.accountSid,
      From: CUSTOMER,
      Caller: CUSTOMER,
      To: rig.number,
      Called: rig.number,
      CallStatus: 'ringing',
      Direction: 'inbound',
      FromCountry: 'US',
      CalledCountry: 'US',
      ApiVersion: '2010-04-01',
    })
    await until(() =>
      expect(eventNames()).toEqual(['participant-join', 'participant-join', 'conference-start']),
    )
    expect(events()[1]).toMatchObject({ CallSid: agentSid, ParticipantLabel: 'agent' })
    await until(() =>
      expect(rig.app.at('/agent-status').map(({ CallStatus }) => CallStatus)).toEqual([
        'initiated',
        'ringing',
        'in-progress',
      ]),
    )
    const participants = await rig.client.conferences(conferenceSid).participants.list()
    expect(participants.map(({ label, status }) => [label, status])).toEqual([
      ['customer', 'connected'],
      ['agent', 'connected'],
    ])
    expect(rig.unsigned()).toEqual([])
  })

  test('hold plays the music and silences, mute silences, both end again', async () => {
    const { customerSid, conferenceSid } = await talking()
    const { phones, client, app } = rig
    const customer = client.conferences(conferenceSid).participants(customerSid)
    const held = await customer.update({ hold: true, holdUrl: `${app.baseUrl}/tone/1200.wav` })
    expect(held.hold).toBe(true)
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(1200))
    await until(async () => expect(await phones.hears(AGENT)).toBeNull())
    await customer.update({ hold: false })
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(700))
    await until(async () => expect(await phones.hears(AGENT)).toBe(400))
    await client.conferences(conferenceSid).participants('agent').update({ muted: true })
    await until(async () => expect(await phones.hears(CUSTOMER)).toBeNull())
    await until(async () => expect(await phones.hears(AGENT)).toBe(400))
    await client.conferences(conferenceSid).participants('agent').update({ muted: false })
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(700))
    await until(() =>
      expect(eventNames().slice(3)).toEqual([
        'participant-hold',
        'participant-unhold',
        'participant-mute',
        'participant-unmute',
      ]),
    )
    expect(events()[3]).toMatchObject({ Hold: 'true', ParticipantLabel: 'customer' })
  })

  test('hold plays a TwiML document', async () => {
    const { conferenceSid } = await talking()
    const holdUrl = rig.app.answer('/hold', '<Play>/tone/1500.wav</Play><Redirect/>')
    const customer = rig.client.conferences(conferenceSid).participants('customer')
    await customer.update({ hold: true, holdUrl, holdMethod: 'POST' })
    await until(async () => expect(await rig.phones.hears(CUSTOMER)).toBe(1500))
    await until(() => expect(rig.app.at('/hold').length).toBeGreaterThan(1))
    expect(rig.app.at('/hold')[0]).toMatchObject({
      ConferenceSid: conferenceSid,
      FriendlyName: 'room',
    })
  })

  test('a removed participant has left and the caller continues its TwiML at the end', async () => {
    const { customerSid, agentSid, conferenceSid } = await talking()
    const { client, app, phones } = rig
    app.answer('/after', '<Play loop="0">/tone/1300.wav</Play>')
    expect(await client.conferences(conferenceSid).participants('agent').remove()).toBe(true)
    expect((await client.calls(agentSid).fetch()).status).toBe('completed')
    const ended = await client.conferences(conferenceSid).update({ status: 'completed' })
    expect(ended).toMatchObject({
      status: 'completed',
      reasonConferenceEnded: 'conference-ended-via-api',
    })
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(1300))
    expect(app.at('/after')[0]).toMatchObject({ CallSid: customerSid, DialCallStatus: 'answered' })
    await until(() =>
      expect(
        events()
          .slice(3)
          .map((event) => [event['StatusCallbackEvent'], event['ReasonParticipantLeft']]),
      ).toEqual([
        ['participant-leave', 'participant_updated_via_api'],
        ['participant-leave', 'conference_ended_via_api'],
        ['conference-end', undefined],
      ]),
    )
  })

  test('the caller hangs up: the conference goes on and the number is told', async () => {
    const { customerSid, conferenceSid } = await talking()
    await rig.phones.act(CUSTOMER, 'hangup')
    await until(() =>
      expect(rig.app.at('/number-status')[0]).toMatchObject({
        CallSid: customerSid,
        CallStatus: 'completed',
        SequenceNumber: '0',
      }),
    )
    const left = await rig.client.conferences(conferenceSid).participants.list()
    expect(left.map(({ label }) => label)).toEqual(['agent'])
    expect((await rig.client.conferences(conferenceSid).fetch()).status).toBe('in-progress')
  })

  test('a call in a conference can be given other TwiML', async () => {
    const { agentSid, conferenceSid } = await talking()
    const { client, app, phones } = rig
    const twiml = `<Response><Play loop="0">${app.baseUrl}/tone/900.wav</Play></Response>`
    await client.calls(agentSid).update({ twiml })
    await until(async () => expect(await phones.hears(AGENT)).toBe(900))
    const left = await client.conferences(conferenceSid).participants.list()
    expect(left.map(({ label }) => label)).toEqual(['customer'])
    await client.calls(agentSid).update({ status: 'completed' })
    await until(async () =>
      expect((await phones.view(AGENT))['call']).toMatchObject({ state: 'ended' }),
    )
  })

  test('a ringing participant can be canceled', async () => {
    await rig.phones.make(AGENT, 700, 'never')
    const agent = await rig.client.conferences('room').participants.create({
      from: rig.number,
      to: AGENT,
      statusCallback: `${rig.app.baseUrl}/agent-status`,
    })
    await until(async () => {
      const { status } = await rig.client.calls(agent.callSid).fetch()
      expect(status).toBe('ringing')
    })
    await rig.client.calls(agent.callSid).update({ status: 'canceled' })
    await until(() =>
      expect(rig.app.at('/agent-status')).toEqual([
        expect.objectContaining({ CallStatus: 'canceled', CallDuration: '0' }),
      ]),
    )
    for (const listed of ['init', 'in-progress', 'completed'] as const) {
      expect(await rig.client.conferences.list({ status: listed })).toEqual([])
    }
  })

  test('speech is reported until the participant is muted', async () => {
    const { app, client, phones } = rig
    await rig.onCall(
      `<Dial><Conference beep="false" participantLabel="customer" statusCallback="/speech" ` +
        `statusCallbackEvent="speaker">room</Conference></Dial>`,
    )
    const customerSid = await phones.dial(CUSTOMER, rig.number)
    await phones.make(AGENT, 700, { afterSeconds: 0 })
    await client.conferences('room').participants.create({
      from: rig.number,
      to: AGENT,
      muted: true,
      beep: 'false',
    })
    const told = () =>
      app.at('/speech').map((each) => [each['StatusCallbackEvent'], each['ParticipantLabel']])
    await until(() => expect(told()).toEqual([['participant-speech-start', 'customer']]))
    const [conference] = await client.conferences.list({ friendlyName: 'room' })
    await client
      .conferences(conference?.sid ?? '')
      .participants(customerSid)
      .update({ muted: true })
    await until(() => expect(told().at(-1)).toEqual(['participant-speech-stop', 'customer']))
    expect(told()).toHaveLength(2)
    expect(app.at('/speech').map((each) => each['SequenceNumber'])).toEqual(['1', '2'])
    expect(rig.unsigned()).toEqual([])
  })
})
