import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toneShare } from '../../../testing/tone.ts'
import { talkInConference } from '../testing/talk-in-conference.ts'
import type { TestConference } from '../testing/talk-in-conference.ts'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'

const HZ = { customer: 400, agent: 700 }
const HALF_A_SECOND = 4000

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

function recorded(options: object = {}): Promise<TestConference> {
  return talkInConference(rig, HZ, {
    conferenceRecord: 'true',
    conferenceRecordingStatusCallback: `${rig.app.baseUrl}/recorded`,
    conferenceRecordingStatusCallbackEvent: ['in-progress', 'completed'],
    ...options,
  })
}

async function samplesOf(sid: string): Promise<number[]> {
  const { baseUrl, accountSid, authToken } = rig.description
  const pair = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  const url = `${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Recordings/${sid}.wav`
  const wav = Buffer.from(
    await (await fetch(url, { headers: { authorization: `Basic ${pair}` } })).arrayBuffer(),
  )
  return Array.from({ length: (wav.length - 44) / 2 }, (_, i) => wav.readInt16LE(44 + i * 2))
}

describe('a conference that is recorded', () => {
  test('has both parties in one channel, and tells its beginning and end', async () => {
    const room = await recorded()
    const [recording] = await room.conference().recordings.list()
    expect(recording).toMatchObject({
      conferenceSid: room.conferenceSid,
      callSid: null,
      status: 'in-progress',
      source: 'Conference',
      channels: 1,
    })
    const sid = recording?.sid ?? ''
    await until(() => expect(rig.app.at('/recorded')).toHaveLength(1))
    await room.conference().update({ status: 'completed' })
    await until(() => expect(rig.app.at('/recorded')).toHaveLength(2))
    expect(rig.app.at('/recorded')[1]).toMatchObject({
      ConferenceSid: room.conferenceSid,
      RecordingSid: sid,
      RecordingStatus: 'completed',
      RecordingSource: 'Conference',
      RecordingChannels: '1',
    })
    expect(rig.app.at('/recorded')[1]).not.toHaveProperty('CallSid')
    const samples = await samplesOf(sid)
    for (const hz of Object.values(HZ)) {
      expect(toneShare(samples.slice(-HALF_A_SECOND), hz)).toBeGreaterThan(0.3)
    }
    const { recordings } = rig.client
    expect(await recordings.list({ conferenceSid: room.conferenceSid })).toHaveLength(1)
    expect(await recordings.list({ conferenceSid: 'CF0' })).toEqual([])
    await room.conference().recordings(sid).remove()
    expect(await recordings.list()).toEqual([])
    expect(rig.unsigned()).toEqual([])
  })

  test('is paused, resumed and stopped; the answer has the requested status, then it is processed', async () => {
    const room = await recorded()
    const current = () => room.conference().recordings('Twilio.CURRENT')
    expect(await current().update({ status: 'paused', pauseBehavior: 'skip' })).toMatchObject({
      status: 'paused',
    })
    expect(await current().update({ status: 'in-progress' })).toMatchObject({
      status: 'in-progress',
    })
    const { sid, status } = await current().update({ status: 'stopped' })
    expect(status).toBe('stopped')
    const one = room.conference().recordings(sid)
    expect(['processing', 'completed']).toContain((await one.fetch()).status)
    await until(async () => expect((await one.fetch()).status).toBe('completed'))
    await expect(current().fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
    await expect(one.update({ status: 'paused' })).rejects.toMatchObject({ code: 21220 })
    expect((await room.conference().fetch()).status).toBe('in-progress')
  })

  test('cannot be begun by posting to its recordings', async () => {
    const { conferenceSid } = await recorded({ conferenceRecord: 'false' })
    const { baseUrl, accountSid, authToken } = rig.description
    const pair = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
    const path = `/api/2010-04-01/Accounts/${accountSid}/Conferences/${conferenceSid}/Recordings.json`
    const answer = await fetch(baseUrl + path, {
      method: 'POST',
      headers: { authorization: `Basic ${pair}` },
    })
    expect([answer.status, await answer.json()]).toEqual([
      405,
      expect.objectContaining({ code: 20004, status: 405 }),
    ])
    expect(await rig.client.conferences(conferenceSid).recordings.list()).toEqual([])
  })

  test('allows a recording of one participant beside it', async () => {
    const room = await recorded({
      record: true,
      recordingTrack: 'inbound',
      recordingStatusCallback: `${rig.app.baseUrl}/own`,
    })
    const [own] = await rig.client.calls(room.agentSid).recordings.list()
    expect(own).toMatchObject({ source: 'OutboundAPI', track: 'inbound', callSid: room.agentSid })
    await rig.phones.act(room.agent, 'hangup')
    await until(() => expect(rig.app.at('/own')).toHaveLength(1))
    const samples = (await samplesOf(own?.sid ?? '')).slice(-HALF_A_SECOND)
    expect(toneShare(samples, HZ.agent)).toBeGreaterThan(0.9)
    expect(toneShare(samples, HZ.customer)).toBeLessThan(0.01)
  })
})

test.each([
  ['trim-silence', 'absent', '16102'],
  ['do-not-trim', 'completed', '0'],
] as const)('silence with %s is %s', async (trim, status, code) => {
  await rig.phones.behave('+15005551002', { answers: { afterSeconds: 0 } })
  const call = await rig.client.calls.create({
    from: rig.number,
    to: '+15005551002',
    twiml: '<Response><Pause length="1"/></Response>',
    record: true,
    trim,
    recordingStatusCallback: `${rig.app.baseUrl}/silent`,
    recordingStatusCallbackEvent: ['completed', 'absent'],
  })
  await until(() =>
    expect(rig.app.at('/silent')).toEqual([
      expect.objectContaining({ RecordingStatus: status, ErrorCode: code, CallSid: call.sid }),
    ]),
  )
  const [recording] = await rig.client.calls(call.sid).recordings.list()
  expect(recording).toMatchObject({ status, errorCode: code === '0' ? null : Number(code) })
})
