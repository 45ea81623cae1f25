import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { once, serveSdkWorkers, type SdkReservation } from '../testing/sdk-workers.ts'

type Transfer = NonNullable<SdkReservation['task']['transfers']['outgoing']>

let bench: Awaited<ReturnType<typeof serveSdkWorkers>>

beforeEach(async () => {
  bench = await serveSdkWorkers()
})

afterEach(() => bench.close())

/** `Reservation#transfer`, which the SDK's types leave out. */
function transferOf(reservation: SdkReservation): unknown {
  return Reflect.get(reservation, 'transfer')
}

/** Alice has accepted a Task in its Conference with the customer `CA1`; Bob comes after. */
async function aliceTalks() {
  const alice = await bench.connect(await bench.createWorker('alice'))
  const created = once<SdkReservation>(alice, 'reservationCreated')
  const { workflowSid } = bench.server.seed
  bench.server.router.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
  const reservation = await created
  const accepted = once(reservation, 'accepted')
  await reservation.conference({ endConferenceOnExit: true })
  bench.server.voice.rings[0]?.onAnswered('CA2', 'CF1')
  await accepted
  const bob = await bench.connect(await bench.createWorker('bob'))
  return { alice, bob, reservation, task: reservation.task }
}

describe('Task#transfer to a Worker', () => {
  it('offers it the Task, puts the customer on hold, and completes when it is accepted', async () => {
    const { alice, bob, reservation, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    const initiated = once<Transfer>(task, 'transferInitiated')
    await task.transfer(bob.sid, { attributes: { note: 'x' }, priority: 7 })
    expect(await initiated).toMatchObject({ status: 'initiated', mode: 'WARM', to: bob.sid })
    expect(bench.server.voice.updated).toEqual([
      { conference: task.sid, callSid: 'CA1', hold: { url: null, method: 'GET' } },
    ])
    const second = await offered
    expect(second.task).toMatchObject({ sid: task.sid, status: 'reserved', priority: 7 })
    expect(second.task.attributes).toMatchObject({ note: 'x', conference: { sid: 'CF1' } })
    for (const transfer of [transferOf(second), second.task.transfers.incoming]) {
      expect(transfer).toMatchObject({
        workerSid: alice.sid,
        reservationSid: reservation.sid,
        to: bob.sid,
        mode: 'WARM',
        type: 'WORKER',
        status: 'initiated',
      })
    }
    const { outgoing } = task.transfers
    if (outgoing === null) throw new Error('no outgoing transfer')
    const completed = once<Transfer>(outgoing, 'completed')
    await second.accept()
    expect(await completed).toMatchObject({ status: 'completed' })
    await vi.waitFor(() => expect(task.status).toBe('assigned'))
    const wrapped = once(reservation, 'wrapup')
    await reservation.wrap()
    await wrapped
    expect((await bench.rest('GET', `/Tasks/${task.sid}`)).json['assignment_status']).toBe(
      'assigned',
    )
  })

  it('takes a Worker who transfers coldly out at once, and lets it wrap up', async () => {
    const { bob, reservation, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    const wrapped = once(reservation, 'wrapup')
    await task.transfer(bob.sid, { mode: 'COLD' })
    await wrapped
    expect(bench.server.voice.removed).toEqual([{ conference: task.sid, callSid: 'CA2' }])
    expect(bench.server.voice.updated.at(-1)).toMatchObject({
      callSid: 'CA2',
      endConferenceOnExit: false,
    })
    expect(task.status).toMatch(/^(pending|reserved)$/)
    const second = await offered
    expect(transferOf(second)).toMatchObject({ mode: 'COLD' })
    await reservation.complete()
    const accepted = once(second, 'accepted')
    await second.conference({ endConferenceOnExit: true })
    expect(bench.server.voice.rings.at(-1)).toMatchObject({
      to: 'client:bob',
      conference: task.sid,
    })
    bench.server.voice.rings.at(-1)?.onAnswered('CA3', 'CF1')
    await accepted
    // The customer is in the Conference already, and stays on hold until somebody takes it off.
    expect(bench.server.voice.moved.length).toBe(1)
    await second.task.updateParticipant({ hold: false })
    expect(bench.server.voice.updated.at(-1)).toEqual({
      conference: task.sid,
      callSid: 'CA1',
      hold: null,
    })
    const over = once(second, 'wrapup')
    bench.server.voice.endConference(task.sid)
    await over
    expect(second.task.status).toBe('wrapping')
    await second.complete()
    const { json } = await bench.rest('GET', `/Tasks/${task.sid}`)
    expect(json['assignment_status']).toBe('completed')
  })

  it('fails when the Worker rejects, and the Task is assigned as before', async () => {
    const { bob, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    await task.transfer(bob.sid, {})
    const second = await offered
    const { outgoing } = task.transfers
    if (outgoing === null) throw new Error('no outgoing transfer')
    const failed = once<Transfer>(outgoing, 'failed')
    const rejected = once<SdkReservation>(second, 'rejected')
    await second.reject()
    expect(await failed).toMatchObject({ status: 'failed' })
    expect(transferOf(await rejected)).toMatchObject({ status: 'failed' })
    await vi.waitFor(() => expect(task.status).toBe('assigned'))
  })

  it('is canceled once, and so is the Reservation of the new Worker', async () => {
    const { bob, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    await task.transfer(bob.sid, {})
    const second = await offered
    const { outgoing } = task.transfers
    if (outgoing === null) throw new Error('no outgoing transfer')
    const gone = once<SdkReservation>(second, 'canceled')
    await outgoing.cancel()
    expect(outgoing.status).toBe('canceled')
    expect(await gone).toMatchObject({
      status: 'canceled',
      task: { status: 'assigned', transfers: { incoming: { status: 'canceled' } } },
    })
    await expect(outgoing.cancel()).rejects.toThrow(
      `Transfer ${outgoing.sid} is already canceled . Cannot cancel transfer.`,
    )
  })

  it('refuses one who is busy, and a second transfer at the same time', async () => {
    const { alice, bob, task } = await aliceTalks()
    await expect(task.transfer(alice.sid, {})).rejects.toThrow(/not available/)
    await expect(task.transfer('WK404', {})).rejects.toThrow(/no such SID/)
    await task.transfer(bob.sid, {})
    await expect(task.transfer(bob.sid, {})).rejects.toThrow(/already being transferred/)
  })
})

describe('Task#transfer to a TaskQueue or a Workflow', () => {
  it('goes on to the next Worker after one who rejects', async () => {
    const { bob, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    await task.transfer(bench.server.seed.queues.Sales, {})
    const second = await offered
    expect(transferOf(second)).toMatchObject({ type: 'QUEUE', to: bench.server.seed.queues.Sales })
    expect(second.task.queueName).toBe('Sales')
    const { outgoing } = task.transfers
    if (outgoing === null) throw new Error('no outgoing transfer')
    const missed = once<Transfer>(outgoing, 'attemptFailed')
    const carol = await bench.connect(await bench.createWorker('carol'))
    const next = once<SdkReservation>(carol, 'reservationCreated')
    await second.reject()
    expect(await missed).toMatchObject({ status: 'initiated' })
    const third = await next
    expect(transferOf(third)).toMatchObject({ status: 'initiated' })
    const completed = once(outgoing, 'completed')
    await third.accept()
    await completed
  })

  it('starts the Workflow, and gives the Task back when the Workflow has no place for it', async () => {
    const { bob, task } = await aliceTalks()
    const { Support } = bench.server.seed.queues
    const filter = { expression: 'topic == "billing"', targets: [{ queue: Support }] }
    const { json } = await bench.rest('POST', '/Workflows', {
      FriendlyName: 'Billing',
      Configuration: JSON.stringify({ task_routing: { filters: [filter] } }),
    })
    await task.transfer(String(json['sid']), {})
    await vi.waitFor(() => expect(task.transfers.outgoing?.status).toBe('failed'))
    await vi.waitFor(() => expect(task.status).toBe('assigned'))
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    await task.transfer(String(json['sid']), {
      attributes: { ...task.attributes, topic: 'billing' },
    })
    expect((await offered).task).toMatchObject({ workflowName: 'Billing', queueName: 'Support' })
  })
})

describe('a Conference that changes during a transfer', () => {
  it('ends the transfer when it ends, and wraps the Task up', async () => {
    const { bob, reservation, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    await task.transfer(bob.sid, {})
    const canceled = once(await offered, 'canceled')
    const wrapped = once(reservation, 'wrapup')
    bench.server.voice.endConference(task.sid)
    await canceled
    await wrapped
    expect(task.status).toBe('wrapping')
  })

  it('lets a Worker wrap up who hangs up after a warm transfer', async () => {
    const { bob, reservation, task } = await aliceTalks()
    const offered = once<SdkReservation>(bob, 'reservationCreated')
    await task.transfer(bob.sid, {})
    await (await offered).accept()
    const wrapped = once(reservation, 'wrapup')
    bench.server.voice.endCall('CA2')
    await wrapped
    await vi.waitFor(() => expect(task.status).toBe('assigned'))
  })
})
