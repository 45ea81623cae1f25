import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'

const CUSTOMER = '+15005551001'
const AGENT = '+15005551002'
const MACHINE = { answers: { afterSeconds: 0 }, answeredBy: 'machine', greetingSeconds: 0.6 }

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CUSTOMER, 400)
})
afterEach(() => rig.close())

type Options = Parameters<Rig['client']['calls']['create']>[0]

function call(options: Partial<Options> = {}) {
  const url = rig.app.answer('/out', '<Play loop="0">/tone/800.wav</Play>')
  return rig.client.calls.create({ from: rig.number, to: CUSTOMER, url, ...options })
}

function statusOf(sid: string) {
  return rig.client.calls(sid).fetch()
}

describe('answering machine detection', () => {
  test('holds the TwiML back until it knows, and tells it', async () => {
    const { sid } = await call({
      machineDetection: 'Enable',
      machineDetectionSpeechEndThreshold: 500,
      statusCallback: `${rig.app.baseUrl}/status`,
    })
    await until(async () => expect((await statusOf(sid)).status).toBe('in-progress'))
    expect(rig.app.at('/out')).toEqual([])
    await until(() => expect(rig.app.at('/out')[0]).toMatchObject({ AnsweredBy: 'human' }))
    expect((await statusOf(sid)).answeredBy).toBe('human')
    await rig.phones.act(CUSTOMER, 'hangup')
    await until(() => expect(rig.app.at('/status')[0]).toMatchObject({ AnsweredBy: 'human' }))
  })

  test('waits for the end of a machine’s message', async () => {
    await rig.phones.behave(CUSTOMER, MACHINE)
    await call({ machineDetection: 'DetectMessageEnd' })
    await until(() =>
      expect(rig.app.at('/out')[0]).toMatchObject({ AnsweredBy: 'machine_end_beep' }),
    )
  })

  test('in the background lets the TwiML begin and reports to its own URL', async () => {
    await rig.phones.behave(CUSTOMER, MACHINE)
    const { sid } = await call({
      machineDetection: 'Enable',
      machineDetectionSpeechThreshold: 1000,
      asyncAmd: 'true',
      asyncAmdStatusCallback: `${rig.app.baseUrl}/amd`,
    })
    await until(() => expect(rig.app.at('/out')).toHaveLength(1))
    expect(rig.app.at('/amd')).toEqual([])
    await until(() =>
      expect(rig.app.at('/amd')).toEqual([
        {
          AccountSid: rig.description.accountSid,
          CallSid: sid,
          AnsweredBy: 'machine_start',
          MachineDetectionDuration: '1000',
        },
      ]),
    )
    expect(rig.app.at('/out')[0]).not.toHaveProperty('AnsweredBy')
    expect((await statusOf(sid)).answeredBy).toBe('machine_start')
    expect(rig.unsigned()).toEqual([])
  })

  test('of a Participant lets it join meanwhile', async () => {
    await rig.phones.behave(CUSTOMER, MACHINE)
    const made = await rig.client.conferences('room').participants.create({
      from: rig.number,
      to: CUSTOMER,
      machineDetection: 'DetectMessageEnd',
      amdStatusCallback: `${rig.app.baseUrl}/amd`,
      timeLimit: 2,
    })
    const participant = rig.client.conferences(made.conferenceSid).participants(made.callSid)
    await until(async () => expect((await participant.fetch()).status).toBe('connected'))
    expect(rig.app.at('/amd')).toEqual([])
    await until(() =>
      expect(rig.app.at('/amd')[0]).toMatchObject({ AnsweredBy: 'machine_end_beep' }),
    )
    await until(async () => expect((await statusOf(made.callSid)).status).toBe('completed'))
    expect((await statusOf(made.callSid)).duration).toBe('2')
  })

  test('warns of nobody to tell', async () => {
    await call({ machineDetection: 'Enable', asyncAmd: 'true' })
    await until(() => expect(rig.sandbox.notices()).toMatchObject([{ code: 21262 }]))
  })
})

describe('an outbound call', () => {
  test('presses keys before its TwiML; nothing is detected then', async () => {
    await rig.phones.behave(CUSTOMER, { answers: { afterSeconds: 0 } })
    const { sid } = await call({ sendDigits: '1w9#', machineDetection: 'Enable' })
    await until(async () => expect(await rig.phones.hears(CUSTOMER)).toBe(800))
    expect(await rig.phones.view(CUSTOMER)).toMatchObject({ digitsHeard: '19#' })
    expect((await statusOf(sid)).answeredBy).toBeNull()
  })

  test.each([
    ['at its creation', (sid: string) => sid, { timeLimit: 1 }],
    ['later', (sid: string) => rig.client.calls(sid).update({ timeLimit: 1 }), {}],
  ])('ends at its time limit, set %s', async (_, limit, options) => {
    const { sid } = await call(options)
    await until(async () => expect((await statusOf(sid)).status).toBe('in-progress'))
    await limit(sid)
    await until(async () => expect((await statusOf(sid)).status).toBe('completed'))
    expect((await statusOf(sid)).duration).toBe('1')
  })

  test('is recorded from the answer on', async () => {
    const { sid } = await call({
      record: true,
      recordingChannels: 'dual',
      recordingStatusCallback: `${rig.app.baseUrl}/recorded`,
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
    })
    await until(async () => expect(await rig.phones.hears(CUSTOMER)).toBe(800))
    await rig.phones.act(CUSTOMER, 'hangup')
    await until(() => expect(rig.app.at('/recorded')).toHaveLength(2))
    expect(rig.app.at('/recorded')[1]).toMatchObject({
      CallSid: sid,
      RecordingStatus: 'completed',
      RecordingSource: 'OutboundAPI',
      RecordingChannels: '2',
      RecordingTrack: 'both',
    })
    const [recording] = await rig.client.calls(sid).recordings.list()
    expect(recording).toMatchObject({ source: 'OutboundAPI', channels: 2 })
  })

  test('shows another number of the account as its caller', async () => {
    const other = rig.description.phoneNumbers[1]?.phoneNumber ?? ''
    const { sid } = await call({ callerId: other })
    expect((await statusOf(sid)).from).toBe(other)
    await expect(call({ callerId: '+15005559998' })).rejects.toMatchObject({ code: 21210 })
  })

  test.each<[Partial<Options>, number]>([
    [{ sendDigits: 'x' }, 21206],
    [{ timeout: 601 }, 21208],
    [{ method: 'PUT' }, 21209],
    [{ url: 'nowhere' }, 21205],
    [{ statusCallback: 'nowhere' }, 21609],
    [{ statusCallback: 'http://127.0.0.1/', statusCallbackEvent: ['nothing'] }, 21626],
    [{ recordingTrack: 'neither', record: true }, 20001],
    [{ machineDetection: 'Disable' }, 20001],
    [{ machineDetectionTimeout: 90, machineDetection: 'Enable' }, 20001],
    [{ timeLimit: 0 }, 20001],
  ])('with %o is refused with %i', async (options, code) => {
    await expect(call(options)).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    })
    expect(await rig.client.calls.list()).toEqual([])
  })

  test('is found by each filter of the list', async () => {
    await rig.phones.make(AGENT, 700)
    const { sid } = await call()
    await rig.client.calls.create({
      from: 'client:alice',
      to: 'client:bob',
      twiml: '<Response/>',
    })
    await until(async () => expect((await statusOf(sid)).status).toBe('in-progress'))
    const { startTime } = await rig.client.calls(sid).fetch()
    const yesterday = new Date(Date.now() - 86_400_000)
    const found = async (filter: object) =>
      (await rig.client.calls.list(filter)).some((each) => each.sid === sid)
    const wanted = [
      { to: CUSTOMER },
      { from: rig.number },
      { status: 'in-progress' },
      { startTime },
      { startTimeAfter: yesterday },
      { startTimeBefore: new Date() },
    ]
    expect(await Promise.all(wanted.map(found))).toEqual(wanted.map(() => true))
    const others = [
      { to: AGENT },
      { from: 'client:alice' },
      { status: 'completed' },
      { parentCallSid: sid },
      { startTime: yesterday },
      { startTimeBefore: yesterday },
      { endTimeAfter: yesterday },
    ]
    expect(await Promise.all(others.map(found))).toEqual(others.map(() => false))
  })
})
