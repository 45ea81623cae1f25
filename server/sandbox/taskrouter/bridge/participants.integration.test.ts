import { afterEach, beforeEach, expect, it } from 'vitest'
import { once, serveSdkWorkers, type SdkReservation } from '../testing/sdk-workers.ts'

let bench: Awaited<ReturnType<typeof serveSdkWorkers>>

beforeEach(async () => {
  bench = await serveSdkWorkers()
})

afterEach(() => bench.close())

async function conferring() {
  const alice = await bench.connect(await bench.createWorker('alice'))
  const created = once<SdkReservation>(alice, 'reservationCreated')
  const { workflowSid } = bench.server.seed
  bench.server.router.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
  const reservation = await created
  const accepted = once(reservation, 'accepted')
  await reservation.conference()
  bench.server.voice.rings[0]?.onAnswered('CA2', 'CF1')
  await accepted
  return { alice, reservation, task: reservation.task }
}

it('holds the customer with music of the Task’s own', async () => {
  const { task } = await conferring()
  const url = 'http://example.com/music.xml'
  await task.updateParticipant({ hold: true, holdUrl: url, holdMethod: 'POST' })
  await task.updateParticipant({ hold: false })
  const callSid = 'CA1'
  expect(bench.server.voice.updated).toEqual([
    { conference: task.sid, callSid, hold: { url, method: 'POST' } },
    { conference: task.sid, callSid, hold: null },
  ])
})

it('changes the Worker’s own leg, and holds and kicks a Worker', async () => {
  const { alice, reservation, task } = await conferring()
  await reservation.updateParticipant({ endConferenceOnExit: false, mute: true })
  await task.hold(alice.sid, true, {})
  await task.kick(alice.sid)
  const conference = task.sid
  expect(bench.server.voice.updated).toEqual([
    { conference, callSid: 'CA2', muted: true, endConferenceOnExit: false },
    { conference, callSid: 'CA2', hold: { url: null, method: 'GET' } },
  ])
  expect(bench.server.voice.removed).toEqual([{ conference, callSid: 'CA2' }])
})

it('refuses to change who is not in a Conference', async () => {
  const alice = await bench.connect(await bench.createWorker('alice'))
  const created = once<SdkReservation>(alice, 'reservationCreated')
  await bench.rest('POST', '/Tasks', { Attributes: '{}' })
  const { task } = await created
  await expect(task.updateParticipant({ hold: true })).rejects.toThrow(/no such participant/)
  await expect(task.kick(alice.sid)).rejects.toThrow(/does not have task/)
})

it('lets a supervisor listen to an accepted Reservation, and to no other', async () => {
  const { task, reservation } = await conferring()
  const supervisor = await bench.supervise(await bench.createWorker('sue', 'Offline'))
  await supervisor.monitor(task.sid, reservation.sid, {})
  expect(bench.server.voice.rings.at(-1)).toMatchObject({
    conference: task.sid,
    to: 'client:sue',
    options: { Muted: 'true', EndConferenceOnExit: 'false' },
  })
  await reservation.wrap()
  await expect(supervisor.monitor(task.sid, reservation.sid, {})).rejects.toThrow(/supervise/)
})

it('calls the customer of an outbound Task once the Worker has answered', async () => {
  const alice = await bench.connect(await bench.createWorker('alice'))
  const { workflowSid, queues } = bench.server.seed
  const created = once<SdkReservation>(alice, 'reservationCreated')
  await alice.createTask('+15550002', '+15550001', workflowSid, queues.Sales)
  const reservation = await created
  await reservation.conference()
  expect(bench.server.voice.rings.length).toBe(1)
  const accepted = once(reservation, 'accepted')
  bench.server.voice.rings[0]?.onAnswered('CA2', 'CF1')
  await accepted
  expect(bench.server.voice.rings[1]).toMatchObject({ to: '+15550002', from: '+15550001' })
  const updated = once(reservation.task, 'updated')
  bench.server.voice.rings[1]?.onAnswered('CA3', 'CF1')
  await updated
  expect(reservation.task.attributes).toMatchObject({
    conference: { sid: 'CF1', participants: { worker: 'CA2', customer: 'CA3' } },
  })
})

it('cancels with 13223 what cannot be called', async () => {
  const alice = await bench.connect(await bench.createWorker('alice'))
  const { workflowSid, queues } = bench.server.seed
  const created = once<SdkReservation>(alice, 'reservationCreated')
  await alice.createTask('nonsense', '+15550001', workflowSid, queues.Sales)
  const reservation = await created
  const canceled = once<SdkReservation>(reservation, 'canceled')
  const stopped = bench.rest('POST', `/Workers/${alice.sid}`, {
    ActivitySid: bench.server.seed.activities.Break,
  })
  await stopped
  await reservation.conference()
  expect(await canceled).toMatchObject({ canceledReasonCode: 13223 })
})
