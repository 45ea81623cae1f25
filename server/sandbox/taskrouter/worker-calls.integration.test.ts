// oxlint-disable-next-line no-restricted-imports -- the unmodified SDK transfers the Task
import { Worker } from 'twilio-taskrouter'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { once, type SdkReservation } from './testing/sdk-workers.ts'
import { workerToken } from './testing/worker-token.ts'

const CALLER = '+15005551001'
const ALICE = '+15005551002'
const BOB = '+15005551003'
const SUE = '+15005551004'
const HZ = { caller: 400, alice: 500, bob: 700, sue: 900, queue: 1000, elsewhere: 1300 }

let rig: Rig
const sockets: Worker[] = []

beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CALLER, HZ.caller)
  await rig.phones.make(ALICE, HZ.alice)
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await rig.close()
})

const workspace = () => rig.client.taskrouter.v1.workspaces(rig.description.workspaceSid)

function createWorker(friendlyName: string, contact: string) {
  const activitySid = rig.description.activities['Available'] ?? ''
  const attributes = JSON.stringify({ contact_uri: contact })
  return workspace().workers.create({ friendlyName, activitySid, attributes })
}

async function connect(workerSid: string): Promise<Worker> {
  const { eventBridge } = rig.description
  const worker = new Worker(await workerToken(rig.description, workerSid), {
    ebServer: eventBridge.http,
    wsServer: eventBridge.ws,
    logLevel: 'error',
  })
  sockets.push(worker)
  worker.on('error', () => {})
  await once(worker, 'ready')
  return worker
}

/** The caller hears the queue's music, and Alice is offered the Task. */
async function offered() {
  const alice = await createWorker('alice', ALICE)
  await rig.onCall(
    `<Enqueue workflowSid="${rig.description.workflowSid}" waitUrl="/tone/${HZ.queue}.wav" ` +
      'waitUrlMethod="GET" action="/left"><Task>{}</Task></Enqueue>',
  )
  const callSid = await rig.phones.dial(CALLER, rig.number)
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.queue))
  const [reservation] = await workspace().workers(alice.sid).reservations.list()
  if (!reservation) throw new Error('nobody is offered the Task')
  const { taskSid, sid } = reservation
  return { alice, callSid, taskSid, reservation: workspace().tasks(taskSid).reservations(sid) }
}

const talk = (a: string, b: string, hz: { readonly a: number; readonly b: number }) =>
  until(async () => {
    expect(await rig.phones.hears(a)).toBe(hz.b)
    expect(await rig.phones.hears(b)).toBe(hz.a)
  })

describe('a Worker on the telephone', () => {
  test('is dequeued to the caller, and free when they have talked', async () => {
    const { alice, taskSid, reservation } = await offered()
    rig.app.answer('/left', '<Pause length="60"/>')
    const dequeuePostWorkActivitySid = rig.description.activities['Break'] ?? ''
    await reservation.update({
      instruction: 'dequeue',
      dequeueFrom: rig.number,
      dequeuePostWorkActivitySid,
    })
    await talk(CALLER, ALICE, { a: HZ.caller, b: HZ.alice })
    expect(await reservation.fetch()).toMatchObject({ reservationStatus: 'accepted' })
    await rig.phones.act(ALICE, 'hangup')
    await until(async () =>
      expect(await workspace().tasks(taskSid).fetch()).toMatchObject({
        assignmentStatus: 'completed',
      }),
    )
    expect(await workspace().workers(alice.sid).fetch()).toMatchObject({ activityName: 'Break' })
    await until(() => expect(rig.app.at('/left')[0]).toMatchObject({ QueueResult: 'bridged' }))
  })

  test('is called, and hears what the TwiML says', async () => {
    const { reservation } = await offered()
    const callUrl = rig.app.answer('/worker', `<Play loop="0">/tone/${HZ.elsewhere}.wav</Play>`)
    await reservation.update({
      instruction: 'call',
      callUrl,
      callFrom: rig.number,
      callAccept: true,
    })
    await until(async () => expect(await rig.phones.hears(ALICE)).toBe(HZ.elsewhere))
    expect(await reservation.fetch()).toMatchObject({ reservationStatus: 'accepted' })
  })

  test('lets the caller be redirected', async () => {
    const { callSid, taskSid, reservation } = await offered()
    const redirectUrl = rig.app.answer('/away', `<Play loop="0">/tone/${HZ.elsewhere}.wav</Play>`)
    await reservation.update({
      instruction: 'redirect',
      redirectCallSid: callSid,
      redirectUrl,
      redirectAccept: true,
    })
    await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.elsewhere))
    expect(await workspace().tasks(taskSid).fetch()).toMatchObject({ assignmentStatus: 'assigned' })
  })
})

describe('a Task’s Conference', () => {
  test('goes to another Worker, and the customer hears music until it is taken off hold', async () => {
    await rig.phones.make(BOB, HZ.bob)
    const { alice, taskSid } = await offered()
    const sdk = await connect(alice.sid)
    const [mine] = sdk.reservations.values()
    if (!mine) throw new Error('no reservation')
    const accepted = once(mine, 'accepted')
    await mine.conference({ from: rig.number, endConferenceOnExit: true })
    await accepted
    await talk(CALLER, ALICE, { a: HZ.caller, b: HZ.alice })
    const { sid } = await createWorker('bob', BOB)
    const bob = await connect(sid)
    const next = once<SdkReservation>(bob, 'reservationCreated')
    const wrapped = once(mine, 'wrapup')
    await mine.task.transfer(bob.sid, { mode: 'COLD' })
    await wrapped
    const second = await next
    const taken = once(second, 'accepted')
    await second.conference({ from: rig.number, endConferenceOnExit: true })
    await taken
    await until(async () => expect(await rig.phones.hears(BOB)).toBe(null))
    await second.task.updateParticipant({ hold: false })
    await talk(CALLER, BOB, { a: HZ.caller, b: HZ.bob })
    const over = once(second, 'wrapup')
    await rig.phones.act(BOB, 'hangup')
    await over
    expect(await workspace().tasks(taskSid).fetch()).toMatchObject({ assignmentStatus: 'wrapping' })
  })

  test('is heard by a supervisor, and nobody hears the supervisor', async () => {
    await rig.phones.make(SUE, HZ.sue)
    const { reservation } = await offered()
    await reservation.update({ instruction: 'conference', from: rig.number })
    await talk(CALLER, ALICE, { a: HZ.caller, b: HZ.alice })
    await reservation.update({
      instruction: 'supervise',
      supervisor: SUE,
      supervisorMode: 'monitor',
      from: rig.number,
    })
    await until(async () => expect([HZ.caller, HZ.alice]).toContain(await rig.phones.hears(SUE)))
    expect(await rig.phones.hears(CALLER)).toBe(HZ.alice)
  })
})
