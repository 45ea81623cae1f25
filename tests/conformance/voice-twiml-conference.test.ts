import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/twiml/conference */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 700)
  await bench.onCall('')
})
afterEach(() => bench.close())

type Attributes = Parameters<ReturnType<TwimlResponse['dial']>['conference']>[0]
type TwimlResponse = Parameters<Parameters<Bench['callIn']>[0]>[0]

/** The strongest frequency of any second of the music that stands for Twilio's. */
const TWILIO_MUSIC_HZ = [262, 330, 392, 523]
const quiet = { beep: 'false', waitUrl: '' } as const
const told = (key: string) => bench.app.at('/room').map((each) => each[key])

/** A party dials the number and comes into the room with these attributes; without, the caller hears what follows. */
async function enter(party: string, attributes: Attributes = {}): Promise<string> {
  const common: Attributes = {
    ...quiet,
    statusCallback: '/room',
    statusCallbackEvent: ['start', 'end', 'join', 'leave'],
  }
  bench.serve('/voice', (response) => {
    response.dial().conference({ ...common, ...attributes }, 'Room 1234')
    response.say('The conference is over')
  })
  const before = bench.app.at('/room').length
  const callSid = await bench.phones.dial(party, bench.number)
  await until(() => expect(bench.app.at('/room').length).toBeGreaterThan(before))
  return callSid
}

async function room(status: 'init' | 'in-progress' = 'in-progress') {
  const [conference] = await bench.client.conferences.list({ friendlyName: 'Room 1234', status })
  if (!conference) throw new Error('there is no such conference')
  return conference
}

test('who dials the same room name lands in the same conference and can talk', async () => {
  await enter(CUSTOMER)
  await enter(AGENT)
  await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(700))
  await until(async () => expect(await bench.phones.hears(AGENT)).toBe(400))
  expect(await bench.client.conferences.list()).toHaveLength(1)
})

describe('startConferenceOnEnter', () => {
  test('false: the participant hears the waitUrl until somebody starts the conference', async () => {
    const waitUrl = `${bench.app.baseUrl}/tone/1000.wav`
    await enter(CUSTOMER, { startConferenceOnEnter: false, waitUrl, waitMethod: 'GET' })
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(1000))
    expect(told('StatusCallbackEvent')).toEqual(['participant-join'])
    await enter(AGENT)
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(700))
    expect(told('StatusCallbackEvent')).toContain('conference-start')
    expect(await room()).toMatchObject({ status: 'in-progress' })
  })

  test('false for everybody: the conference does not start', async () => {
    await enter(CUSTOMER, { startConferenceOnEnter: false })
    await enter(AGENT, { startConferenceOnEnter: false })
    expect(await room('init')).toMatchObject({ status: 'init' })
    expect(told('StatusCallbackEvent')).not.toContain('conference-start')
  })
})

describe('waitUrl', () => {
  const STARTS_LATER = { ...quiet, startConferenceOnEnter: false }
  const setFault = (fault: object) =>
    control(bench.description.baseUrl, 'POST', '/webhook-faults', { path: '/music', ...fault })

  /** The document that is in use: the caller waits in one conference, and behind it in another. */
  async function callInTwice(waitUrl: string, waitMethod: 'GET' | 'POST' = 'GET') {
    return bench.callIn((response) => {
      const first: Attributes = { ...STARTS_LATER, waitUrl, waitMethod }
      const { waitUrl: _, ...second } = STARTS_LATER
      response.dial().conference(first, 'First')
      response.dial().conference(second, 'Second')
    })
  }

  const names = async () =>
    (await bench.client.conferences.list({ status: 'init' })).map((each) => each.friendlyName)

  test('a document is played as it says, and its silence after the end is no reason to leave', async () => {
    bench.serve('/music', (response) => response.play(`${bench.app.baseUrl}/tone/1000.wav`))
    await callInTwice('/music')
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(1000))
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBeNull())
    expect(await names()).toEqual(['First'])
    expect(bench.app.at('/music')).toHaveLength(1)
  })

  test.each([
    ['answers 404', { does: 'fail', status: 404 }, 0],
    ['is down', { does: 'drop' }, 0],
    ['hangs', { does: 'hang' }, 16],
  ])(
    'that %s at first: the caller comes into the second conference, to Twilio’s music',
    async (_what, fault, seconds) => {
      await setFault(fault)
      const callSid = await callInTwice('/music', 'POST')
      await until(async () => expect(await bench.status(callSid)).toBe('in-progress'))
      await bench.pass(seconds)
      await until(async () => expect(await names()).toEqual(['Second']))
      await until(async () => expect(TWILIO_MUSIC_HZ).toContain(await bench.phones.hears(CUSTOMER)))
    },
  )

  test('that dies after its first answer: the caller stays, in silence', async () => {
    bench.serve('/music', (response) => {
      response.play(`${bench.app.baseUrl}/tone/1000.wav`)
      response.redirect('/music')
    })
    await callInTwice('/music', 'POST')
    await until(() => expect(bench.app.at('/music')).toHaveLength(1))
    await setFault({ does: 'fail', times: null })
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(1000))
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBeNull())
    expect(await names()).toEqual(['First'])
  })

  test('no waitUrl: Twilio’s own music; an empty one: silence', async () => {
    await enter(AGENT, { startConferenceOnEnter: false })
    expect(await bench.phones.hears(AGENT)).toBeNull()
    await bench.callIn((response) =>
      response.dial().conference({ startConferenceOnEnter: false }, 'Other'),
    )
    await until(async () => expect(TWILIO_MUSIC_HZ).toContain(await bench.phones.hears(CUSTOMER)))
  })

  test('a conference that is ended by REST leads the caller into the second one', async () => {
    await callInTwice('')
    await until(async () => expect(await names()).toEqual(['First']))
    const [first] = await bench.client.conferences.list({ status: 'init' })
    await bench.client.conferences(first?.sid ?? '').update({ status: 'completed' })
    await until(async () => expect(await names()).toEqual(['Second']))
    await until(async () => expect(TWILIO_MUSIC_HZ).toContain(await bench.phones.hears(CUSTOMER)))
    const agent = { from: bench.number, to: AGENT, beep: 'false' }
    await bench.client.conferences('Second').participants.create(agent)
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(700))
    await until(async () => expect(await bench.phones.hears(AGENT)).toBe(400))
  })
})

describe('endConferenceOnExit', () => {
  test('true: when that participant leaves, the conference ends and the others go on with their TwiML', async () => {
    const customer = await enter(CUSTOMER)
    const agent = await enter(AGENT, { endConferenceOnExit: true })
    const { sid } = await room()
    await bench.phones.act(AGENT, 'hangup')
    await until(async () => expect(await bench.said(customer)).toEqual(['The conference is over']))
    expect(await bench.client.conferences(sid).fetch()).toMatchObject({
      status: 'completed',
      reasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      callSidEndingConference: agent,
    })
  })

  test('false: the conference lives until the last participant has left', async () => {
    await enter(CUSTOMER)
    await enter(AGENT)
    const { sid } = await room()
    await bench.phones.act(AGENT, 'hangup')
    await until(() => expect(told('StatusCallbackEvent').at(-1)).toBe('participant-leave'))
    expect(await room()).toMatchObject({ status: 'in-progress' })
    await bench.phones.act(CUSTOMER, 'hangup')
    await until(() => expect(told('StatusCallbackEvent').at(-1)).toBe('conference-end'))
    expect(bench.app.at('/room').at(-1)).toMatchObject({
      ConferenceSid: sid,
      ReasonConferenceEnded: 'last-participant-left',
    })
  })
})

test('muted: the participant hears and is not heard', async () => {
  await enter(CUSTOMER)
  await enter(AGENT, { muted: true })
  await until(async () => expect(await bench.phones.hears(AGENT)).toBe(400))
  expect(await bench.phones.hears(CUSTOMER)).toBeNull()
})

test('participantLabel: the participant can be found by it over REST', async () => {
  const callSid = await enter(CUSTOMER, { participantLabel: 'customer' })
  await enter(AGENT)
  const { sid } = await room()
  const found = await bench.client.conferences(sid).participants('customer').fetch()
  expect(found).toMatchObject({ callSid, label: 'customer', conferenceSid: sid })
})

test('statusCallback: that of the first participant counts, and others are passed over', async () => {
  await enter(CUSTOMER)
  await enter(AGENT, { statusCallback: '/other' })
  expect(bench.app.at('/other')).toEqual([])
  expect(told('StatusCallbackEvent').filter((each) => each === 'participant-join')).toHaveLength(2)
  expect(bench.unsigned()).toEqual([])
})

test('hangupOnStar: a participant leaves by its star and goes on, and the conference stays', async () => {
  await enter(AGENT)
  bench.serve('/voice', (response) => {
    response.dial({ hangupOnStar: true }).conference({ ...quiet }, 'Room 1234')
    response.say('Goodbye')
  })
  const customer = await bench.phones.dial(CUSTOMER, bench.number)
  await until(async () => expect(await bench.phones.hears(AGENT)).toBe(400))
  await bench.phones.press(CUSTOMER, '*')
  await until(async () => expect(await bench.said(customer)).toEqual(['Goodbye']))
  expect(await room()).toMatchObject({ status: 'in-progress' })
})
