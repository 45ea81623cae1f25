import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../rest/testing/control.ts'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'

const RINGS_FOR_EVER = '+15005573000'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const time = (body: object) => control(rig.description.baseUrl, 'POST', '/time', body)
const statusOf = async (sid: string) => (await rig.client.calls(sid).fetch()).status

test('a ringing call waits while time is frozen, and times out at once when it is advanced', async () => {
  await time({ frozen: true })
  const { sid } = await rig.client.calls.create({
    from: rig.number,
    to: RINGS_FOR_EVER,
    twiml: '<Response/>',
    timeout: 20,
    statusCallback: `${rig.app.baseUrl}/status`,
  })
  await until(async () => expect(await statusOf(sid)).toBe('ringing'))
  await time({ advanceMs: 24_900 })
  expect(await statusOf(sid)).toBe('ringing')
  await time({ advanceMs: 200 })
  expect(await statusOf(sid)).toBe('no-answer')
  await until(() => expect(rig.app.at('/status')).toMatchObject([{ CallStatus: 'no-answer' }]))
})

test('a Task that nobody takes is cancelled when its time is over', async () => {
  const { workspaceSid } = rig.description
  const { tasks } = rig.client.taskrouter.v1.workspaces(workspaceSid)
  const { sid } = await tasks.create({ workflowSid: rig.description.workflowSid, timeout: 3600 })
  const status = async () => {
    const task = await rig.client.taskrouter.v1.workspaces(workspaceSid).tasks(sid).fetch()
    return [task.assignmentStatus, task.reason]
  }
  await time({ advanceMs: 3_590_000 })
  expect((await status())[0]).toBe('pending')
  await time({ advanceMs: 11_000 })
  expect((await status())[0]).toBe('canceled')
})

test('a Reservation that nobody answers is over when its time is', async () => {
  const { workspaceSid, workflowSid, activities } = rig.description
  const workspace = rig.client.taskrouter.v1.workspaces(workspaceSid)
  const activitySid = activities['Available'] ?? ''
  const worker = await workspace.workers.create({ friendlyName: 'ann', activitySid })
  await workspace.tasks.create({ workflowSid })
  const reservations = () => workspace.workers(worker.sid).reservations
  await until(async () =>
    expect(await reservations().list()).toMatchObject([{ reservationStatus: 'pending' }]),
  )
  await time({ advanceMs: 119_000 })
  expect(await reservations().list()).toMatchObject([{ reservationStatus: 'pending' }])
  await time({ advanceMs: 2000 })
  expect(await reservations().list()).toMatchObject([{ reservationStatus: 'timeout' }])
  const { activityName } = await workspace.workers(worker.sid).fetch()
  expect(activityName).toBe('Unavailable')
})

test('a webhook that is delayed comes when time is advanced, and is answered in real time', async () => {
  const { baseUrl } = rig.description
  await rig.onCall('<Hangup/>')
  await time({ frozen: true })
  await control(baseUrl, 'POST', '/webhook-faults', {
    does: 'delay',
    afterMs: 60_000,
    path: '/voice',
  })
  await rig.phones.make('+15005551001', 400)
  await rig.phones.dial('+15005551001', rig.number)
  await time({ advanceMs: 59_000 })
  expect(rig.app.at('/voice')).toEqual([])
  // The step is longer than an answer may take; the answer is not late for that.
  await time({ advanceMs: 30_000 })
  await until(() =>
    expect(rig.app.at('/number-status')).toMatchObject([{ CallStatus: 'completed' }]),
  )
})

test('an answered call lasts as long as time was advanced', async () => {
  const { sid } = await rig.client.calls.create({
    from: rig.number,
    to: '+15005570000',
    twiml: '<Response><Pause length="600"/></Response>',
  })
  await until(async () => expect(await statusOf(sid)).toBe('in-progress'))
  await time({ advanceMs: 300_000 })
  await rig.client.calls(sid).update({ status: 'completed' })
  expect(Number((await rig.client.calls(sid).fetch()).duration)).toBeGreaterThanOrEqual(300)
})
