import { expect, test } from 'vitest'
import { callInDocument } from '../testing/call-in-document.ts'

const LOUD = 8000

/** A caller in front of a `<Record>`, after its beep. */
async function recorded(attributes = '') {
  const caller = await callInDocument(`<Record action="/done" ${attributes}/>`)
  await caller.pass(0.6)
  return { ...caller, done: () => caller.at('/done') }
}

test('a key ends the recording, and the action gets its URL, duration and the key', async () => {
  const { leg, pass, press, done, exchange } = await recorded()
  leg.says = LOUD
  await pass(3)
  await press('5')
  const [recording] = exchange.services.recordings.list()
  expect(done()).toMatchObject([
    { RecordingUrl: recording?.url, RecordingSid: recording?.sid, Digits: '5' },
  ])
  expect(done()[0]?.['RecordingDuration']).toBe('3')
  await pass(0.1)
  expect(recording).toMatchObject({ status: 'completed', options: { source: 'RecordVerb' } })
  expect(recording?.samples(1)).toContain(LOUD / 2)
})

test('a key that does not finish it has no effect', async () => {
  const { leg, pass, press, done } = await recorded('finishOnKey="#"')
  leg.says = LOUD
  await pass(1)
  await press('5')
  expect(done()).toEqual([])
  await press('#')
  expect(done()).toMatchObject([{ Digits: '#' }])
})

test('the caller’s silence ends it, and is trimmed off', async () => {
  const { leg, pass, done } = await recorded('timeout="2"')
  leg.says = LOUD
  await pass(3)
  leg.says = null
  await pass(1.5)
  expect(done()).toEqual([])
  await pass(0.6)
  expect(done()).toMatchObject([{ RecordingDuration: '3', Digits: '' }])
})

test.each([
  ['maxLength="4"', '4'],
  ['maxLength="4" trim="do-not-trim"', '4'],
])('with %s it ends after the longest time', async (attributes, duration) => {
  const { leg, pass, done } = await recorded(attributes)
  leg.says = LOUD
  await pass(4.2)
  expect(done()).toMatchObject([{ RecordingDuration: duration }])
})

test('silence alone is no recording: the document goes on and the callback says absent', async () => {
  const { pass, done, at } = await recorded(
    'timeout="3" recordingStatusCallback="/status" recordingStatusCallbackEvent="completed absent"',
  )
  await pass(3.2)
  expect(done()).toEqual([])
  expect(at('/next')).toHaveLength(1)
  expect(at('/status')).toMatchObject([{ RecordingStatus: 'absent', ErrorCode: '16102' }])
})

test('who hangs up leaves a message all the same', async () => {
  const { leg, pass, hangUp, done } = await recorded()
  leg.says = LOUD
  await pass(2)
  await hangUp()
  expect(done()).toMatchObject([
    { RecordingDuration: '2', Digits: 'hangup', CallStatus: 'completed' },
  ])
})

test('a beep is heard before, unless it is not wanted', async () => {
  const beeping = await callInDocument('<Record/>')
  await beeping.pass(0.1)
  expect(beeping.leg.hears).not.toBeNull()
  const silent = await callInDocument('<Record playBeep="false"/>')
  await silent.pass(0.1)
  expect(silent.leg.hears).toBeNull()
  expect(silent.exchange.services.recordings.list()).toHaveLength(1)
})

test('without an action the URL of the document is requested', async () => {
  const { leg, pass, press, at } = await callInDocument('<Record playBeep="false"/>')
  leg.says = LOUD
  await pass(1)
  await press('1')
  expect(at('/voice')).toHaveLength(2)
  expect(at('/voice')[1]).toMatchObject({ RecordingDuration: '1', Digits: '1' })
})

test('the text of a message is reported, when somebody said something', async () => {
  const attributes = 'transcribe="true" transcribeCallback="/text"'
  const spoken = await recorded(attributes)
  spoken.leg.says = LOUD
  spoken.call.addSpeech({ text: 'please call', confidence: 1 }, 'inbound')
  spoken.call.addSpeech({ text: 'me back', confidence: 1 }, 'inbound')
  await spoken.pass(2)
  await spoken.hangUp()
  const [recording] = spoken.exchange.services.recordings.list()
  expect(spoken.at('/text')).toMatchObject([
    {
      CallSid: spoken.call.sid,
      RecordingSid: recording?.sid,
      TranscriptionStatus: 'completed',
      TranscriptionText: 'please call me back',
    },
  ])
  const mumbled = await recorded(attributes)
  mumbled.leg.says = LOUD
  await mumbled.pass(2)
  await mumbled.hangUp()
  expect(mumbled.at('/text')).toMatchObject([{ TranscriptionStatus: 'failed' }])
})
