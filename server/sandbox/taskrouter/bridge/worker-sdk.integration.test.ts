// oxlint-disable-next-line no-restricted-imports -- the unmodified SDK is the client under which the bridge must hold
import { Worker } from 'twilio-taskrouter'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { serveTaskRouter } from '../testing/served.ts'

type Reservation = Worker['reservations'] extends Map<string, infer R> ? R : never

let server: Awaited<ReturnType<typeof serveTaskRouter>>
const workers: Worker[] = []
const uncaught: unknown[] = []
const note = (error: unknown) => uncaught.push(error)

beforeEach(async () => {
  server = await serveTaskRouter()
  // The SDK throws inside its socket's listeners when a message lacks anything.
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.disconnect()
  await server.close()
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  const thrown = uncaught.splice(0)
  if (thrown.length > 0) throw new AggregateError(thrown, 'the SDK threw')
})

async function rest(method: string, path: string, params: Record<string, string> = {}) {
  const { account, baseUrl, seed } = server
  const pair = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
  const response = await fetch(`${baseUrl}/taskrouter/v1/Workspaces/${seed.workspaceSid}${path}`, {
    method,
    headers: { authorization: `Basic ${pair}` },
    ...(method === 'POST' ? { body: new URLSearchParams(params) } : {}),
  })
  const json = (await response.json()) as Record<string, unknown>
  return { status: response.status, json }
}

async function createWorker(name: string, activity: 'Available' | 'Offline' = 'Available') {
  const ActivitySid = server.seed.activities[activity]
  const Attributes = '{"contact_uri":"client:alice"}'
  const { json } = await rest('POST', '/Workers', { FriendlyName: name, ActivitySid, Attributes })
  return String(json.sid)
}

const bridgeUrl = (scheme: 'http' | 'ws') =>
  `${server.baseUrl.replace('http', scheme)}/eventbridge/v1/wschannels`

async function connect(sid: string, options: object = {}): Promise<Worker> {
  const worker = new Worker(await server.token(sid), {
    ebServer: bridgeUrl('http'),
    wsServer: bridgeUrl('ws'),
    logLevel: 'silent',
    ...options,
  })
  workers.push(worker)
  worker.on('error', () => {})
  await once(worker, 'ready')
  return worker
}

function once<T>(emitter: { on(name: string, run: (value: T) => void): unknown }, name: string) {
  return new Promise<T>((resolve) => {
    emitter.on(name, resolve)
  })
}

describe('the Worker SDK', () => {
  it('gets ready with its activities, channels and attributes', async () => {
    const sid = await createWorker('alice', 'Offline')
    const worker = await connect(sid)
    expect(worker).toMatchObject({
      sid,
      name: 'alice',
      attributes: { contact_uri: 'client:alice' },
    })
    expect(worker.activity.name).toBe('Offline')
    expect([...worker.activities.values()].map((each) => each.name)).toEqual([
      'Offline',
      'Available',
      'Unavailable',
      'Break',
    ])
    const channels = [...worker.channels.values()]
    expect(channels.map((each) => each.taskChannelUniqueName).toSorted()).toEqual([
      'chat',
      'default',
      'voice',
    ])
    expect(channels.every((each) => each.capacity === 1 && Boolean(each.available))).toBe(true)
  })

  it('changes its activity and attributes, and hears of changes made elsewhere', async () => {
    const sid = await createWorker('alice', 'Offline')
    const worker = await connect(sid)
    const updated = once(worker, 'activityUpdated')
    const available = [...worker.activities.values()].find((each) => each.name === 'Available')
    await available?.setAsCurrent()
    await updated
    expect(worker.activity.name).toBe('Available')
    expect(worker.available).toBe(true)
    await worker.setAttributes({ level: 2 })
    expect((await rest('GET', `/Workers/${sid}`)).json.attributes).toBe('{"level":2}')
    const moved = once(worker, 'activityUpdated')
    await rest('POST', `/Workers/${sid}`, { ActivitySid: server.seed.activities.Break })
    await moved
    expect(worker.activity.name).toBe('Break')
  })

  it('takes a Task: created, accepted, wrapping, completed', async () => {
    const worker = await connect(await createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    await rest('POST', '/Tasks', { Attributes: '{"queue":"Sales"}', TaskChannel: 'voice' })
    const reservation = await created
    expect(reservation).toMatchObject({ status: 'pending', timeout: 120 })
    expect(reservation.task).toMatchObject({
      attributes: { queue: 'Sales' },
      queueName: 'Sales',
      workflowName: 'Inbound',
      taskChannelUniqueName: 'voice',
      status: 'reserved',
    })
    const heard: string[] = []
    for (const name of ['accepted', 'wrapup', 'completed']) {
      reservation.on(name as 'accepted', () => heard.push(name))
    }
    await reservation.accept()
    await vi.waitFor(() => expect(heard).toEqual(['accepted']))
    expect(reservation.status).toBe('accepted')
    await reservation.wrap()
    await vi.waitFor(() => expect(heard).toEqual(['accepted', 'wrapup']))
    await reservation.complete()
    await vi.waitFor(() => expect(heard).toEqual(['accepted', 'wrapup', 'completed']))
    const { json } = await rest('GET', `/Tasks/${reservation.task.sid}`)
    expect(json.assignment_status).toBe('completed')
    expect(worker.reservations.size).toBe(0)
  })

  it('wraps up and completes through the Task', async () => {
    const worker = await connect(await createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    await rest('POST', '/Tasks', { Attributes: '{}' })
    const reservation = await created
    await reservation.accept()
    await reservation.task.setAttributes({ note: 'x' })
    const wrapped = once(reservation, 'wrapup')
    await reservation.task.wrapUp({ reason: 'work' })
    await wrapped
    const completed = once(reservation, 'completed')
    await reservation.task.complete('sold')
    await completed
    const { json } = await rest('GET', `/Tasks/${reservation.task.sid}`)
    expect(json).toMatchObject({ reason: 'sold', attributes: '{"note":"x"}' })
  })

  it('hears that the caller left, and that it was too slow', async () => {
    const worker = await connect(await createWorker('alice'))
    const first = once<Reservation>(worker, 'reservationCreated')
    const created = server.router.taskSide.createTask({
      workflowSid: server.seed.workflowSid,
      attributes: { call_sid: 'CA1' },
    })
    if (!created.ok) throw new Error(created.message)
    const canceled = once(await first, 'canceled')
    server.router.taskSide.callerLeftQueue(created.taskSid, 'hangup')
    await canceled
    await rest('POST', `/Workflows/${server.seed.workflowSid}`, { TaskReservationTimeout: '1' })
    const second = new Promise<Reservation>((resolve) => {
      worker.on('reservationCreated', (each) => {
        if (each.task.attributes.second === true) resolve(each)
      })
    })
    const moved = once(worker, 'activityUpdated')
    await rest('POST', '/Tasks', { Attributes: '{"second":true}' })
    await once(await second, 'timeout')
    await moved
    expect(worker.activity.name).toBe('Unavailable')
  })

  it('rejects, and hears why it may not accept twice', async () => {
    const worker = await connect(await createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    await rest('POST', '/Tasks', { Attributes: '{}' })
    const reservation = await created
    await reservation.reject({ activitySid: server.seed.activities.Break })
    await vi.waitFor(() => expect(worker.activity.name).toBe('Break'))
    await expect(reservation.accept()).rejects.toThrow(/412|400/)
  })

  it('is rung by a conference instruction and hears of the Conference', async () => {
    const worker = await connect(await createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    const { workflowSid } = server.seed
    server.router.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
    const reservation = await created
    const accepted = once(reservation, 'accepted')
    await reservation.conference({ endConferenceOnExit: true })
    expect(server.voice.rings).toMatchObject([
      { to: 'client:alice', options: { EndConferenceOnExit: 'true' } },
    ])
    const updated = once(reservation.task, 'updated')
    server.voice.rings[0]?.onAnswered('CA2', 'CF1')
    await accepted
    await updated
    expect(reservation.task.attributes).toMatchObject({ conference: { sid: 'CF1' } })
    const wrapup = once(reservation, 'wrapup')
    server.voice.endConference(reservation.task.sid)
    await wrapup
  })

  it('creates an outbound Task for itself, and is offered it though it is not available', async () => {
    const worker = await connect(await createWorker('alice', 'Offline'))
    const created = once<Reservation>(worker, 'reservationCreated')
    const { workflowSid, queues } = server.seed
    const sid = await worker.createTask('+15550002', '+15550001', workflowSid, queues.Sales)
    const reservation = await created
    expect(reservation.task).toMatchObject({
      sid,
      queueName: 'Sales',
      routingTarget: worker.sid,
      attributes: { outbound_to: '+15550002', from: '+15550001' },
    })
  })

  it('finds the Reservations that it already has when it connects', async () => {
    const sid = await createWorker('alice')
    await rest('POST', '/Tasks', { Attributes: '{"early":true}' })
    const worker = await connect(sid)
    const [reservation] = worker.reservations.values()
    expect(reservation?.task.attributes).toEqual({ early: true })
    await reservation?.accept()
  })

  it('goes on after its socket broke, and closes the sessions before it when told', async () => {
    const sid = await createWorker('alice')
    const worker = await connect(sid)
    const disconnected = once(worker, 'disconnected')
    const again = once(worker, 'ready')
    const other = new WebSocket(
      `${bridgeUrl('ws')}?token=${await server.token(sid)}&closeExistingSessions=true`,
    )
    await once(other, 'open')
    await disconnected
    await again
    expect(worker.activity.name).toBe('Available')
    other.close()
  })
})

describe('the bridge', () => {
  it('refuses a socket and a request with a wrong or a spent token', async () => {
    const sid = await createWorker('alice')
    for (const token of ['nonsense', await server.token(sid, 'worker', -10)]) {
      const socket = new WebSocket(`${bridgeUrl('ws')}?token=${token}`)
      const error = await once<Error>(socket, 'error')
      expect(error.message).toContain('401')
      const body = JSON.stringify({
        url: 'Workspaces/WS1/Activities',
        method: 'GET',
        params: {},
        token,
      })
      const response = await fetch(bridgeUrl('http'), { method: 'POST', body })
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({ message: 'Invalid Access Token' })
    }
  })

  it("lets a worker's token change that Worker alone, and a supervisor's any", async () => {
    const [alice, bob] = [await createWorker('alice'), await createWorker('bob')]
    const { workspaceSid, activities } = server.seed
    const move = async (role: string) => {
      const token = await server.token(alice, role)
      const url = `Workspaces/${workspaceSid}/Workers/${bob}`
      const params = { ActivitySid: activities.Break }
      const body = JSON.stringify({ url, method: 'POST', params, token })
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return (await fetch(bridgeUrl('http'), { method: 'POST', headers, body })).status
    }
    expect(await move('worker')).toBe(403)
    expect(await move('supervisor')).toBe(200)
  })

  it('answers a preflight from a page on disk', async () => {
    const response = await fetch(bridgeUrl('http'), {
      method: 'OPTIONS',
      headers: {
        origin: 'null',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apiversion,clientversion,if-match',
      },
    })
    expect(response.ok).toBe(true)
    expect(response.headers.get('access-control-allow-headers')).toContain('apiversion')
  })
})
