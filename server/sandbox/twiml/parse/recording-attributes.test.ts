import { expect, test } from 'vitest'
import { FRAME_SAMPLES } from '../../media/frame.ts'
import { TestLeg } from '../../telephony/testing/test-leg.ts'
import { callInDocument } from '../testing/call-in-document.ts'

const CALLER = 4000
const CALLEE = 9000
const EVENTS =
  'recordingStatusCallback="/status" recordingStatusCallbackEvent="in-progress completed"'

async function dialled(record: string) {
  const caller = await callInDocument(
    `<Dial action="/done" record="${record}" ${EVENTS}><Number>+15005551002</Number></Dial>`,
  )
  const callee = caller.exchange.legs.get('+15005551002')
  if (!callee) throw new Error('nobody was rung')
  caller.leg.says = CALLER
  callee.says = CALLEE
  return { ...caller, callee }
}

test.each([
  ['record-from-answer', 1, '1'],
  ['record-from-answer-dual', 2, '1'],
  ['record-from-ringing', 1, '2'],
  ['record-from-ringing-dual', 2, '2'],
  ['true', 1, '1'],
] as const)('<Dial record="%s"> has both parties on %i channel(s)', async (record, channels, s) => {
  const { exchange, callee, pass, at, call } = await dialled(record)
  await pass(1)
  callee.answer()
  await pass(1)
  callee.hangUp()
  await pass(0.1)
  const [recording] = exchange.services.recordings.list()
  expect(at('/done')).toMatchObject([{ DialCallStatus: 'completed', RecordingUrl: recording?.url }])
  expect(at('/status').map((each) => each['RecordingStatus'])).toEqual(['in-progress', 'completed'])
  expect(at('/status')[1]).toMatchObject({
    CallSid: call.sid,
    RecordingSource: 'DialVerb',
    RecordingDuration: s,
    RecordingChannels: String(channels),
  })
  const both = channels === 1 ? [(CALLER + CALLEE) / 2] : [CALLER, CALLEE]
  const samples = recording?.samples(channels) ?? []
  expect(Array.from(samples.slice(-FRAME_SAMPLES, -FRAME_SAMPLES + channels))).toEqual(both)
})

test('a <Dial> that nobody answers is not recorded, nor is one without record', async () => {
  const unanswered = await dialled('record-from-answer')
  unanswered.callee.hangUp()
  await unanswered.pass(0.1)
  expect(unanswered.at('/done')[0]).not.toHaveProperty('RecordingUrl')
  const plain = await dialled('do-not-record')
  plain.callee.answer()
  await plain.pass(0.5)
  expect(plain.exchange.services.recordings.list()).toEqual([])
})

test('<Start><Recording> records while the document goes on, and until the call ends', async () => {
  const { leg, exchange, pass, hangUp, at, call } = await callInDocument(
    `<Start><Recording ${EVENTS}/></Start>`,
  )
  leg.says = CALLER
  await pass(2)
  expect(at('/next')).toHaveLength(1)
  await hangUp()
  await pass(0.1)
  expect(at('/status').at(-1)).toMatchObject({
    CallSid: call.sid,
    RecordingSource: 'StartCallRecordingTwiML',
    RecordingChannels: '2',
    RecordingDuration: '2',
  })
  expect(exchange.services.recordings.list()).toHaveLength(1)
})

test('<Stop> ends the recording of that name', async () => {
  const { leg, exchange, pass, at } = await callInDocument(
    `<Start><Recording name="r" ${EVENTS}/></Start><Pause length="1"/>` +
      '<Stop><Recording name="r"/></Stop><Stop><Recording name="none"/></Stop>',
  )
  leg.says = CALLER
  await pass(2)
  expect(at('/status').at(-1)).toMatchObject({
    RecordingStatus: 'completed',
    RecordingDuration: '1',
  })
  expect(at('/next')).toHaveLength(1)
  expect(exchange.services.notices.list()).toMatchObject([{ level: 'warning', code: 20404 }])
})

test('a conference is recorded once, from its start to its end, as the mix of all', async () => {
  const room = `<Dial><Conference beep="false" record="record-from-start" ${EVENTS}>room</Conference></Dial>`
  const { leg, exchange, pass, hangUp, at } = await callInDocument(room)
  leg.says = CALLER
  await pass(1)
  expect(at('/status')).toEqual([])
  const other = new TestLeg()
  other.says = CALLEE
  exchange.switchboard.receive({ leg: other, from: '+15005551003', to: '+15005550006', params: {} })
  await pass(2)
  other.hangUp()
  await hangUp()
  await pass(0.1)
  const [recording, ...more] = exchange.services.recordings.list()
  expect(more).toEqual([])
  expect(at('/status').at(-1)).toMatchObject({
    ConferenceSid: recording?.subject.conferenceSid,
    RecordingSource: 'Conference',
    RecordingDuration: '2',
  })
  expect(at('/status').at(-1)).not.toHaveProperty('CallSid')
  expect(recording?.samples(1)).toContain((CALLER + CALLEE) / 2)
})
