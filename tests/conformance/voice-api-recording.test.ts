import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/api/recording */

let bench: Bench
let callSid: string
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
  callSid = await bench.callIn((response) => response.gather({ timeout: 3600 }))
  await becomes('in-progress')
})
afterEach(() => bench.close())

function becomes(status: string) {
  return until(async () => expect(await bench.status(callSid)).toBe(status))
}

const recordings = () => bench.client.calls(callSid).recordings

/** A recording that has something on it and is over. */
async function recorded() {
  const { sid } = await recordings().create()
  await until(async () => expect(await bench.phones.heard(CUSTOMER)).not.toEqual([]))
  await until(async () => {
    await recordings()(sid).update({ status: 'stopped' })
    expect((await bench.client.recordings(sid).fetch()).status).not.toBe('in-progress')
  })
  return sid
}

describe('recording a call in progress', () => {
  test('starts with the source StartCallRecordingAPI, in one channel', async () => {
    expect(await recordings().create()).toMatchObject({
      callSid,
      status: 'in-progress',
      source: 'StartCallRecordingAPI',
      channels: 1,
    })
  })

  test('Twilio.CURRENT names the recording that is in progress', async () => {
    const { sid } = await recordings().create()
    const paused = await recordings()('Twilio.CURRENT').update({
      status: 'paused',
      pauseBehavior: 'silence',
    })
    expect(paused).toMatchObject({ sid, status: 'paused' })
    await recordings()('Twilio.CURRENT').update({ status: 'in-progress' })
    expect((await recordings()(sid).fetch()).status).toBe('in-progress')
  })

  test('a call that is over cannot be recorded', async () => {
    await bench.phones.act(CUSTOMER, 'hangup')
    await becomes('completed')
    await expect(recordings().create()).rejects.toMatchObject({ code: 21220 })
  })
})

describe('the recordings of the account', () => {
  test('are found by CallSid, and by no other', async () => {
    const { sid } = await recordings().create()
    const found = async (of: string) =>
      (await bench.client.recordings.list({ callSid: of })).map((each) => each.sid)
    expect(await found(callSid)).toEqual([sid])
    expect(await found(`CA${'0'.repeat(32)}`)).toEqual([])
  })

  test('are deleted for good: 404 afterwards', async () => {
    const sid = await recorded()
    expect(await bench.client.recordings(sid).remove()).toBe(true)
    await expect(bench.client.recordings(sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
  })
})
