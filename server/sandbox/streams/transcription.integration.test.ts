import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'

const CALLER = '+15005551001'
const OTHER = '+15005551002'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CALLER, 400)
  await rig.phones.make(OTHER, 700)
})
afterEach(() => rig.close())

const told = () => rig.app.at('/words')

/** What was told to be said: whose words, which, and whether they are final. */
const words = () =>
  told()
    .filter((each) => each['TranscriptionEvent'] === 'transcription-content')
    .map((each) => {
      const data = JSON.parse(each['TranscriptionData'] ?? '{}') as { transcript: string }
      return [each['Track'], data.transcript, each['Final']]
    })

function say(number: string, text: string): Promise<void> {
  return rig.phones.say(number, text, 0.75)
}

async function call(attributes: string, after: string): Promise<string> {
  const callback = 'statusCallbackUrl="/words"'
  await rig.onCall(`<Start><Transcription ${callback} ${attributes}/></Start>${after}`)
  const sid = await rig.phones.dial(CALLER, rig.number)
  await until(() => expect(told().length).toBeGreaterThan(0))
  return sid
}

const DIAL = `<Dial><Number>${OTHER}</Number></Dial>`

/** Both hear each other. */
const connected = () => until(async () => expect(await rig.phones.hears(CALLER)).toBe(700))

test('a transcription tells its start, what both say, and its end, numbered', async () => {
  const callSid = await call('name="t" inboundTrackLabel="customer" languageCode="en-GB"', DIAL)
  await connected()
  await say(CALLER, 'hello there')
  await say(OTHER, 'good morning')
  await until(() => expect(words()).toHaveLength(2))
  await rig.phones.act(CALLER, 'hangup')
  await until(() => expect(told()).toHaveLength(4))
  const [started] = told()
  expect(started).toMatchObject({
    TranscriptionEvent: 'transcription-started',
    AccountSid: rig.description.accountSid,
    CallSid: callSid,
    LanguageCode: 'en-GB',
    InboundTrackLabel: 'customer',
    TranscriptionEngine: 'google',
  })
  expect(started?.['TranscriptionSid']).toMatch(/^GT[0-9a-f]{32}$/)
  expect(words()).toEqual([
    ['inbound_track', 'hello there', 'true'],
    ['outbound_track', 'good morning', 'true'],
  ])
  expect(JSON.parse(told()[1]?.['TranscriptionData'] ?? '')).toMatchObject({ confidence: 0.75 })
  expect(told()[3]).toMatchObject({ TranscriptionEvent: 'transcription-stopped' })
  expect(told().map((each) => each['SequenceId'])).toEqual(['1', '2', '3', '4'])
})

test('one track alone, word by word when that is requested', async () => {
  await call('track="inbound_track" partialResults="true"', DIAL)
  await connected()
  await say(OTHER, 'not this')
  await say(CALLER, 'but this')
  await until(() =>
    expect(words()).toEqual([
      ['inbound_track', 'but', 'false'],
      ['inbound_track', 'but this', 'false'],
      ['inbound_track', 'but this', 'true'],
    ]),
  )
})

test('in a conference a muted participant says nothing to the others', async () => {
  const sid = await call('', '<Dial><Conference>room</Conference></Dial>')
  await rig.phones.dial(OTHER, rig.number)
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(700))
  const other = (await rig.client.calls.list()).find(({ from }) => from === OTHER)
  await say(OTHER, 'heard')
  await until(() => expect(words()).toContainEqual(['outbound_track', 'heard', 'true']))
  const [room] = await rig.client.conferences.list({ friendlyName: 'room' })
  const conference = rig.client.conferences(room?.sid ?? '')
  await conference.participants(other?.sid ?? '').update({ muted: true })
  await say(OTHER, 'unheard')
  await say(CALLER, 'last')
  const ofCaller = () => told().filter((each) => each['CallSid'] === sid)
  await until(() => expect(ofCaller().at(-1)?.['TranscriptionData']).toContain('last'))
  expect(ofCaller().filter((each) => each['TranscriptionData']?.includes('unheard'))).toEqual([])
})

test('<Stop> ends it by name, and so does REST', async () => {
  const sid = await call('name="t"', '<Stop><Transcription name="t"/></Stop><Pause length="60"/>')
  await until(() =>
    expect(told().map((each) => each['TranscriptionEvent'])).toEqual([
      'transcription-started',
      'transcription-stopped',
    ]),
  )
  await rig.client.calls(sid).update({ twiml: `<Response>${DIAL}</Response>` })
  await connected()
  const { transcriptions } = rig.client.calls(sid)
  const made = await transcriptions.create({
    name: 'again',
    track: 'inbound_track',
    statusCallbackUrl: `${rig.app.baseUrl}/words`,
  })
  expect(made).toMatchObject({ callSid: sid, name: 'again', status: 'in-progress' })
  await say(CALLER, 'hello')
  await until(() => expect(words()).toEqual([['inbound_track', 'hello', 'true']]))
  const stopped = await rig.client.calls(sid).transcriptions('again').update({ status: 'stopped' })
  expect(stopped).toMatchObject({ sid: made.sid, status: 'stopped' })
  await say(CALLER, 'too late')
  await rig.phones.act(CALLER, 'hangup')
  await until(() => expect(rig.app.at('/number-status')).toHaveLength(1))
  expect(told()).toHaveLength(5)
  expect(rig.unsigned()).toEqual([])
})
