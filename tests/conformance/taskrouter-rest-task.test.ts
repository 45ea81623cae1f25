import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { instructs } from './assignment.ts'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * Tasks beside a call: made over REST on the channel `voice`, with the attributes that `<Enqueue>` would give.
 * https://www.twilio.com/docs/taskrouter/api/task, …/api/reservations, https://www.twilio.com/docs/api/errors/40142
 */

let bench: Bench
let queueSid: string
beforeEach(async () => {
  bench = await startBench()
  const everyone = { friendlyName: 'Everyone', targetWorkers: '1==1' }
  queueSid = (await workspace().taskQueues.create(everyone)).sid
})
afterEach(() => bench.close())

const workspace = () => bench.client.taskrouter.v1.workspaces(bench.description.workspaceSid)
const activity = (name: string) => bench.description.activities[name] ?? ''

async function worker(friendlyName = 'ann', activityName = 'Available') {
  const { sid } = await workspace().workers.create({
    friendlyName,
    activitySid: activity(activityName),
    attributes: JSON.stringify({ contact_uri: AGENT }),
  })
  return workspace().workers(sid)
}

async function workflow(priority?: number, assignmentCallbackUrl?: string): Promise<string> {
  const target = { queue: queueSid, ...(priority !== undefined && { priority }) }
  const filters = [{ expression: '1 == 1', targets: [target] }]
  const { sid } = await workspace().workflows.create({
    friendlyName: 'Calls',
    configuration: JSON.stringify({ task_routing: { filters } }),
    ...(assignmentCallbackUrl !== undefined && { assignmentCallbackUrl }),
  })
  return sid
}

type Options = Parameters<ReturnType<typeof workspace>['tasks']['create']>[0]

async function task(options: Options = {}) {
  const { sid } = await workspace().tasks.create({ taskChannel: 'voice', ...options })
  return workspace().tasks(sid)
}

type TaskContext = Awaited<ReturnType<typeof task>>

async function offered(made: TaskContext) {
  const [pending] = await until(async () => {
    const list = await made.reservations.list({ reservationStatus: 'pending' })
    expect(list).toHaveLength(1)
    return list
  })
  if (!pending) throw new Error('nobody was asked')
  return made.reservations(pending.sid)
}

/** A customer whose call stands in a Conference, and a Task for it. */
async function taskBesideCall(assignmentCallbackUrl?: string) {
  await bench.phones.make(CUSTOMER, 400)
  const call_sid = await bench.callIn((response) => response.dial().conference('Room'))
  await until(async () => expect(await bench.status(call_sid)).toBe('in-progress'))
  const workflowSid = await workflow(undefined, assignmentCallbackUrl)
  const attributes = JSON.stringify({ call_sid, from: CUSTOMER, to: bench.number })
  return { callSid: call_sid, made: await task({ workflowSid, attributes }) }
}

const codes = async () =>
  (await bench.client.monitor.v1.alerts.list()).map(({ errorCode }) => Number(errorCode))

describe('the place of a Task', () => {
  test('VirtualStartTime: of equal priority, the earlier one is offered first', async () => {
    const workflowSid = await workflow()
    const later = await task({ workflowSid })
    const virtualStartTime = new Date('2026-01-01T12:00:00Z')
    const earlier = await task({ workflowSid, virtualStartTime })
    expect((await earlier.fetch()).virtualStartTime).toEqual(virtualStartTime)
    await worker()
    await offered(earlier)
    expect(await later.reservations.list()).toEqual([])
  })

  test('VirtualStartTime: lies neither in the future nor before 1900', async () => {
    const workflowSid = await workflow()
    for (const virtualStartTime of [new Date(Date.now() + 60_000), new Date('1899-12-31')]) {
      const refused = { status: 400, code: 20001 }
      await expect(task({ workflowSid, virtualStartTime })).rejects.toMatchObject(refused)
    }
  })

  test('Priority: counts, unless the target of the Workflow has one', async () => {
    const own = await task({ workflowSid: await workflow(), priority: 7 })
    expect((await own.fetch()).priority).toBe(7)
    const overridden = await task({ workflowSid: await workflow(3), priority: 7 })
    expect((await overridden.fetch()).priority).toBe(3)
  })

  test('Timeout: a Task that nobody accepts is canceled after it', async () => {
    const made = await task({ workflowSid: await workflow(), timeout: 60 })
    await bench.pass(59)
    expect((await made.fetch()).assignmentStatus).toBe('pending')
    await bench.pass(2)
    const ended = { assignmentStatus: 'canceled', reason: 'Task TTL Exceeded' }
    expect(await made.fetch()).toMatchObject(ended)
  })
})

describe('a Task that was not created by <Enqueue>', () => {
  test('outlives its caller', async () => {
    await worker()
    const { callSid, made } = await taskBesideCall()
    const reservation = await offered(made)
    await bench.phones.act(CUSTOMER, 'hangup')
    await until(async () => expect(await bench.status(callSid)).toBe('completed'))
    await reservation.update({ reservationStatus: 'accepted' })
    expect((await made.fetch()).assignmentStatus).toBe('assigned')
  })

  test.each([
    ['conference', { from: CUSTOMER }, 40142],
    ['dequeue', { dequeueFrom: CUSTOMER }, 40140],
  ])('refuses the instruction %s', async (instruction, options, code) => {
    await worker()
    const { made } = await taskBesideCall()
    const reservation = await offered(made)
    await expect(reservation.update({ instruction, ...options })).rejects.toMatchObject({
      status: 400,
      code,
    })
    expect((await reservation.fetch()).reservationStatus).toBe('pending')
  })

  test.each([
    ['conference', 40142],
    ['dequeue', 40140],
  ])('the callback’s answer %s is an error in the debugger', async (instruction, code) => {
    const { callBack, close } = await instructs({ instruction, from: CUSTOMER })
    onTestFinished(close)
    await worker()
    const { made } = await taskBesideCall(callBack)
    await until(async () => expect(await codes()).toContain(code))
    await offered(made)
  })

  test('redirect: its caller is sent to other TwiML', async () => {
    await worker()
    const { callSid, made } = await taskBesideCall()
    const reservation = await offered(made)
    const redirectUrl = bench.serve('/sent', (response) => response.pause({ length: 60 }))
    await reservation.update({
      instruction: 'redirect',
      redirectCallSid: callSid,
      redirectUrl,
      redirectAccept: true,
    })
    await until(() => expect(bench.app.at('/sent')).toMatchObject([{ CallSid: callSid }]))
    expect((await reservation.fetch()).reservationStatus).toBe('accepted')
  })

  test('call: the Worker is rung and executes the TwiML', async () => {
    await bench.phones.make(AGENT, 700)
    await worker()
    const { made } = await taskBesideCall()
    const callUrl = bench.serve('/agent', (response) => response.pause({ length: 60 }))
    const reservation = await offered(made)
    await reservation.update({
      instruction: 'call',
      callFrom: bench.number,
      callUrl,
      callAccept: true,
    })
    await until(() => expect(bench.app.at('/agent')).toHaveLength(1))
    expect((await reservation.fetch()).reservationStatus).toBe('accepted')
  })

  test('<Queue reservationSid>: is an error, and the call goes on', async () => {
    await worker()
    const { made } = await taskBesideCall()
    const { sid } = await (await offered(made)).fetch()
    await bench.phones.make(AGENT, 700)
    const url = bench.serve('/agent', (response) => {
      response.dial().queue({ reservationSid: sid }, '')
      response.pause({ length: 60 })
    })
    const call = await bench.client.calls.create({ from: bench.number, to: AGENT, url })
    await until(async () => expect(await codes()).toContain(14215))
    expect(await bench.status(call.sid)).toBe('in-progress')
  })
})

describe('an answer beats a Reservation', () => {
  const timeOut = (sid: string) =>
    control(bench.description.baseUrl, 'POST', `/reservations/${sid}/time-out`)

  test('that timed out a moment before: a Task for that Worker takes its place', async () => {
    const ann = await worker()
    const workflowSid = await workflow()
    const first = await task({ workflowSid })
    const reservation = await offered(first)
    const { sid } = await reservation.fetch()
    expect(await timeOut(sid)).toEqual({ sid, reservationStatus: 'timeout' })
    expect((await ann.fetch()).activityName).toBe('Unavailable')
    await expect(reservation.update({ reservationStatus: 'accepted' })).rejects.toMatchObject({
      status: 400,
      code: 20001,
      message: expect.stringContaining('it is not pending'),
    })
    await expect(timeOut(sid)).rejects.toThrow('no-such-reservation')

    const { sid: routingTarget } = await ann.fetch()
    const second = await task({ workflowSid, routingTarget, ignoreCapacity: 'true' })
    await (await offered(second)).update({ reservationStatus: 'accepted' })
    expect(await second.fetch()).toMatchObject({ assignmentStatus: 'assigned', routingTarget })
    await first.update({ assignmentStatus: 'canceled', reason: 'answered' })
  })

  test('IgnoreCapacity: a Worker who is full, or away, gets the Task; else it waits', async () => {
    const ann = await worker()
    const workflowSid = await workflow()
    const full = await task({ workflowSid })
    await (await offered(full)).update({ reservationStatus: 'accepted' })
    const { sid: routingTarget } = await ann.fetch()
    const other = await task({ workflowSid, routingTarget, ignoreCapacity: 'false' })
    const [one, two] = [
      await task({ workflowSid, routingTarget }),
      await task({ workflowSid, routingTarget, ignoreCapacity: 'true' }),
    ]
    const both = await Promise.all([offered(one), offered(two)])
    await Promise.all(both.map((each) => each.update({ reservationStatus: 'accepted' })))
    const statuses = await Promise.all(
      [full, one, two, other].map(async (each) => (await each.fetch()).assignmentStatus),
    )
    expect(statuses).toEqual(['assigned', 'assigned', 'assigned', 'pending'])
    expect(await ann.reservations.list({ reservationStatus: 'accepted' })).toHaveLength(3)

    const bob = await worker('bob', 'Break')
    const away = await task({ workflowSid, routingTarget: (await bob.fetch()).sid })
    await (await offered(away)).update({ reservationStatus: 'accepted' })
    expect((await away.fetch()).assignmentStatus).toBe('assigned')
    expect((await bob.fetch()).activityName).toBe('Break')
  })

  test('of two Workers: the first to accept has the Task, the other one hears that it is over', async () => {
    await workspace().taskQueues(queueSid).update({ maxReservedWorkers: 2 })
    await Promise.all([worker('ann'), worker('bob')])
    const made = await task({ workflowSid: await workflow() })
    const pending = await until(async () => {
      const list = await made.reservations.list({ reservationStatus: 'pending' })
      expect(list).toHaveLength(2)
      return list
    })
    const results = await Promise.allSettled(
      pending.map((each) => each.update({ reservationStatus: 'accepted' })),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const statuses = (await made.reservations.list()).map((each) => each.reservationStatus)
    expect(statuses.toSorted()).toEqual(['accepted', 'rescinded'])
  })
})
