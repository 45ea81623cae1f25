import { describe, expect, test } from 'vitest'
import { encodeWav } from '../../media/wav.ts'
import { inviteOptionsOf } from '../../telephony/form.ts'
import { inviteParticipant } from '../../telephony/conference/invite.ts'
import type { Answers, TestExchange } from '../../telephony/testing/test-exchange.ts'
import type { TestLeg } from '../../telephony/testing/test-leg.ts'
import { callInDocument } from '../testing/call-in-document.ts'

const MUSIC = 1000
const NEWS = 2000
const SECOND = 8000
const fileOf = (sample: number) => encodeWav(new Int16Array(SECOND).fill(sample))
const document = (verbs: string) => `<Response>${verbs}</Response>`
const FILES = { 'http://app/music.wav': fileOf(MUSIC), 'http://app/news.wav': fileOf(NEWS) }

const conference = (waitUrl: string, name = 'room') =>
  `<Dial><Conference startConferenceOnEnter="false" beep="false" ${waitUrl} statusCallback="/room" ` +
  `statusCallbackEvent="start end join leave">${name}</Conference></Dial>`

const waitIn = (answers: Answers, attributes = 'waitUrl="/wait"') =>
  callInDocument(conference(attributes), { ...FILES, ...answers })

type Caller = Awaited<ReturnType<typeof callInDocument>>

/** What the caller hears in each of the next seconds: a sample from its middle; null is silence. */
async function hearsFor({ leg, pass }: Caller, seconds: number): Promise<(number | null)[]> {
  const heard: (number | null)[] = []
  for (let second = 0; second < seconds; second++) {
    await pass(0.5)
    heard.push(leg.hears === 0 ? null : leg.hears)
    await pass(0.5)
  }
  return heard
}

const events = ({ at }: Caller) => at('/room').map((each) => each['StatusCallbackEvent'])
const room = ({ exchange }: Caller) => exchange.services.conferences.find('room')
const codes = ({ exchange }: Caller) => exchange.noted.map(({ code }) => code)
const isOver = ({ at }: Caller) => at('/next').length > 0

/** The API rings somebody into the room. */
async function ring(exchange: TestExchange, number: string, form: Record<string, string> = {}) {
  const { call } = inviteParticipant(exchange.services, {
    conference: exchange.services.conferences.open('room', 'api'),
    address: { kind: 'number', number },
    from: '+15005550006',
    options: inviteOptionsOf({ Beep: 'false', WaitUrl: '', ...form }),
  })
  await exchange.settle()
  return { call, leg: exchange.legs.get(number) as TestLeg }
}

describe('the wait URL', () => {
  test('is asked before the caller is in: by waitMethod, with the conference that it will be', async () => {
    const caller = await waitIn({ 'http://app/wait': document('<Play>/music.wav</Play>') })
    const asked = caller.exchange.sent.find(({ url }) => url === 'http://app/wait')
    expect(asked).toMatchObject({
      method: 'POST',
      params: { ConferenceSid: room(caller)?.sid, FriendlyName: 'room', CallSid: caller.call.sid },
    })
    expect(await hearsFor(caller, 1)).toEqual([MUSIC])
    expect(events(caller)).toEqual(['participant-join'])

    const byGet = await waitIn(
      { 'http://app/wait': document('') },
      'waitUrl="/wait" waitMethod="GET"',
    )
    expect(byGet.exchange.sent.find(({ url }) => url === 'http://app/wait')?.method).toBe('GET')
  })

  test.each([
    ['answers 404', {}, 11200],
    ['answers neither TwiML nor sound', { 'http://app/wait': 'music' }, 12100],
    ['has a <Gather>', { 'http://app/wait': document('<Gather><Say>One?</Say></Gather>') }, 13238],
    ['has a <Leave>', { 'http://app/wait': document('<Play>/music.wav</Play><Leave/>') }, 13238],
    ['has a <Hangup>', { 'http://app/wait': document('<Hangup/>') }, 13238],
    ['has a <Dial>', { 'http://app/wait': document('<Dial>+15005550007</Dial>') }, 13238],
  ])('that %s keeps the caller out: the next verb follows', async (_what, answers, code) => {
    const caller = await waitIn(answers)
    expect(isOver(caller)).toBe(true)
    expect(codes(caller)).toEqual([code])
    expect(events(caller)).toEqual([])
    expect(room(caller)).toBeNull()
    expect(caller.call.status).toBe('in-progress')
  })

  test('that fails leads to the action, where there is one', async () => {
    const verb = conference('waitUrl="/gone"').replace('<Dial>', '<Dial action="/done">')
    const caller = await callInDocument(verb)
    expect(caller.at('/done')).toMatchObject([{ DialCallStatus: 'failed' }])
    expect(isOver(caller)).toBe(false)
  })

  test('that fails leads to a second conference, in which the caller waits to Twilio’s music', async () => {
    const second = conference('', 'second')
    const caller = await callInDocument(conference('waitUrl="/gone"') + second)
    const { services } = caller.exchange
    expect([room(caller), services.conferences.find('second')?.participants.length]).toEqual([
      null,
      1,
    ])
    await caller.pass(0.1)
    expect(caller.leg.hears).not.toBeNull()
  })

  test('that does not answer ends for a caller who hangs up, and leaves no conference', async () => {
    const caller = await waitIn({ 'http://app/wait': null })
    expect(room(caller)).not.toBeNull()
    await caller.hangUp()
    expect(room(caller)).toBeNull()
    expect(events(caller)).toEqual([])
  })

  test('is not asked for who does not have to wait', async () => {
    const caller = await waitIn({ 'http://app/wait': document('') })
    const agent = await ring(caller.exchange, '+1002', { WaitUrl: 'http://app/gone' })
    agent.leg.answer()
    expect(room(caller)?.status).toBe('in-progress')
    expect(caller.at('/gone')).toEqual([])
  })

  test('of a Participant of the API that fails keeps it out, and its call ends', async () => {
    const caller = await waitIn({ 'http://app/wait': document('') })
    const form = { StartConferenceOnEnter: 'false', WaitUrl: 'http://app/gone' }
    const agent = await ring(caller.exchange, '+1002', form)
    agent.leg.answer()
    await caller.exchange.settle()
    expect(agent.call.status).toBe('completed')
    expect(room(caller)?.participants).toHaveLength(1)
    expect(caller.at('/room').at(-1)).toMatchObject({
      StatusCallbackEvent: 'participant-leave',
      CallSid: agent.call.sid,
      ReasonParticipantLeft: 'participant_add_failed',
    })
  })
})

describe('the wait document', () => {
  test('that runs out is silence, and is not asked again', async () => {
    const caller = await waitIn({ 'http://app/wait': document('<Play>/music.wav</Play>') })
    expect(await hearsFor(caller, 4)).toEqual([MUSIC, null, null, null])
    expect(caller.at('/wait')).toHaveLength(1)
  })

  test('with <Redirect> goes on with the next document', async () => {
    const caller = await waitIn({
      'http://app/wait': document('<Play>/music.wav</Play><Redirect>/more</Redirect>'),
      'http://app/more': document('<Play>/news.wav</Play>'),
    })
    expect(await hearsFor(caller, 3)).toEqual([MUSIC, NEWS, null])
  })

  test('that <Redirect> leads to, but is not there, is silence; the caller stays', async () => {
    const caller = await waitIn({ 'http://app/wait': document('<Redirect>/gone</Redirect>') })
    expect(await hearsFor(caller, 2)).toEqual([null, null])
    expect([codes(caller), isOver(caller)]).toEqual([[11200], false])
    expect(room(caller)?.participants).toHaveLength(1)
  })

  test('with loop="0" plays a thousand times', async () => {
    const short = encodeWav(new Int16Array(80).fill(MUSIC))
    const caller = await waitIn({
      'http://app/wait': document('<Play loop="0">/short.wav</Play>'),
      'http://app/short.wav': short,
    })
    // A thousand times 10 ms.
    expect(await hearsFor(caller, 12)).toEqual([...Array<number>(10).fill(MUSIC), null, null])
  })
})

describe('without a wait document', () => {
  test('Twilio’s own music plays without end', async () => {
    const caller = await waitIn({}, '')
    const heard = new Set<number | null>()
    for (let tick = 0; tick < 500; tick++) {
      caller.exchange.tick()
      heard.add(caller.leg.hears)
    }
    expect(heard.size).toBeGreaterThan(50)
    expect(heard).not.toContain(null)
  })

  test('an empty waitUrl is silence', async () => {
    const caller = await waitIn({}, 'waitUrl=""')
    expect(await hearsFor(caller, 2)).toEqual([null, null])
  })

  test('an audio file plays once, or without end where that is set', async () => {
    const once = await waitIn({}, 'waitUrl="/music.wav"')
    expect(await hearsFor(once, 3)).toEqual([MUSIC, null, null])
    const loops = await callInDocument(
      '<Pause length="1"/>' + conference('waitUrl="/music.wav"'),
      FILES,
    )
    const { conferences } = loops.exchange.services
    conferences.settings = { ...conferences.settings, waitFile: 'loops' }
    await loops.pass(1)
    expect(await hearsFor(loops, 3)).toEqual([MUSIC, MUSIC, MUSIC])
  })
})

describe('a conference that ends without a command for the call', () => {
  test.each(['by REST', 'by another'])('%s: the caller comes into the second one', async (how) => {
    const second = conference('waitUrl="/news.wav"', 'second')
    const caller = await callInDocument(conference('waitUrl="/music.wav"') + second, FILES)
    const agent = await ring(caller.exchange, '+1002', { EndConferenceOnExit: 'true' })
    agent.leg.answer()
    agent.leg.says = 7
    caller.exchange.tick()
    expect(caller.leg.hears).toBe(7)
    if (how === 'by REST') room(caller)?.end()
    else agent.leg.hangUp()
    await caller.exchange.settle()
    expect(await hearsFor(caller, 1)).toEqual([NEWS])
    expect(caller.exchange.services.conferences.find('second')?.participants).toHaveLength(1)
    expect(caller.call.status).toBe('in-progress')
  })
})

test('jitterBufferSize is kept', async () => {
  const caller = await waitIn({}, 'jitterBufferSize="small"')
  await ring(caller.exchange, '+1002', { JitterBufferSize: 'off' })
  const { participants = [], invitations = [] } = room(caller) ?? {}
  expect(participants.map(({ options }) => options.jitterBufferSize)).toEqual(['small'])
  expect(invitations.map(({ join }) => join.jitterBufferSize)).toEqual(['off'])
  const wrong = await waitIn({}, 'jitterBufferSize="huge"')
  expect(room(wrong)?.participants[0]?.options.jitterBufferSize).toBe('large')
  expect(codes(wrong)).toEqual([16002])
})

test('a caller who is given another document hears it without a gap', async () => {
  const caller = await waitIn({}, 'waitUrl="/music.wav"')
  const agent = await ring(caller.exchange, '+1002')
  agent.leg.answer()
  agent.leg.says = 7
  caller.exchange.tick()
  caller.redirect(
    document('<Dial><Conference waitUrl="http://app/news.wav">next</Conference></Dial>'),
  )
  await caller.exchange.settle()
  caller.exchange.tick()
  expect(caller.leg.hears).toBe(NEWS)
  expect(caller.at('/room').at(-1)).toMatchObject({
    StatusCallbackEvent: 'participant-leave',
    ReasonParticipantLeft: 'participant_updated_via_api',
    ParticipantCallStatus: 'in-progress',
  })
  expect(room(caller)?.participants.map(({ call }) => call.sid)).toEqual([agent.call.sid])
})
