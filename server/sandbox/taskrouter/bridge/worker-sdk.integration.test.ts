import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import {
  once,
  serveSdkWorkers,
  type SdkReservation as Reservation,
} from '../testing/sdk-workers.ts'

let bench: Awaited<ReturnType<typeof serveSdkWorkers>>

beforeEach(async () => {
  bench = await serveSdkWorkers()
})

afterEach(() => bench.close())

describe('the Worker SDK', () => {
  it('gets ready with its activities, channels and attributes', async () => {
    const sid = await bench.createWorker('alice', 'Offline')
    const worker = await bench.connect(sid)
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
    const sid = await bench.createWorker('alice', 'Offline')
    const worker = await bench.connect(sid)
    const updated = once(worker, 'activityUpdated')
    const available = [...worker.activities.values()].find((each) => each.name === 'Available')
    await available?.setAsCurrent()
    await updated
    expect(worker.activity.name).toBe('Available')
    expect(worker.available).toBe(true)
    await worker.setAttributes({ level: 2 })
    expect((await bench.rest('GET', `/Workers/${sid}`)).json.attributes).toBe('{"level":2}')
    const moved = once(worker, 'activityUpdated')
    await bench.rest('POST', `/Workers/${sid}`, { ActivitySid: bench.server.seed.activities.Break })
    await moved
    expect(worker.activity.name).toBe('Break')
  })

  it('takes a Task: created, accepted, wrapping, completed', async () => {
    const worker = await bench.connect(await bench.createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    await bench.rest('POST', '/Tasks', { Attributes: '{"queue":"Sales"}', TaskChannel: 'voice' })
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
    const { json } = await bench.rest('GET', `/Tasks/${reservation.task.sid}`)
    expect(json.assignment_status).toBe('completed')
    expect(worker.reservations.size).toBe(0)
  })

  it('wraps up and completes through the Task', async () => {
    const worker = await bench.connect(await bench.createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    await bench.rest('POST', '/Tasks', { Attributes: '{}' })
    const reservation = await created
    await reservation.accept()
    await reservation.task.setAttributes({ note: 'x' })
    const wrapped = once(reservation, 'wrapup')
    await reservation.task.wrapUp({ reason: 'work' })
    await wrapped
    const completed = once(reservation, 'completed')
    await reservation.task.complete('sold')
    await completed
    const { json } = await bench.rest('GET', `/Tasks/${reservation.task.sid}`)
    expect(json).toMatchObject({ reason: 'sold', attributes: '{"note":"x"}' })
  })

  it('hears that the caller left, and that it was too slow', async () => {
    const worker = await bench.connect(await bench.createWorker('alice'))
    const first = once<Reservation>(worker, 'reservationCreated')
    const created = bench.server.router.taskSide.createTask({
      workflowSid: bench.server.seed.workflowSid,
      attributes: { call_sid: 'CA1' },
    })
    if (!created.ok) throw new Error(created.message)
    const canceled = once(await first, 'canceled')
    bench.server.router.taskSide.callerLeftQueue(created.taskSid, 'hangup')
    await canceled
    await bench.rest('POST', `/Workflows/${bench.server.seed.workflowSid}`, {
      TaskReservationTimeout: '1',
    })
    const second = new Promise<Reservation>((resolve) => {
      worker.on('reservationCreated', (each) => {
        if (each.task.attributes.second === true) resolve(each)
      })
    })
    const moved = once(worker, 'activityUpdated')
    await bench.rest('POST', '/Tasks', { Attributes: '{"second":true}' })
    await once(await second, 'timeout')
    await moved
    expect(worker.activity.name).toBe('Unavailable')
  })

  it('rejects, and hears why it may not accept twice', async () => {
    const worker = await bench.connect(await bench.createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    await bench.rest('POST', '/Tasks', { Attributes: '{}' })
    const reservation = await created
    await reservation.reject({ activitySid: bench.server.seed.activities.Break })
    await vi.waitFor(() => expect(worker.activity.name).toBe('Break'))
    await expect(reservation.accept()).rejects.toThrow(/412|400/)
  })

  it('is rung by a conference instruction and hears of the Conference', async () => {
    const worker = await bench.connect(await bench.createWorker('alice'))
    const created = once<Reservation>(worker, 'reservationCreated')
    const { workflowSid } = bench.server.seed
    bench.server.router.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
    const reservation = await created
    const accepted = once(reservation, 'accepted')
    await reservation.conference({ endConferenceOnExit: true })
    expect(bench.server.voice.rings).toMatchObject([
      { to: 'client:alice', options: { EndConferenceOnExit: 'true' } },
    ])
    const updated = once(reservation.task, 'updated')
    bench.server.voice.rings[0]?.onAnswered('CA2', 'CF1')
    await accepted
    await updated
    expect(reservation.task.attributes).toMatchObject({ conference: { sid: 'CF1' } })
    const wrapup = once(reservation, 'wrapup')
    bench.server.voice.endConference(reservation.task.sid)
    await wrapup
  })

  it('creates an outbound Task for itself, and is offered it though it is not available', async () => {
    const worker = await bench.connect(await bench.createWorker('alice', 'Offline'))
    const created = once<Reservation>(worker, 'reservationCreated')
    const { workflowSid, queues } = bench.server.seed
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
    const sid = await bench.createWorker('alice')
    await bench.rest('POST', '/Tasks', { Attributes: '{"early":true}' })
    const worker = await bench.connect(sid)
    const [reservation] = worker.reservations.values()
    expect(reservation?.task.attributes).toEqual({ early: true })
    await reservation?.accept()
  })

  it('goes on after its socket broke, and closes the sessions before it when requested', async () => {
    const sid = await bench.createWorker('alice')
    const worker = await bench.connect(sid)
    const disconnected = once(worker, 'disconnected')
    const again = once(worker, 'ready')
    const other = new WebSocket(
      `${bench.bridgeUrl('ws')}?token=${await bench.server.token(sid)}&closeExistingSessions=true`,
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
    const sid = await bench.createWorker('alice')
    for (const token of ['nonsense', await bench.server.token(sid, 'worker', -10)]) {
      const socket = new WebSocket(`${bench.bridgeUrl('ws')}?token=${token}`)
      const error = await once<Error>(socket, 'error')
      expect(error.message).toContain('401')
      const body = JSON.stringify({
        url: 'Workspaces/WS1/Activities',
        method: 'GET',
        params: {},
        token,
      })
      const response = await fetch(bench.bridgeUrl('http'), { method: 'POST', body })
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({ message: 'Invalid Access Token' })
    }
  })

  it("lets a worker's token change that Worker alone, and a supervisor's any", async () => {
    const [alice, bob] = [await bench.createWorker('alice'), await bench.createWorker('bob')]
    const { workspaceSid, activities } = bench.server.seed
    const move = async (role: string) => {
      const token = await bench.server.token(alice, role)
      const url = `Workspaces/${workspaceSid}/Workers/${bob}`
      const params = { ActivitySid: activities.Break }
      const body = JSON.stringify({ url, method: 'POST', params, token })
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return (await fetch(bench.bridgeUrl('http'), { method: 'POST', headers, body })).status
    }
    expect(await move('worker')).toBe(403)
    expect(await move('supervisor')).toBe(200)
  })

  it('answers a preflight from a page on disk', async () => {
    const response = await fetch(bench.bridgeUrl('http'), {
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
