import { describe, expect, it } from 'vitest'
import { updateTaskChannel } from '../operations/task-channels.ts'
import { createBench } from '../testing/bench.ts'

type Desk = ReturnType<typeof createBench>

function route(bench: Desk, routing: unknown): void {
  bench.changeWorkflow({ Configuration: JSON.stringify({ task_routing: routing }) })
}

describe('the Workflow', () => {
  it('sends Sales to Sales and everything else to Support', () => {
    const bench = createBench()
    const queueOf = (attributes: object) =>
      bench.now(bench.task({ Attributes: JSON.stringify(attributes) }).sid).taskQueueSid
    expect(queueOf({ queue: 'Sales' })).toBe(bench.seed.queues.Sales)
    expect(queueOf({ queue: 'Billing' })).toBe(bench.seed.queues.Support)
    expect(queueOf({})).toBe(bench.seed.queues.Support)
  })

  it('moves a waiting Task on by time, and cancels it past the last target', () => {
    const bench = createBench()
    const { Support, Sales } = bench.seed.queues
    const targets = [
      { queue: Support, timeout: 10, priority: 1 },
      { queue: Sales, timeout: 10, priority: 5 },
    ]
    route(bench, { filters: [{ expression: '1==1', targets }] })
    const task = bench.task()
    expect(bench.now(task.sid)).toMatchObject({ taskQueueSid: Support, priority: 1 })
    bench.clock.advance(10_000)
    expect(bench.now(task.sid)).toMatchObject({ taskQueueSid: Sales, priority: 5 })
    bench.clock.advance(10_000)
    expect(bench.now(task.sid).status).toBe('canceled')
    expect(bench.types()).toEqual(
      expect.arrayContaining(['task-queue.timeout', 'task-queue.moved', 'workflow.timeout']),
    )
  })

  it('holds time-outs against the age: a Reservation uses up the time of its target', () => {
    const bench = createBench()
    const { Support, Sales } = bench.seed.queues
    const targets = [
      { queue: Support, timeout: 10 },
      { queue: Sales, timeout: 10 },
    ]
    route(bench, { filters: [{ expression: '1==1', targets }] })
    bench.changeWorkflow({ TaskReservationTimeout: 15 })
    bench.worker('alice')
    const task = bench.task()
    bench.clock.advance(14_000)
    expect(bench.now(task.sid)).toMatchObject({ status: 'reserved', taskQueueSid: Support })
    bench.clock.advance(1_000)
    expect(bench.now(task.sid)).toMatchObject({ status: 'pending', taskQueueSid: Sales })
    bench.clock.advance(5_000)
    expect(bench.now(task.sid).status).toBe('canceled')
  })

  it('skips a target when nobody could be reserved at once', () => {
    const bench = createBench()
    const { Support, Sales } = bench.seed.queues
    route(bench, {
      filters: [
        {
          expression: '1==1',
          targets: [{ queue: Support, skip_if: 'workers.available == 0', timeout: 60 }],
        },
      ],
      default_filter: { queue: Sales },
    })
    bench.worker('alice', {}, bench.seed.activities.Offline)
    expect(bench.now(bench.task().sid)).toMatchObject({ status: 'pending', taskQueueSid: Sales })
    bench.worker('bob')
    bench.worker('carol')
    expect(bench.now(bench.task().sid)).toMatchObject({ status: 'reserved', taskQueueSid: Support })
  })

  it('does not skip while somebody is available, though busy', () => {
    const bench = createBench()
    const { Support, Sales } = bench.seed.queues
    bench.worker('alice')
    bench.task()
    route(bench, {
      filters: [
        {
          expression: '1==1',
          targets: [{ queue: Support, skip_if: 'workers.available == 0' }],
        },
      ],
      default_filter: { queue: Sales },
    })
    expect(bench.now(bench.task().sid)).toMatchObject({ status: 'pending', taskQueueSid: Support })
  })

  it('takes a waiting Task again when its attributes match another filter', () => {
    const bench = createBench()
    const task = bench.task()
    bench.changeTask(task.sid, { Attributes: '{"queue":"Sales"}' })
    expect(bench.now(task.sid).taskQueueSid).toBe(bench.seed.queues.Sales)
  })
})

describe('the order of service', () => {
  it('is priority first, then age', () => {
    const bench = createBench()
    const old = bench.task()
    bench.clock.advance(1_000)
    const urgent = bench.task({ Priority: 5 })
    const [first] = [bench.worker('alice')]
    expect(bench.reservation(urgent.sid).workerSid).toBe(first.sid)
    const second = bench.worker('bob')
    expect(bench.reservation(old.sid).workerSid).toBe(second.sid)
  })

  it('is the newest first in a LIFO queue', () => {
    const bench = createBench()
    const queue = bench.store.queues.get(bench.seed.queues.Support)
    if (queue === undefined) throw new Error('no queue')
    bench.store.queues.set(queue.sid, { ...queue, taskOrder: 'LIFO' })
    const tasks = [0, 1, 2].map(() => {
      bench.clock.advance(1_000)
      return bench.task()
    })
    bench.worker('alice')
    expect(tasks.map((task) => bench.now(task.sid).status)).toEqual([
      'pending',
      'pending',
      'reserved',
    ])
  })

  it('serves the longest idle Worker: the end of a Reservation counts', () => {
    const bench = createBench()
    const alice = bench.worker('alice')
    bench.clock.advance(1_000)
    const bob = bench.worker('bob')
    const first = bench.task()
    expect(bench.reservation(first.sid).workerSid).toBe(alice.sid)
    bench.clock.advance(1_000)
    const { sid } = bench.reservation(first.sid)
    bench.changeReservation(sid, { ReservationStatus: 'accepted' })
    bench.changeReservation(sid, { ReservationStatus: 'completed' })
    expect(bench.reservation(bench.task().sid).workerSid).toBe(bob.sid)
  })
})

describe('a routing target', () => {
  it('is that Worker, whatever it does and has to do', () => {
    const bench = createBench()
    bench.worker('alice')
    const bob = bench.worker('bob', {}, bench.seed.activities.Offline)
    const task = bench.task({ RoutingTarget: bob.sid })
    expect(bench.reservation(task.sid).workerSid).toBe(bob.sid)
    expect(bench.now(task.sid)).toMatchObject({ routingTarget: bob.sid, status: 'reserved' })
  })

  it('waits for that Worker when capacity is not ignored', () => {
    const bench = createBench()
    bench.worker('alice')
    const bob = bench.worker('bob', {}, bench.seed.activities.Offline)
    const task = bench.task({ RoutingTarget: bob.sid, IgnoreCapacity: 'false' })
    expect(bench.now(task.sid).status).toBe('pending')
    bench.changeWorker(bob.sid, { ActivitySid: bench.seed.activities.Available })
    expect(bench.reservation(task.sid).workerSid).toBe(bob.sid)
  })

  it('is a queue, past the Workflow', () => {
    const bench = createBench()
    const task = bench.task({ RoutingTarget: bench.seed.queues.Sales })
    expect(bench.now(task.sid).taskQueueSid).toBe(bench.seed.queues.Sales)
  })
})

describe('channel-optimized routing', () => {
  it('chooses the one who has been idle on the channel, whatever it does on others', () => {
    const bench = createBench()
    const { chat } = bench.seed.taskChannels
    const alice = bench.worker('alice')
    bench.clock.advance(1000)
    const bob = bench.worker('bob')
    bench.task({ TaskChannel: 'voice', RoutingTarget: alice.sid })
    const before = bench.task({ TaskChannel: 'chat' })
    expect(bench.reservation(before.sid).workerSid).toBe(bob.sid)
    bench.changeTask(before.sid, { AssignmentStatus: 'canceled' })
    const channel = bench.store.taskChannels.get(chat)
    if (channel === undefined) throw new Error('no channel')
    updateTaskChannel(bench.context, channel, { ChannelOptimizedRouting: true })
    const after = bench.task({ TaskChannel: 'chat' })
    expect(bench.reservation(after.sid).workerSid).toBe(alice.sid)
  })
})
