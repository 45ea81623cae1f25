import { describe, expect, it } from 'vitest'
import { createDesk } from '../testing/desk.ts'

describe('a Task that a Worker takes', () => {
  it('is reserved, assigned, wrapping, completed, and tells each step in order', () => {
    const desk = createDesk()
    const worker = desk.worker('alice')
    const task = desk.task()
    expect(task.status).toBe('pending')
    expect(desk.now(task.sid).status).toBe('reserved')
    const { sid } = desk.reservation(task.sid)
    expect(desk.reservation(task.sid)).toMatchObject({ status: 'pending', workerSid: worker.sid })

    desk.changeReservation(sid, { ReservationStatus: 'accepted' })
    expect(desk.now(task.sid).status).toBe('assigned')
    desk.changeReservation(sid, { ReservationStatus: 'wrapping' })
    expect(desk.now(task.sid).status).toBe('wrapping')
    desk.changeReservation(sid, { ReservationStatus: 'completed' })
    expect(desk.now(task.sid)).toMatchObject({
      status: 'completed',
      reason: 'All reservations were completed',
    })
    expect(desk.types()).toEqual([
      'worker.created',
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'reservation.created',
      'reservation.accepted',
      'reservation.wrapup',
      'task.wrapup',
      'reservation.completed',
      'task.completed',
    ])
  })

  it('keeps the Worker busy until it is completed: capacity is 1', () => {
    const desk = createDesk()
    desk.worker('alice')
    const [first, second] = [desk.task(), desk.task()]
    expect(desk.now(second.sid).status).toBe('pending')
    const { sid } = desk.reservation(first.sid)
    desk.changeReservation(sid, { ReservationStatus: 'accepted' })
    desk.changeReservation(sid, { ReservationStatus: 'wrapping' })
    expect(desk.now(second.sid).status).toBe('pending')
    desk.changeReservation(sid, { ReservationStatus: 'completed' })
    expect(desk.now(second.sid).status).toBe('reserved')
  })

  it('is gone five minutes after its end, with its Reservations', () => {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task()
    desk.changeTask(task.sid, { AssignmentStatus: 'canceled', Reason: 'no more' })
    desk.clock.advance(5 * 60_000 - 1)
    expect(desk.store.tasks.has(task.sid)).toBe(true)
    desk.clock.advance(1)
    expect(desk.store.tasks.has(task.sid)).toBe(false)
    expect(desk.reservations(task.sid)).toEqual([])
    expect(desk.types().at(-1)).toBe('task.system-deleted')
  })

  it('can be wrapped up and completed through the Task', () => {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task()
    const { sid } = desk.reservation(task.sid)
    desk.changeReservation(sid, { ReservationStatus: 'accepted' })
    desk.changeTask(task.sid, { AssignmentStatus: 'wrapping', Reason: 'after-call work' })
    expect(desk.now(task.sid)).toMatchObject({ status: 'wrapping', reason: 'after-call work' })
    expect(desk.reservation(task.sid).status).toBe('wrapping')
    desk.changeTask(task.sid, { AssignmentStatus: 'completed', Reason: 'sold' })
    expect(desk.now(task.sid)).toMatchObject({ status: 'completed', reason: 'sold' })
    expect(desk.reservation(task.sid).status).toBe('completed')
  })
})

describe('a Reservation that nobody takes', () => {
  it('times out after the 120 s of the Workflow, and its Worker is unavailable then', () => {
    const desk = createDesk()
    const worker = desk.worker('alice')
    const task = desk.task()
    desk.clock.advance(119_999)
    expect(desk.reservation(task.sid).status).toBe('pending')
    desk.clock.advance(1)
    expect(desk.reservation(task.sid).status).toBe('timeout')
    expect(desk.activity(worker.sid)).toBe('Unavailable')
    expect(desk.now(task.sid).status).toBe('pending')
  })

  it('goes to another Worker, and back to the first when there is no other', () => {
    const desk = createDesk()
    const [alice, bob] = [desk.worker('alice'), desk.worker('bob')]
    const task = desk.task()
    const order = [desk.reservation(task.sid).workerSid]
    for (let i = 0; i < 2; i++) {
      desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'rejected' })
      order.push(desk.reservation(task.sid).workerSid)
    }
    expect(order).toEqual([alice.sid, bob.sid, alice.sid])
  })

  it('puts the Worker where the rejection says', () => {
    const desk = createDesk()
    const worker = desk.worker('alice')
    const task = desk.task()
    desk.changeReservation(desk.reservation(task.sid).sid, {
      ReservationStatus: 'rejected',
      WorkerActivitySid: desk.seed.activities.Break,
    })
    expect(desk.activity(worker.sid)).toBe('Break')
    expect(desk.now(task.sid).status).toBe('pending')
  })

  it('is rejected with the Worker who leaves, when it is told so', () => {
    const desk = createDesk()
    const worker = desk.worker('alice')
    const task = desk.task()
    desk.changeWorker(worker.sid, { ActivitySid: desk.seed.activities.Break })
    expect(desk.reservation(task.sid).status).toBe('pending')
    desk.changeWorker(worker.sid, {
      ActivitySid: desk.seed.activities.Offline,
      RejectPendingReservations: 'true',
    })
    expect(desk.reservation(task.sid).status).toBe('rejected')
    expect(desk.now(task.sid).status).toBe('pending')
  })

  it('cancels the Task when it was rejected 1,000 times', () => {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task()
    for (let i = 0; i < 999; i++) {
      desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'rejected' })
    }
    expect(desk.now(task.sid).status).toBe('reserved')
    desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'rejected' })
    expect(desk.now(task.sid).status).toBe('canceled')
  })

  it('is rescinded when another Worker is quicker', () => {
    const desk = createDesk()
    desk.worker('alice')
    desk.worker('bob')
    const queue = desk.store.queues.get(desk.seed.queues.Support)
    if (queue === undefined) throw new Error('no queue')
    desk.store.queues.set(queue.sid, { ...queue, maxReservedWorkers: 2 })
    const task = desk.task()
    const [, second] = desk.reservations(task.sid)
    if (second === undefined) throw new Error('one reservation only')
    desk.changeReservation(second.sid, { ReservationStatus: 'accepted' })
    expect(desk.reservations(task.sid).map((each) => each.status)).toEqual([
      'rescinded',
      'accepted',
    ])
  })
})

describe('a Task that ends early', () => {
  it('is canceled at the end of its life, with the words of the document', () => {
    const desk = createDesk()
    const task = desk.task({ Timeout: 30 })
    desk.clock.advance(30_000)
    expect(desk.now(task.sid)).toMatchObject({ status: 'canceled', reason: 'Task TTL Exceeded' })
  })

  it('lives on once it is assigned', () => {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task({ Timeout: 30 })
    desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
    desk.clock.advance(60_000)
    expect(desk.now(task.sid).status).toBe('assigned')
  })

  it('takes its Reservation with it when the caller leaves', () => {
    const desk = createDesk()
    desk.worker('alice')
    const { workflowSid } = desk.seed
    const created = desk.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
    if (!created.ok) throw new Error(created.message)
    const ended: string[] = []
    desk.taskSide.onTaskEnded(created.taskSid, (result) => ended.push(result))
    desk.taskSide.callerLeftQueue(created.taskSid, 'hangup')
    expect(desk.reservation(created.taskSid).status).toBe('canceled')
    expect(desk.now(created.taskSid)).toMatchObject({ status: 'canceled', reason: 'hangup' })
    expect(ended).toEqual(['canceled'])
  })

  it('is not touched by a caller who leaves after it was accepted', () => {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task()
    desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
    desk.taskSide.callerLeftQueue(task.sid, 'hangup')
    expect(desk.now(task.sid).status).toBe('assigned')
  })
})

describe('moves that are not allowed', () => {
  it('are refused with 400 and change nothing', () => {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task()
    const { sid } = desk.reservation(task.sid)
    const reserve = (ReservationStatus: string) => () =>
      desk.changeReservation(sid, { ReservationStatus })
    const assign = (AssignmentStatus: string) => () =>
      desk.changeTask(task.sid, { AssignmentStatus })
    expect(assign('completed')).toThrow('because it is not currently assigned.')
    expect(assign('wrapping')).toThrow("because it's not currently assigned.")
    expect(reserve('wrapping')).toThrow('because it is not accepted.')
    reserve('accepted')()
    expect(reserve('accepted')).toThrow('because it is not pending.')
    expect(reserve('rejected')).toThrow('because it is not pending.')
    expect(assign('canceled')).toThrow('because it is not pending or reserved.')
    expect(assign('pending')).toThrow('Invalid parameter AssignmentStatus')
    expect(desk.now(task.sid).status).toBe('assigned')
    assign('completed')()
    expect(reserve('completed')).toThrow('because it is not accepted or wrapping.')
  })
})

describe('a Task that two Workers have after a warm transfer', () => {
  function shared() {
    const desk = createDesk()
    desk.worker('alice')
    const task = desk.task()
    const { sid: first } = desk.reservation(task.sid)
    desk.changeReservation(first, { ReservationStatus: 'accepted' })
    const bob = desk.worker('bob')
    desk.transfer(desk.reservation(task.sid), { To: bob.sid })
    const { sid: second } = desk.reservation(task.sid)
    desk.changeReservation(second, { ReservationStatus: 'accepted' })
    return { desk, taskSid: task.sid, first, second }
  }

  it('wraps up when one completes and the other wraps up, in whatever order', () => {
    const { desk, taskSid, first, second } = shared()
    desk.changeReservation(first, { ReservationStatus: 'wrapping' })
    expect(desk.now(taskSid).status).toBe('assigned')
    desk.changeReservation(second, { ReservationStatus: 'completed' })
    expect(desk.now(taskSid).status).toBe('wrapping')
    desk.changeReservation(first, { ReservationStatus: 'completed' })
    expect(desk.now(taskSid).status).toBe('completed')
  })

  it('stays with the one who remains when the other transfers it in vain', () => {
    const { desk, taskSid, first, second } = shared()
    const carol = desk.worker('carol')
    const holding = desk.store.reservations.get(second)
    if (holding === undefined) throw new Error('no reservation')
    desk.transfer(holding, { To: carol.sid, Mode: 'COLD' })
    desk.changeReservation(second, { ReservationStatus: 'completed' })
    desk.changeReservation(desk.reservation(taskSid).sid, { ReservationStatus: 'rejected' })
    expect(desk.now(taskSid).status).toBe('assigned')
    expect(desk.store.reservations.get(first)?.status).toBe('accepted')
  })
})
