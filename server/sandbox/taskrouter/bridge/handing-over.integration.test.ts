import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  once,
  serveSdkWorkers,
  type SdkReservation as Reservation,
} from '../testing/sdk-workers.ts'

let bench: Awaited<ReturnType<typeof serveSdkWorkers>>
let server: typeof bench.server

beforeEach(async () => {
  bench = await serveSdkWorkers()
  server = bench.server
})

afterEach(() => bench.close())

/** Alice has accepted a Task, and bob is free. */
async function aliceTalks(attributes: object = {}) {
  const alice = await bench.connect(await bench.createWorker('alice'))
  const created = once<Reservation>(alice, 'reservationCreated')
  server.router.taskSide.createTask({
    workflowSid: server.seed.workflowSid,
    attributes: { call_sid: 'CA1', from: '+1555', ...attributes },
  })
  const reservation = await created
  const bob = await bench.connect(await bench.createWorker('bob'))
  return { alice, bob, reservation, asked: once<Reservation>(bob, 'reservationCreated') }
}

async function inConference(reservation: Reservation): Promise<void> {
  const accepted = once(reservation, 'accepted')
  const conferenced = reservation.conference()
  await vi.waitFor(() => expect(server.voice.rings).not.toHaveLength(0))
  await conferenced
  server.voice.rings.at(-1)?.onAnswered(`CA-${reservation.workerSid}`, 'CF1')
  await accepted
}

const statusOf = async (taskSid: string) =>
  (await bench.rest('GET', `/Tasks/${taskSid}`)).json['assignment_status']

const outgoing = (reservation: Reservation) => {
  const transfer = reservation.task.transfers?.outgoing
  if (!transfer) throw new Error('There is no outgoing transfer')
  return transfer
}

/** What brought a Reservation. The SDK's own types do not know the property. */
const incoming = (reservation: Reservation) => reservation.task.transfers?.incoming

describe('transfers of the Worker SDK', () => {
  it('hands a Task to another Worker who accepts, warm', async () => {
    const { alice, bob, reservation, asked } = await aliceTalks()
    await reservation.accept()
    const initiated = once(reservation.task, 'transferInitiated')
    await reservation.task.transfer(bob.sid, { attributes: { note: 'angry' }, priority: 7 })
    const transfer = outgoing(reservation)
    expect(transfer).toMatchObject({
      mode: 'WARM',
      type: 'WORKER',
      to: bob.sid,
      status: 'initiated',
      workerSid: alice.sid,
      reservationSid: reservation.sid,
      queueSid: server.seed.queues.Support,
      workflowSid: server.seed.workflowSid,
    })
    await initiated
    const offered = await asked
    expect(incoming(offered)).toMatchObject({ sid: transfer.sid, status: 'initiated' })
    expect(offered.task).toMatchObject({
      status: 'reserved',
      priority: 7,
      attributes: { note: 'angry' },
    })
    const completed = once(transfer, 'completed')
    await offered.accept()
    await completed
    expect(transfer.status).toBe('completed')
    expect(await statusOf(offered.task.sid)).toBe('assigned')
    await reservation.wrap()
    await reservation.complete()
    expect(await statusOf(offered.task.sid)).toBe('assigned')
    await offered.wrap()
    expect(await statusOf(offered.task.sid)).toBe('wrapping')
    await offered.complete()
    expect(await statusOf(offered.task.sid)).toBe('completed')
  })

  it('puts the customer on hold, and brings the other Worker into the same Conference', async () => {
    const { bob, reservation, asked } = await aliceTalks()
    await inConference(reservation)
    await reservation.task.transfer(bob.sid, {})
    const { sid: conference } = reservation.task
    const hold = { url: null, method: 'GET' }
    expect(server.voice.updated).toEqual([{ conference, callSid: 'CA1', hold }])
    expect(server.voice.removed).toEqual([])
    const offered = await asked
    await inConference(offered)
    expect(server.voice.rings.at(-1)).toMatchObject({ conference, to: 'client:bob' })
    // The customer came out of the queue once, and stays where it is.
    expect(server.voice.moved).toHaveLength(1)
    const wrapup = once(reservation, 'wrapup')
    server.voice.endCall(`CA-${reservation.workerSid}`)
    await wrapup
    expect(await statusOf(conference)).toBe('assigned')
    const wrapped = once(offered, 'wrapup')
    server.voice.endConference(conference)
    await wrapped
    expect(await statusOf(conference)).toBe('wrapping')
  })

  it('lets the Worker of a cold transfer leave at once, and the Task wait for the other', async () => {
    const { bob, reservation, asked } = await aliceTalks()
    await inConference(reservation)
    const wrapup = once(reservation, 'wrapup')
    await reservation.task.transfer(bob.sid, { mode: 'COLD' })
    await wrapup
    const { sid: conference } = reservation.task
    expect(server.voice.removed).toEqual([{ conference, callSid: `CA-${reservation.workerSid}` }])
    await reservation.complete()
    expect(await statusOf(conference)).toBe('reserved')
    const offered = await asked
    expect(incoming(offered)).toMatchObject({ mode: 'COLD' })
    await offered.accept()
    expect(await statusOf(conference)).toBe('assigned')
  })

  it('ends a cold transfer with the conversation, and the Task with it', async () => {
    const { bob, reservation, asked } = await aliceTalks()
    await inConference(reservation)
    await reservation.task.transfer(bob.sid, { mode: 'COLD' })
    const offered = await asked
    const canceled = once(offered, 'canceled')
    server.voice.endConference(reservation.task.sid)
    await canceled
    expect(await statusOf(reservation.task.sid)).toBe('wrapping')
    await reservation.complete()
    expect(await statusOf(reservation.task.sid)).toBe('completed')
  })

  it('fails when the Worker rejects: the Task is the transferor’s again', async () => {
    const { bob, reservation, asked } = await aliceTalks()
    await reservation.accept()
    await reservation.task.transfer(bob.sid, { mode: 'WARM', priority: 9 })
    const transfer = outgoing(reservation)
    const failed = once(transfer, 'failed')
    const updated = once(reservation.task, 'updated')
    const offered = await asked
    const rejected = once<Reservation>(offered, 'rejected')
    await offered.reject()
    await failed
    expect(transfer).toMatchObject({
      status: 'failed',
      transferFailedReason: expect.stringContaining(offered.sid),
    })
    expect(incoming(await rejected)).toMatchObject({ status: 'failed' })
    await updated
    expect(reservation.task).toMatchObject({ status: 'assigned', priority: 0 })
    // The way is free for another.
    await reservation.task.transfer(server.seed.queues.Sales, {})
    expect(outgoing(reservation)).toMatchObject({ status: 'initiated', type: 'QUEUE' })
  })

  it('goes on to a queue’s next Worker when one rejects', async () => {
    const { reservation, asked } = await aliceTalks()
    await reservation.accept()
    await reservation.task.transfer(server.seed.queues.Sales, {})
    const transfer = outgoing(reservation)
    const attempt = once(transfer, 'attemptFailed')
    const offered = await asked
    expect(offered.task).toMatchObject({ queueName: 'Sales', status: 'reserved' })
    await offered.reject({ activitySid: server.seed.activities.Break })
    await attempt
    expect(transfer.status).toBe('initiated')
    expect(await statusOf(reservation.task.sid)).toBe('pending')
    const carol = await bench.createWorker('carol')
    const { json } = await bench.rest('GET', `/Workers/${carol}/Reservations`)
    expect(json['reservations']).toHaveLength(1)
  })

  it('goes through another Workflow, and fails past its last step', async () => {
    const { bob, reservation, asked } = await aliceTalks()
    const { json: workflow } = await bench.rest('POST', '/Workflows', {
      FriendlyName: 'Experts',
      Configuration: JSON.stringify({
        task_routing: {
          filters: [{ expression: 'level == 2', targets: [{ queue: server.seed.queues.Sales }] }],
        },
      }),
    })
    await reservation.accept()
    await reservation.task.transfer(String(workflow['sid']), { attributes: { level: 1 } })
    const failed = outgoing(reservation)
    await expect.poll(() => failed.status).toBe('failed')
    expect(await statusOf(reservation.task.sid)).toBe('assigned')
    await reservation.task.transfer(String(workflow['sid']), { attributes: { level: 2 } })
    expect((await asked).task).toMatchObject({ queueName: 'Sales', workflowName: 'Experts' })
    expect(bob.reservations.size).toBe(1)
  })

  it('is called off by the transferor, once', async () => {
    const { bob, reservation, asked } = await aliceTalks()
    await reservation.accept()
    await reservation.task.transfer(bob.sid, {})
    const transfer = outgoing(reservation)
    const offered = await asked
    const withdrawn = once<Reservation>(offered, 'canceled')
    await transfer.cancel()
    expect(transfer.status).toBe('canceled')
    expect(incoming(await withdrawn)).toMatchObject({ status: 'canceled' })
    expect(await statusOf(reservation.task.sid)).toBe('assigned')
    await expect(transfer.cancel()).rejects.toThrow(
      `Transfer ${transfer.sid} is already canceled . Cannot cancel transfer.`,
    )
  })

  it('refuses a Worker who takes no Tasks, a second transfer, and another’s Reservation', async () => {
    const { bob, reservation } = await aliceTalks()
    await expect(reservation.task.transfer(bob.sid, {})).rejects.toThrow('is not accepted')
    await reservation.accept()
    const dave = await bench.createWorker('dave', 'Offline')
    await expect(reservation.task.transfer(dave, {})).rejects.toThrow('is not available')
    await expect(reservation.task.transfer('WQ00', {})).rejects.toThrow('Invalid parameter To')
    await reservation.task.transfer(bob.sid, {})
    await expect(reservation.task.transfer(bob.sid, {})).rejects.toThrow(
      'already being transferred',
    )
    await expect(reservation.task.wrapUp({ reason: 'early' })).rejects.toThrow('400')
  })

  it('is still there for a transferor who reconnects', async () => {
    const { alice, bob, reservation, asked } = await aliceTalks()
    await reservation.accept()
    await reservation.task.transfer(bob.sid, {})
    await asked
    const again = await bench.connect(alice.sid)
    const [restored] = again.reservations.values()
    expect(restored?.task.transfers?.outgoing).toMatchObject({ status: 'initiated', to: bob.sid })
  })
})
