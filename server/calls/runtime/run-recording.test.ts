import { expect, it } from 'vitest'
import { T0, aCaller, play, talking } from '../../testing/calls.ts'
import { fakeGateway, refused, unreachable } from '../../testing/fake-gateway.ts'
import type { RecordingFacts, TwilioGateway } from '../../twilio/gateway.ts'
import { succeed } from '../../contract/result.ts'
import { runRecording } from './run-recording.ts'

const callSid = 'CA-customer'
const found = { recordingSid: 'RE1', callSid, paused: false }
const pauseMs = 60_000
const unrecorded = play(aCaller(), talking).call
const recorded = play(unrecorded, [{ kind: 'recording-settled', found, pauseMs }], T0).call

const on: RecordingFacts = { recordingSid: 'RE1', status: 'in-progress' }
const paused: RecordingFacts = { recordingSid: 'RE1', status: 'paused' }
const second: RecordingFacts = { recordingSid: 'RE2', status: 'in-progress' }
const over: RecordingFacts = { recordingSid: 'RE0', status: 'completed' }

interface Case {
  readonly known?: readonly RecordingFacts[]
  readonly records?: boolean
  readonly unwanted?: boolean
  readonly fails?: readonly [keyof TwilioGateway, typeof refused | typeof unreachable]
  readonly never?: boolean
  readonly first?: boolean
  readonly attempts?: number
}

async function settle({ known = [], records = true, unwanted = false, ...how }: Case) {
  const { fails, never, first = false, attempts = 0 } = how
  const gateway = fakeGateway()
  if (fails !== undefined) gateway.fail(...fails)
  const listed = { ...gateway, recordings: async () => succeed(known) }
  const event = await runRecording(
    {
      gateway: fails?.[0] === 'recordings' ? gateway : listed,
      recording: { records: () => records, pauseMs },
      urls: () => ({ recordingStatus: (callId) => `https://desk.example.com/${callId}` }),
    },
    never === true ? unrecorded : recorded,
    { kind: 'settle-recording', callSid, unwanted, first },
    attempts,
  )
  const stopped = gateway.of('setRecording').map((each) => each as { recordingSid: string })
  return {
    event,
    started: gateway.of('startRecording'),
    stopped: stopped.map(({ recordingSid }) => recordingSid),
  }
}

const settled = { kind: 'recording-settled', pauseMs }
const no = { kind: 'recording-failed', callSid }

it.each<[string, Case, object, number, readonly string[]]>([
  ['starts one', { known: [over] }, { ...settled, found }, 1, []],
  [
    'asks for no other one first, at the click',
    { known: [on], first: true },
    { ...settled, found },
    1,
    [],
  ],
  [
    'asks all the same after a restart',
    { known: [on], first: true, attempts: 1 },
    { ...settled, found },
    0,
    [],
  ],
  ['keeps the one that is on', { known: [over, on] }, { ...settled, found }, 0, []],
  [
    'keeps the one that is paused',
    { known: [paused] },
    { ...settled, found: { ...found, paused: true } },
    0,
    [],
  ],
  ['keeps one of two', { known: [on, second] }, { ...settled, found }, 0, ['RE2']],
  [
    'stops what the policy does not record',
    { records: false, known: [on, second] },
    { ...settled, found: null },
    0,
    ['RE1', 'RE2'],
  ],
  [
    'stops what goes elsewhere',
    { unwanted: true, known: [on] },
    { ...settled, found: null },
    0,
    ['RE1'],
  ],
  [
    'stops what goes elsewhere, though it is not known of yet',
    { unwanted: true, never: true, known: [on] },
    { ...settled, found: null },
    0,
    ['RE1'],
  ],
  [
    'asks nothing about a call that was never recorded',
    { records: false, never: true, fails: ['recordings', unreachable] },
    { ...settled, found: null },
    0,
    [],
  ],
  [
    'cannot ask',
    { fails: ['recordings', unreachable] },
    { ...no, wanted: true, none: false, failure: 'unreachable' },
    0,
    [],
  ],
  [
    'cannot start',
    { fails: ['startRecording', refused] },
    { ...no, wanted: true, none: true, failure: 'refused' },
    1,
    [],
  ],
  [
    'cannot stop',
    { records: false, known: [on], fails: ['setRecording', unreachable] },
    { ...no, wanted: false, none: false, failure: 'unreachable' },
    0,
    ['RE1'],
  ],
])('%s', async (_, given, event, starts, stopped) => {
  const result = await settle(given)
  expect(result.event).toEqual(event)
  expect(result.started).toHaveLength(starts)
  expect(result.stopped).toEqual(stopped)
})
