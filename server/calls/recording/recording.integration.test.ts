import { afterAll, beforeAll, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { toneShare } from '../../testing/tone.ts'
import { until } from '../../testing/until.ts'

const CUSTOMER = '+15005556001'
const HZ = { customer: 620, ada: 1010 } as const
const PAUSE_SECONDS = 5

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice

beforeAll(async () => {
  centre = await startContactCentre({
    CORDBOARD_RECORD_QUEUES: 'Support',
    CORDBOARD_RECORDING_PAUSE_SECONDS: String(PAUSE_SECONDS),
  })
  desk = await DeskClient.signIn(centre.url, 'ada')
  const access = await desk.twilioAccess()
  device = new DeskDevice(centre.signalling, HZ.ada)
  await device.register(access.token)
  await desk.prove()
  const activitySid = await centre.activity('Available')
  await centre.workspace.workers(access.workerSid).update({ activitySid })
  const behaviour = { plays: { tone: HZ.customer, dbfs: -14 } }
  await centre.phone('POST', '', { number: CUSTOMER, behaviour })
})
afterAll(async () => {
  desk.close()
  await device.close()
  await centre.close()
})

function recordingIs(state: string): Promise<unknown> {
  return desk.sees(`the recording ${state}`, ({ calls }) => {
    const recording = calls[0]?.recording
    return recording?.state === state && recording.pending === null
  })
}

/** So that there is something on the recording; how long it is, Twilio says only when it is over. */
function aSecondPasses(): Promise<unknown> {
  const from = Date.now()
  return until('a second has passed', () => Date.now() - from > 1000)
}

function failureIs(command: string | null): Promise<unknown> {
  return desk.sees(`failure with ${command}`, ({ calls }) => {
    return (calls[0]?.failure?.command ?? null) === command
  })
}

async function ask(callId: string, step: 'pause' | 'resume'): Promise<void> {
  expect((await desk.request('POST', paths.recording(callId, step))).status).toBe(200)
}

/** In fifths of a second: whether both are on the recording. */
async function bothAreOn(recordingSid: string): Promise<readonly boolean[]> {
  const wav = await until('the recording can be had', () => centre.recordingWav(recordingSid))
  const pairs = Array.from({ length: (wav.length - 44) / 4 }, (_, i) => 44 + i * 4)
  const said = pairs.map((at) => wav.readInt16LE(at))
  const heard = pairs.map((at) => wav.readInt16LE(at + 2))
  return Array.from({ length: Math.floor(said.length / 1600) }, (_, i) => {
    const part = (samples: number[]) => samples.slice(i * 1600, i * 1600 + 1600)
    return toneShare(part(said), HZ.customer) > 0.05 && toneShare(part(heard), HZ.ada) > 0.05
  })
}

it('records by the queue’s policy, pauses, tells of a pause that failed, and resumes by itself', async () => {
  await centre.phone('POST', `/${CUSTOMER}/dial`, { to: centre.number })
  await device.answer()
  const { callId } = await desk.call('active')
  await recordingIs('on')
  await until('they talk', () => device.hears(HZ.customer) > 0.08)
  await aSecondPasses()

  await centre.restFaults([{ method: 'POST', path: '/Recordings/', status: 503 }])
  await ask(callId, 'pause')
  await failureIs('pause-recording')
  await recordingIs('on')

  await ask(callId, 'pause')
  await recordingIs('paused')
  await failureIs(null)
  const pausedAt = Date.now()
  await recordingIs('on')
  expect(Date.now() - pausedAt).toBeGreaterThan((PAUSE_SECONDS - 1) * 1000)

  await aSecondPasses()
  await desk.request('POST', paths.hangUp(callId))
  const [recording] = await until('it is completed', async () => {
    const all = await centre.twilio.recordings.list()
    return all.length === 1 && all[0]?.status === 'completed' ? all : null
  })
  const parts = await bothAreOn(recording?.sid ?? '')
  const silent = parts.filter((both) => !both).length / 5
  // A busy machine drops frames, of the silence too.
  expect(silent).toBeGreaterThan(PAUSE_SECONDS / 2)
  expect(silent).toBeLessThan(PAUSE_SECONDS + 2)
  expect(parts.some(Boolean)).toBe(true)
}, 40_000)
