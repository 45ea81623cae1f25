import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'

describe('a Task that a Worker takes', () => {
  it('is reserved, assigned, wrapping, completed, and tells each step in order', () => {
    const bench = createBench()
    const worker = bench.worker('alice')
    const task = bench.task()
    expect(task.status).toBe('pending')
    expect(bench.now(task.sid).status).toBe('reserved')
    const { sid } = bench.reservation(task.sid)
    expect(bench.reservation(task.sid)).toMatchObject({ status: 'pending', workerSid: worker.sid })

    bench.changeReservation(sid, { ReservationStatus: 'accepted' })
    expect(bench.now(task.sid).status).toBe('assigned')
    bench.changeReservation(sid, { ReservationStatus: 'wrapping' })
    expect(bench.now(task.sid).status).toBe('wrapping')
    bench.changeReservation(sid, { ReservationStatus: 'completed' })
    expect(bench.now(task.sid)).toMatchObject({
      status: 'completed',
      reason: 'All reservations were completed',
    })
    expect(bench.types()).toEqual([
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
    const bench = createBench()
    bench.worker('alice')
    const [first, second] = [bench.task(), bench.task()]
    expect(bench.now(second.sid).status).toBe('pending')
    const { sid } = bench.reservation(first.sid)
    bench.changeReservation(sid, { ReservationStatus: 'accepted' })
    bench.changeReservation(sid, { ReservationStatus: 'wrapping' })
    expect(bench.now(second.sid).status).toBe('pending')
    bench.changeReservation(sid, { ReservationStatus: 'completed' })
    expect(bench.now(second.sid).status).toBe('reserved')
  })

  it('is removed five minutes after its end, with its Reservations', () => {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task()
    bench.changeTask(task.sid, { AssignmentStatus: 'canceled', Reason: 'no more' })
    bench.clock.advance(5 * 60_000 - 1)
    expect(bench.store.tasks.has(task.sid)).toBe(true)
    bench.clock.advance(1)
    expect(bench.store.tasks.has(task.sid)).toBe(false)
    expect(bench.reservations(task.sid)).toEqual([])
    expect(bench.types().at(-1)).toBe('task.system-deleted')
  })

  it('can be wrapped up and completed through the Task', () => {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task()
    const { sid } = bench.reservation(task.sid)
    bench.changeReservation(sid, { ReservationStatus: 'accepted' })
    bench.changeTask(task.sid, { AssignmentStatus: 'wrapping', Reason: 'after-call work' })
    expect(bench.now(task.sid)).toMatchObject({ status: 'wrapping', reason: 'after-call work' })
    expect(bench.reservation(task.sid).status).toBe('wrapping')
    bench.changeTask(task.sid, { AssignmentStatus: 'completed', Reason: 'sold' })
    expect(bench.now(task.sid)).toMatchObject({ status: 'completed', reason: 'sold' })
    expect(bench.reservation(task.sid).status).toBe('completed')
  })
})

describe('a Reservation that nobody takes', () => {
  it('times out after the 120 s of the Workflow, and its Worker is unavailable then', () => {
    const bench = createBench()
    const worker = bench.worker('alice')
    const task = bench.task()
    bench.clock.advance(119_999)
    expect(bench.reservation(task.sid).status).toBe('pending')
    bench.clock.advance(1)
    expect(bench.reservation(task.sid).status).toBe('timeout')
    expect(bench.activity(worker.sid)).toBe('Unavailable')
    expect(bench.now(task.sid).status).toBe('pending')
  })

  it('goes to another Worker, and back to the first when there is no other', () => {
    const bench = createBench()
    const [alice, bob] = [bench.worker('alice'), bench.worker('bob')]
    const task = bench.task()
    const order = [bench.reservation(task.sid).workerSid]
    for (let i = 0; i < 2; i++) {
      bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'rejected' })
      order.push(bench.reservation(task.sid).workerSid)
    }
    expect(order).toEqual([alice.sid, bob.sid, alice.sid])
  })

  it('puts the Worker where the rejection says', () => {
    const bench = createBench()
    const worker = bench.worker('alice')
    const task = bench.task()
    bench.changeReservation(bench.reservation(task.sid).sid, {
      ReservationStatus: 'rejected',
      WorkerActivitySid: bench.seed.activities.Break,
    })
    expect(bench.activity(worker.sid)).toBe('Break')
    expect(bench.now(task.sid).status).toBe('pending')
  })

  it('is rejected when its Worker leaves, when that is requested', () => {
    const bench = createBench()
    const worker = bench.worker('alice')
    const task = bench.task()
    bench.changeWorker(worker.sid, { ActivitySid: bench.seed.activities.Break })
    expect(bench.reservation(task.sid).status).toBe('pending')
    bench.changeWorker(worker.sid, {
      ActivitySid: bench.seed.activities.Offline,
      RejectPendingReservations: 'true',
    })
    expect(bench.reservation(task.sid).status).toBe('rejected')
    expect(bench.now(task.sid).status).toBe('pending')
  })

  it('cancels the Task when it was rejected 1,000 times', () => {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task()
    for (let i = 0; i < 999; i++) {
      bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'rejected' })
    }
    expect(bench.now(task.sid).status).toBe('reserved')
    bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'rejected' })
    expect(bench.now(task.sid).status).toBe('canceled')
  })

  it('is rescinded when another Worker is quicker', () => {
    const bench = createBench()
    bench.worker('alice')
    bench.worker('bob')
    const queue = bench.store.queues.get(bench.seed.queues.Support)
    if (queue === undefined) throw new Error('no queue')
    bench.store.queues.set(queue.sid, { ...queue, maxReservedWorkers: 2 })
    const task = bench.task()
    const [, second] = bench.reservations(task.sid)
    if (second === undefined) throw new Error('one reservation only')
    bench.changeReservation(second.sid, { ReservationStatus: 'accepted' })
    expect(bench.reservations(task.sid).map((each) => each.status)).toEqual([
      'rescinded',
      'accepted',
    ])
  })
})

describe('a Task that ends early', () => {
  it('is canceled at the end of its life, with the words of the document', () => {
    const bench = createBench()
    const task = bench.task({ Timeout: 30 })
    bench.clock.advance(30_000)
    expect(bench.now(task.sid)).toMatchObject({ status: 'canceled', reason: 'Task TTL Exceeded' })
  })

  it('lives on once it is assigned', () => {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task({ Timeout: 30 })
    bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
    bench.clock.advance(60_000)
    expect(bench.now(task.sid).status).toBe('assigned')
  })

  it('takes its Reservation with it when the caller leaves', () => {
    const bench = createBench()
    bench.worker('alice')
    const { workflowSid } = bench.seed
    const created = bench.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
    if (!created.ok) throw new Error(created.message)
    const ended: string[] = []
    bench.taskSide.onTaskEnded(created.taskSid, (result) => ended.push(result))
    bench.taskSide.callerLeftQueue(created.taskSid, 'hangup')
    expect(bench.reservation(created.taskSid).status).toBe('canceled')
    expect(bench.now(created.taskSid)).toMatchObject({ status: 'canceled', reason: 'hangup' })
    expect(ended).toEqual(['canceled'])
  })

  it('is not touched by a caller who leaves after it was accepted', () => {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task()
    bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
    bench.taskSide.callerLeftQueue(task.sid, 'hangup')
    expect(bench.now(task.sid).status).toBe('assigned')
  })
})

describe('moves that are not allowed', () => {
  it('are refused with 400 and change nothing', () => {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task()
    const { sid } = bench.reservation(task.sid)
    const reserve = (ReservationStatus: string) => () =>
      bench.changeReservation(sid, { ReservationStatus })
    const assign = (AssignmentStatus: string) => () =>
      bench.changeTask(task.sid, { AssignmentStatus })
    expect(assign('completed')).toThrow('because it is not currently assigned.')
    expect(assign('wrapping')).toThrow("because it's not currently assigned.")
    expect(reserve('wrapping')).toThrow('because it is not accepted.')
    reserve('accepted')()
    expect(reserve('accepted')).toThrow('because it is not pending.')
    expect(reserve('rejected')).toThrow('because it is not pending.')
    expect(assign('canceled')).toThrow('because it is not pending or reserved.')
    expect(assign('pending')).toThrow('Invalid parameter AssignmentStatus')
    expect(bench.now(task.sid).status).toBe('assigned')
    assign('completed')()
    expect(reserve('completed')).toThrow('because it is not accepted or wrapping.')
  })
})

describe('a Task that two Workers have after a warm transfer', () => {
  function shared() {
    const bench = createBench()
    bench.worker('alice')
    const task = bench.task()
    const { sid: first } = bench.reservation(task.sid)
    bench.changeReservation(first, { ReservationStatus: 'accepted' })
    const bob = bench.worker('bob')
    bench.transfer(bench.reservation(task.sid), { To: bob.sid })
    const { sid: second } = bench.reservation(task.sid)
    bench.changeReservation(second, { ReservationStatus: 'accepted' })
    return { bench, taskSid: task.sid, first, second }
  }

  it('wraps up when one completes and the other wraps up, in whatever order', () => {
    const { bench, taskSid, first, second } = shared()
    bench.changeReservation(first, { ReservationStatus: 'wrapping' })
    expect(bench.now(taskSid).status).toBe('assigned')
    bench.changeReservation(second, { ReservationStatus: 'completed' })
    expect(bench.now(taskSid).status).toBe('wrapping')
    bench.changeReservation(first, { ReservationStatus: 'completed' })
    expect(bench.now(taskSid).status).toBe('completed')
  })

  it('stays with the one who remains when the other transfers it in vain', () => {
    const { bench, taskSid, first, second } = shared()
    const carol = bench.worker('carol')
    const holding = bench.store.reservations.get(second)
    if (holding === undefined) throw new Error('no reservation')
    bench.transfer(holding, { To: carol.sid, Mode: 'COLD' })
    bench.changeReservation(second, { ReservationStatus: 'completed' })
    bench.changeReservation(bench.reservation(taskSid).sid, { ReservationStatus: 'rejected' })
    expect(bench.now(taskSid).status).toBe('assigned')
    expect(bench.store.reservations.get(first)?.status).toBe('accepted')
  })
})
