import twilio from 'twilio'
import { Worker } from 'twilio-taskrouter'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/taskrouter/js-sdk-v2, with telephones at both ends of a Reservation's Conference. */

type Reservation = Worker['reservations'] extends Map<string, infer R> ? R : never

let bench: Bench
let worker: Worker
let reservations: Reservation[]
beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  bench = await startBench()
  worker = await connect()
  reservations = []
  worker.on('reservationCreated', (reservation: Reservation) => reservations.push(reservation))
})
afterEach(async () => {
  worker.disconnect()
  await bench.close()
  vi.unstubAllGlobals()
})

async function connect(): Promise<Worker> {
  const { accountSid, apiKeySid, apiKeySecret, workspaceSid, activities } = bench.description
  const { sid: workerSid } = await workspace().workers.create({
    friendlyName: 'ann',
    activitySid: activities['Available'] ?? '',
    attributes: JSON.stringify({ contact_uri: AGENT }),
  })
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: 'ann' })
  token.addGrant(new AccessToken.TaskRouterGrant({ workspaceSid, workerSid, role: 'worker' }))
  const { http, ws } = bench.description.eventBridge
  const made = new Worker(token.toJwt(), { ebServer: http, wsServer: ws, logLevel: 'silent' })
  await new Promise<void>((resolve) => made.on('ready', () => resolve()))
  return made
}

const workspace = () => bench.client.taskrouter.v1.workspaces(bench.description.workspaceSid)

/** The customer dials in, waits in the Workflow, and the Worker is offered the call. */
async function offeredCall(): Promise<Reservation> {
  const { workflowSid } = bench.description
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 700)
  await bench.callIn((response) => response.enqueue({ workflowSid }).task({}, '{"language":"de"}'))
  return until(() => {
    const [reservation] = reservations
    if (!reservation) throw new Error('no Reservation yet')
    return reservation
  })
}

test('reservationCreated: the Reservation has its Task, with the attributes of the call', async () => {
  const { status, task } = await offeredCall()
  expect(status).toBe('pending')
  expect(task.attributes).toMatchObject({ language: 'de', from: CUSTOMER, direction: 'inbound' })
})

test('reservation.conference(): rings the Worker’s contact_uri and joins it with the caller', async () => {
  const reservation = await offeredCall()
  await reservation.conference({ from: bench.number })
  await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(700))
  await until(async () => expect(await bench.phones.hears(AGENT)).toBe(400))
  expect((await bench.phones.view(AGENT))['call']).toMatchObject({ from: bench.number })
  await until(() => expect(reservation.status).toBe('accepted'))
})

test('endConferenceOnExit: when the Worker hangs up, the caller is hung up too', async () => {
  const reservation = await offeredCall()
  await reservation.conference({ from: bench.number, endConferenceOnExit: true })
  await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBe(700))
  await bench.phones.act(AGENT, 'hangup')
  await until(async () =>
    expect((await bench.phones.view(CUSTOMER))['call']).toMatchObject({ state: 'ended' }),
  )
})

test('canceled: the Worker hears that the caller hung up before an answer', async () => {
  const reservation = await offeredCall()
  const canceled = new Promise<Reservation>((resolve) => reservation.on('canceled', resolve))
  await bench.phones.act(CUSTOMER, 'hangup')
  expect((await canceled).status).toBe('canceled')
})

test('timeout: the Worker hears that it was too slow', async () => {
  const reservation = await offeredCall()
  const timedOut = new Promise<Reservation>((resolve) => reservation.on('timeout', resolve))
  await bench.pass(121)
  expect((await timedOut).status).toBe('timeout')
})

test('task.wrapUp() and task.complete(): the Task is wrapping, then completed', async () => {
  const reservation = await offeredCall()
  await reservation.accept()
  await reservation.task.wrapUp({ reason: 'hung up' })
  const status = async () =>
    (await workspace().tasks(reservation.task.sid).fetch()).assignmentStatus
  expect(await status()).toBe('wrapping')
  await reservation.task.complete('all done')
  expect(await status()).toBe('completed')
})
