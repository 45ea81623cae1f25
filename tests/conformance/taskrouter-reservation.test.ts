import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { instructs } from './assignment.ts'
import { startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * https://www.twilio.com/docs/taskrouter/api/reservations, …/handle-assignment-callbacks, …/lifecycle-task-state,
 * …/multitasking
 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

const workspace = () => bench.client.taskrouter.v1.workspaces(bench.description.workspaceSid)

async function worker(friendlyName: string) {
  const { sid } = await workspace().workers.create({
    friendlyName,
    activitySid: bench.description.activities['Available'] ?? '',
  })
  return workspace().workers(sid)
}

/** A Task, and its Reservation with the Worker who is asked first. */
async function offered(attributes: object = {}) {
  const { workflowSid } = bench.description
  const { sid } = await workspace().tasks.create({
    workflowSid,
    attributes: JSON.stringify(attributes),
  })
  const task = workspace().tasks(sid)
  const [reservation] = await until(async () => {
    const list = await task.reservations.list()
    expect(list).not.toEqual([])
    return list
  })
  if (!reservation) throw new Error('nobody was asked')
  return { task, sid, reservation: task.reservations(reservation.sid) }
}

/** The Workflow's assignment callback answers with this instruction. */
async function answersWith(instruction: object) {
  const { callBack, close } = await instructs(instruction)
  onTestFinished(close)
  await callBackTo(callBack)
}

function callBackTo(assignmentCallbackUrl: string) {
  const { workflowSid } = bench.description
  return workspace().workflows(workflowSid).update({ assignmentCallbackUrl })
}

const statusOf = async ({ task, reservation }: Awaited<ReturnType<typeof offered>>) => [
  (await task.fetch()).assignmentStatus,
  (await reservation.fetch()).reservationStatus,
]

describe('the states of a Task and its Reservation', () => {
  test('pending to reserved, accepted to assigned, wrapping, completed', async () => {
    await worker('ann')
    const made = await offered()
    expect(await statusOf(made)).toEqual(['reserved', 'pending'])
    await made.reservation.update({ reservationStatus: 'accepted' })
    expect(await statusOf(made)).toEqual(['assigned', 'accepted'])
    await made.task.update({ assignmentStatus: 'wrapping', reason: 'hung up' })
    expect(await statusOf(made)).toEqual(['wrapping', 'wrapping'])
    await made.task.update({ assignmentStatus: 'completed', reason: 'all done' })
    expect(await statusOf(made)).toEqual(['completed', 'completed'])
    expect((await made.task.fetch()).reason).toBe('all done')
  })

  test('rejected: the Task is pending again, and another Worker is asked', async () => {
    await worker('ann')
    const made = await offered()
    await worker('bob')
    await made.reservation.update({ reservationStatus: 'rejected' })
    expect((await made.reservation.fetch()).reservationStatus).toBe('rejected')
    await until(async () =>
      expect(await made.task.reservations.list({ reservationStatus: 'pending' })).toMatchObject([
        { workerName: 'bob' },
      ]),
    )
  })

  test('rejected with a WorkerActivitySid: the Worker goes to that Activity', async () => {
    const ann = await worker('ann')
    const { reservation } = await offered()
    const workerActivitySid = bench.description.activities['Break'] ?? ''
    await reservation.update({ reservationStatus: 'rejected', workerActivitySid })
    expect(await ann.fetch()).toMatchObject({ activityName: 'Break', available: false })
  })

  test('timeout: without an answer within the TaskReservationTimeout the Task is for others', async () => {
    const { workflowSid } = bench.description
    await workspace().workflows(workflowSid).update({ taskReservationTimeout: 20 })
    const ann = await worker('ann')
    const made = await offered()
    await bench.pass(21)
    expect(await statusOf(made)).toEqual(['pending', 'timeout'])
    expect((await ann.fetch()).available).toBe(false)
    await worker('bob')
    await until(async () => expect((await made.task.fetch()).assignmentStatus).toBe('reserved'))
  })

  test('canceled: when the Task is canceled, so is its Reservation, and nobody can accept it', async () => {
    await worker('ann')
    const made = await offered()
    await made.task.update({ assignmentStatus: 'canceled', reason: 'caller hung up' })
    expect(await statusOf(made)).toEqual(['canceled', 'canceled'])
    await expect(made.reservation.update({ reservationStatus: 'accepted' })).rejects.toMatchObject({
      status: 400,
    })
  })
})

describe('the assignment callback', () => {
  test('is told of the Task, the Worker and the Reservation, signed', async () => {
    await callBackTo(`${bench.app.baseUrl}/assigned`)
    await worker('ann')
    const { sid } = await offered({ language: 'de' })
    const [told] = await until(() => {
      expect(bench.app.at('/assigned')).toHaveLength(1)
      return bench.app.at('/assigned')
    })
    expect(told).toMatchObject({
      TaskSid: sid,
      TaskAttributes: '{"language":"de"}',
      WorkspaceSid: bench.description.workspaceSid,
      WorkflowSid: bench.description.workflowSid,
      WorkerSid: expect.stringMatching(/^WK/u),
      ReservationSid: expect.stringMatching(/^WR/u),
    })
    expect(bench.unsigned()).toEqual([])
  })

  test('that answers accept assigns the Task to the Worker', async () => {
    await answersWith({ instruction: 'accept' })
    await worker('ann')
    const made = await offered()
    await until(async () => expect(await statusOf(made)).toEqual(['assigned', 'accepted']))
  })

  test('that answers reject with an activity_sid moves the Worker to that Activity', async () => {
    await answersWith({
      instruction: 'reject',
      activity_sid: bench.description.activities['Offline'],
    })
    const ann = await worker('ann')
    const made = await offered()
    await until(async () => expect(await statusOf(made)).toEqual(['pending', 'rejected']))
    expect((await ann.fetch()).activityName).toBe('Offline')
  })

  test('that answers nothing leaves the Reservation to the REST API and the Worker SDK', async () => {
    await callBackTo(`${bench.app.baseUrl}/assigned`)
    await worker('ann')
    const made = await offered()
    await until(() => expect(bench.app.at('/assigned')).toHaveLength(1))
    expect(await statusOf(made)).toEqual(['reserved', 'pending'])
    await made.reservation.update({ reservationStatus: 'accepted' })
    expect(await statusOf(made)).toEqual(['assigned', 'accepted'])
  })
})

test('multitasking: a Worker with a voice Task gets no second one until its capacity is two', async () => {
  const ann = await worker('ann')
  const { workflowSid } = bench.description
  const create = () => workspace().tasks.create({ workflowSid, taskChannel: 'voice' })
  await create()
  await until(async () => expect(await ann.reservations.list()).toHaveLength(1))
  const second = await create()
  expect((await workspace().tasks(second.sid).fetch()).assignmentStatus).toBe('pending')
  await ann.workerChannels('voice').update({ capacity: 2 })
  await until(async () => expect(await ann.reservations.list()).toHaveLength(2))
})
