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

async function asked(name = 'alice') {
  const worker = await bench.connect(await bench.createWorker(name))
  const created = once<Reservation>(worker, 'reservationCreated')
  server.router.taskSide.createTask({
    workflowSid: server.seed.workflowSid,
    attributes: { call_sid: 'CA1', from: '+1555' },
  })
  return { worker, reservation: await created }
}

async function talking() {
  const { worker, reservation } = await asked()
  const accepted = once(reservation, 'accepted')
  await reservation.conference({})
  server.voice.rings[0]?.onAnswered('CA2', 'CF1')
  await accepted
  return { worker, reservation, conference: reservation.task.sid }
}

describe('instructions of the Worker SDK', () => {
  it('dequeues', async () => {
    const { reservation } = await asked()
    await reservation.dequeue({ from: '+1999', timeout: 9 })
    const [ring] = server.voice.workerRings
    expect(ring).toMatchObject({ to: 'client:alice', from: '+1999', options: { Timeout: '9' } })
    const accepted = once(reservation, 'accepted')
    ring?.onAnswered('CA2')
    await accepted
    const completed = once(reservation, 'completed')
    ring?.onEnded()
    await completed
  })

  it('calls and redirects', async () => {
    const { reservation } = await asked()
    await reservation.call('+1999', 'http://app/answered', { accept: false, timeout: 8 })
    expect(server.voice.workerRings).toMatchObject([
      {
        to: 'client:alice',
        from: '+1999',
        answer: { twimlUrl: 'http://app/answered' },
        options: { Timeout: '8' },
      },
    ])
    server.voice.workerRings[0]?.onFailed('busy')
    const again = await vi.waitFor(async () => {
      const { json } = await bench.rest('GET', `/Tasks/${reservation.task.sid}/Reservations`)
      expect(json['reservations']).toHaveLength(2)
      return json
    })
    expect(again['reservations']).toMatchObject([
      { reservation_status: 'canceled' },
      { reservation_status: 'pending' },
    ])
  })

  it('redirects, and accepts', async () => {
    const { reservation } = await asked()
    const accepted = once(reservation, 'accepted')
    await reservation.redirect('CA1', 'http://app/voicemail', { accept: true })
    await accepted
    expect(server.voice.redirected).toEqual([{ callSid: 'CA1', url: 'http://app/voicemail' }])
  })

  it('holds the customer, mutes itself, and changes what its leaving does', async () => {
    const { reservation, conference } = await talking()
    await reservation.task.updateParticipant({ hold: true, holdUrl: 'http://app/music' })
    await reservation.task.updateParticipant({ hold: false })
    await reservation.updateParticipant({ mute: true, endConferenceOnExit: true })
    expect(server.voice.updated).toEqual([
      {
        conference,
        callSid: 'CA1',
        hold: { url: 'http://app/music', method: 'GET' },
      },
      { conference, callSid: 'CA1', hold: null },
      { conference, callSid: 'CA2', muted: true, endConferenceOnExit: true },
    ])
    await reservation.updateParticipant({ beepOnExit: true })
    expect(server.voice.updated.at(-1)).toEqual({ conference, callSid: 'CA2', beepOnExit: true })
  })

  it('holds and removes another Worker of the Task', async () => {
    const { worker, reservation, conference } = await talking()
    await reservation.task.hold(worker.sid, true, {})
    await reservation.task.kick(worker.sid)
    expect(server.voice.updated).toMatchObject([
      { conference, callSid: 'CA2', hold: { url: null } },
    ])
    expect(server.voice.removed).toEqual([{ conference, callSid: 'CA2' }])
    const stranger = await bench.createWorker('bob')
    await expect(reservation.task.kick(stranger)).rejects.toThrow('does not have task')
  })

  it('finds no participant before there is a Conference', async () => {
    const { reservation } = await asked()
    await reservation.accept()
    await expect(reservation.task.updateParticipant({ hold: true })).rejects.toThrow(
      'no such participant',
    )
  })

  it('lets a supervisor listen', async () => {
    const { reservation, conference } = await talking()
    const boss = await bench.supervise(await bench.createWorker('boss', 'Offline'))
    await boss.monitor(conference, reservation.sid, {})
    expect(server.voice.rings[1]).toMatchObject({
      conference,
      to: 'client:boss',
      options: { Muted: 'true' },
    })
  })
})
