import { afterEach, beforeEach, expect, test } from 'vitest'
import { toneShare } from '../../../testing/tone.ts'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'

const CALLER = '+15005551001'
const OTHER = '+15005551002'
const HZ = { caller: 400, other: 700 }
const RATE = 8000

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CALLER, HZ.caller)
  await rig.phones.make(OTHER, HZ.other)
})
afterEach(() => rig.close())

/** The caller and the other talk; answers the caller's call. */
async function talking(): Promise<string> {
  await rig.onCall(`<Dial><Number>${OTHER}</Number></Dial>`)
  const sid = await rig.phones.dial(CALLER, rig.number)
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.other))
  return sid
}

function start(callSid: string) {
  return rig.client.calls(callSid).recordings.create({
    recordingChannels: 'dual',
    recordingStatusCallback: `${rig.app.baseUrl}/recorded`,
    recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
  })
}

function urlOf(sid: string): string {
  const { baseUrl, accountSid } = rig.description
  return `${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`
}

function download(url: string): Promise<Response> {
  const { accountSid, authToken } = rig.description
  const pair = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  return fetch(url, { headers: { authorization: `Basic ${pair}` } })
}

/** The two channels of a finished recording: what the party said, what it heard. */
async function fetched(sid: string): Promise<readonly [number[], number[]]> {
  await processed(sid)
  const response = await download(`${urlOf(sid)}.wav`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'audio/x-wav'])
  const wav = Buffer.from(await response.arrayBuffer())
  expect([wav.readUInt16LE(22), wav.readUInt32LE(24)]).toEqual([2, RATE])
  const pairs = Array.from({ length: (wav.length - 44) / 4 }, (_, i) => 44 + i * 4)
  return [pairs.map((at) => wav.readInt16LE(at)), pairs.map((at) => wav.readInt16LE(at + 2))]
}

async function processed(sid: string): Promise<void> {
  await until(async () =>
    expect((await rig.client.recordings(sid).fetch()).status).toBe('completed'),
  )
}

function never(): never {
  throw new Error('not told yet')
}

async function heardFor(callSid: string, sid: string, milliseconds: number): Promise<void> {
  const { startTime } = await rig.client.calls(callSid).recordings(sid).fetch()
  await until(() => expect(Date.now() - startTime.getTime()).toBeGreaterThan(milliseconds))
}

test('both directions are recorded until the call ends, and its status is reported', async () => {
  const callSid = await talking()
  const recording = await start(callSid)
  expect(recording).toMatchObject({ callSid, status: 'in-progress', channels: 2, duration: null })
  await heardFor(callSid, recording.sid, 2000)
  await rig.phones.act(CALLER, 'hangup')
  await until(() => expect(rig.app.at('/recorded')).toHaveLength(2))
  const [began, ended] = rig.app.at('/recorded')
  expect(began).toMatchObject({ RecordingStatus: 'in-progress', RecordingSid: recording.sid })
  expect(ended).toMatchObject({
    CallSid: callSid,
    RecordingStatus: 'completed',
    RecordingChannels: '2',
    RecordingSource: 'StartCallRecordingAPI',
  })
  expect(Number(ended?.['RecordingDuration'])).toBeGreaterThan(0)
  expect(rig.unsigned()).toEqual([])
  const [said, heard] = await fetched(recording.sid)
  expect(toneShare(said.slice(-4000), HZ.caller)).toBeGreaterThan(0.3)
  expect(toneShare(said.slice(-4000), HZ.other)).toBeLessThan(0.01)
  expect(toneShare(heard.slice(-4000), HZ.other)).toBeGreaterThan(0.3)
})

test('the recording’s URL is its sound, in as many channels as are requested', async () => {
  const callSid = await talking()
  const { sid } = await start(callSid)
  await heardFor(callSid, sid, 1200)
  expect((await download(`${urlOf(sid)}.wav`)).status).toBe(404)
  await rig.client.calls(callSid).recordings('Twilio.CURRENT').update({ status: 'stopped' })
  const url = await until(() => rig.app.at('/recorded').at(1)?.['RecordingUrl'] ?? never())
  const channels = async (query: string) => {
    const response = await download(url + query)
    return Buffer.from(await response.arrayBuffer()).readUInt16LE(22)
  }
  expect(await Promise.all(['', '.wav?RequestedChannels=1'].map(channels))).toEqual([2, 1])

  const { sid: mono } = await rig.client.calls(callSid).recordings.create()
  await heardFor(callSid, mono, 1200)
  await rig.client.calls(callSid).recordings(mono).update({ status: 'stopped' })
  await processed(mono)
  expect((await download(`${urlOf(mono)}.wav?RequestedChannels=2`)).status).toBe(400)
  const { recordings } = rig.client
  expect((await recordings.list({ callSid })).map((each) => each.sid)).toEqual([sid, mono])
  expect(await recordings.list({ callSid: 'CA0' })).toEqual([])
  const dateCreated = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000)
  expect(await recordings.list({ dateCreated })).toEqual([])
})

test.each([
  ['silence', (quiet: number) => quiet >= 1],
  // A busy machine loses frames of what is recorded, too.
  ['skip', (quiet: number) => quiet <= 1],
] as const)('a pause with %s keeps nothing of what is said', async (pauseBehavior, expected) => {
  const callSid = await talking()
  const { sid } = await start(callSid)
  const recording = () => rig.client.calls(callSid).recordings(sid)
  await heardFor(callSid, sid, 1500)
  expect(await recording().update({ status: 'paused', pauseBehavior })).toMatchObject({
    status: 'paused',
  })
  await rig.client
    .calls(callSid)
    .update({ twiml: '<Response><Say>secret</Say><Pause length="60"/></Response>' })
  await heardFor(callSid, sid, 3300)
  const resumed = await rig.client.calls(callSid).recordings('Twilio.CURRENT').fetch()
  expect(resumed.sid).toBe(sid)
  await recording().update({ status: 'stopped' })
  const [said, heard] = await fetched(sid)
  const silent = Array.from({ length: Math.floor(heard.length / 800) }, (_, i) =>
    [...heard.slice(i * 800, i * 800 + 800), ...said.slice(i * 800, i * 800 + 800)].every(
      (sample) => sample === 0,
    ),
  )
  const quiet = silent.filter(Boolean).length / 10
  expect(expected(quiet), `${quiet} s are quiet`).toBe(true)
})

test('a message left to <Record> is fetched from the URL that its action got', async () => {
  rig.app.answer('/left', '<Pause length="60"/>')
  await rig.onCall('<Record playBeep="false" action="/left"/>')
  const callSid = await rig.phones.dial(CALLER, rig.number)
  const message = await until(async () => {
    const [found] = await rig.client.recordings.list({ callSid })
    return found ?? never()
  })
  await heardFor(callSid, message.sid, 1500)
  await rig.phones.press(CALLER, '#')
  const told = await until(() => rig.app.at('/left').at(0) ?? never())
  expect(told).toMatchObject({ RecordingSid: message.sid, Digits: '#' })
  const wav = await until(async () => {
    const response = await download(`${told['RecordingUrl']}.wav`)
    expect(response.status).toBe(200)
    return Buffer.from(await response.arrayBuffer())
  })
  const said = Array.from({ length: 4000 }, (_, i) => wav.readInt16LE(44 + i * 2))
  expect(toneShare(said, HZ.caller)).toBeGreaterThan(0.3)
})

test('goes on when the call gets other instructions', async () => {
  const callSid = await talking()
  const { sid } = await start(callSid)
  await rig.client.calls(callSid).update({ twiml: '<Response><Pause length="60"/></Response>' })
  expect((await rig.client.calls(callSid).recordings(sid).fetch()).status).toBe('in-progress')
})

test('what cannot be recorded or changed is refused with Twilio’s codes', async () => {
  const callSid = await talking()
  const { sid } = await start(callSid)
  const calls = rig.client.calls(callSid)
  await calls.recordings(sid).update({ status: 'stopped' })
  await expect(calls.recordings(sid).update({ status: 'paused' })).rejects.toMatchObject({
    status: 400,
  })
  await expect(calls.recordings('RE0').fetch()).rejects.toMatchObject({ code: 20404 })
  await rig.phones.act(CALLER, 'hangup')
  await until(async () => expect((await calls.fetch()).status).toBe('completed'))
  await expect(start(callSid)).rejects.toMatchObject({ status: 400, code: 21220 })
  expect(await rig.client.recordings.list()).toHaveLength(1)
  await rig.client.recordings(sid).remove()
  expect(await rig.client.recordings.list()).toHaveLength(0)
})
