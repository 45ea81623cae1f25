import { describe, expect, it } from 'vitest'
import { updateTaskChannel } from '../operations/task-channels.ts'
import { createDesk } from '../testing/desk.ts'

type Desk = ReturnType<typeof createDesk>

function route(desk: Desk, routing: unknown): void {
  desk.changeWorkflow({ Configuration: JSON.stringify({ task_routing: routing }) })
}

describe('the Workflow', () => {
  it('sends Sales to Sales and everything else to Support', () => {
    const desk = createDesk()
    const queueOf = (attributes: object) =>
      desk.now(desk.task({ Attributes: JSON.stringify(attributes) }).sid).taskQueueSid
    expect(queueOf({ queue: 'Sales' })).toBe(desk.seed.queues.Sales)
    expect(queueOf({ queue: 'Billing' })).toBe(desk.seed.queues.Support)
    expect(queueOf({})).toBe(desk.seed.queues.Support)
  })

  it('moves a waiting Task on by time, and cancels it past the last target', () => {
    const desk = createDesk()
    const { Support, Sales } = desk.seed.queues
    const targets = [
      { queue: Support, timeout: 10, priority: 1 },
      { queue: Sales, timeout: 10, priority: 5 },
    ]
    route(desk, { filters: [{ expression: '1==1', targets }] })
    const task = desk.task()
    expect(desk.now(task.sid)).toMatchObject({ taskQueueSid: Support, priority: 1 })
    desk.clock.advance(10_000)
    expect(desk.now(task.sid)).toMatchObject({ taskQueueSid: Sales, priority: 5 })
    desk.clock.advance(10_000)
    expect(desk.now(task.sid).status).toBe('canceled')
    expect(desk.types()).toEqual(
      expect.arrayContaining(['task-queue.timeout', 'task-queue.moved', 'workflow.timeout']),
    )
  })

  it('holds time-outs against the age: a Reservation uses up the time of its target', () => {
    const desk = createDesk()
    const { Support, Sales } = desk.seed.queues
    const targets = [
      { queue: Support, timeout: 10 },
      { queue: Sales, timeout: 10 },
    ]
    route(desk, { filters: [{ expression: '1==1', targets }] })
    desk.changeWorkflow({ TaskReservationTimeout: 15 })
    desk.worker('alice')
    const task = desk.task()
    desk.clock.advance(14_000)
    expect(desk.now(task.sid)).toMatchObject({ status: 'reserved', taskQueueSid: Support })
    desk.clock.advance(1_000)
    expect(desk.now(task.sid)).toMatchObject({ status: 'pending', taskQueueSid: Sales })
    desk.clock.advance(5_000)
    expect(desk.now(task.sid).status).toBe('canceled')
  })

  it('skips a target when nobody could be reserved at once', () => {
    const desk = createDesk()
    const { Support, Sales } = desk.seed.queues
    route(desk, {
      filters: [
        {
          expression: '1==1',
          targets: [{ queue: Support, skip_if: 'workers.available == 0', timeout: 60 }],
        },
      ],
      default_filter: { queue: Sales },
    })
    desk.worker('alice', {}, desk.seed.activities.Offline)
    expect(desk.now(desk.task().sid)).toMatchObject({ status: 'pending', taskQueueSid: Sales })
    desk.worker('bob')
    desk.worker('carol')
    expect(desk.now(desk.task().sid)).toMatchObject({ status: 'reserved', taskQueueSid: Support })
  })

  it('does not skip while somebody is available, though busy', () => {
    const desk = createDesk()
    const { Support, Sales } = desk.seed.queues
    desk.worker('alice')
    desk.task()
    route(desk, {
      filters: [
        {
          expression: '1==1',
          targets: [{ queue: Support, skip_if: 'workers.available == 0' }],
        },
      ],
      default_filter: { queue: Sales },
    })
    expect(desk.now(desk.task().sid)).toMatchObject({ status: 'pending', taskQueueSid: Support })
  })

  it('takes a waiting Task again when its attributes match another filter', () => {
    const desk = createDesk()
    const task = desk.task()
    desk.changeTask(task.sid, { Attributes: '{"queue":"Sales"}' })
    expect(desk.now(task.sid).taskQueueSid).toBe(desk.seed.queues.Sales)
  })
})

describe('the order of service', () => {
  it('is priority first, then age', () => {
    const desk = createDesk()
    const old = desk.task()
    desk.clock.advance(1_000)
    const urgent = desk.task({ Priority: 5 })
    const [first] = [desk.worker('alice')]
    expect(desk.reservation(urgent.sid).workerSid).toBe(first.sid)
    const second = desk.worker('bob')
    expect(desk.reservation(old.sid).workerSid).toBe(second.sid)
  })

  it('is the newest first in a LIFO queue', () => {
    const desk = createDesk()
    const queue = desk.store.queues.get(desk.seed.queues.Support)
    if (queue === undefined) throw new Error('no queue')
    desk.store.queues.set(queue.sid, { ...queue, taskOrder: 'LIFO' })
    const tasks = [0, 1, 2].map(() => {
      desk.clock.advance(1_000)
      return desk.task()
    })
    desk.worker('alice')
    expect(tasks.map((task) => desk.now(task.sid).status)).toEqual([
      'pending',
      'pending',
      'reserved',
    ])
  })

  it('serves the longest idle Worker: the end of a Reservation counts', () => {
    const desk = createDesk()
    const alice = desk.worker('alice')
    desk.clock.advance(1_000)
    const bob = desk.worker('bob')
    const first = desk.task()
    expect(desk.reservation(first.sid).workerSid).toBe(alice.sid)
    desk.clock.advance(1_000)
    const { sid } = desk.reservation(first.sid)
    desk.changeReservation(sid, { ReservationStatus: 'accepted' })
    desk.changeReservation(sid, { ReservationStatus: 'completed' })
    expect(desk.reservation(desk.task().sid).workerSid).toBe(bob.sid)
  })
})

describe('a routing target', () => {
  it('is that Worker, whatever it does and has to do', () => {
    const desk = createDesk()
    desk.worker('alice')
    const bob = desk.worker('bob', {}, desk.seed.activities.Offline)
    const task = desk.task({ RoutingTarget: bob.sid })
    expect(desk.reservation(task.sid).workerSid).toBe(bob.sid)
    expect(desk.now(task.sid)).toMatchObject({ routingTarget: bob.sid, status: 'reserved' })
  })

  it('waits for that Worker when capacity is not ignored', () => {
    const desk = createDesk()
    desk.worker('alice')
    const bob = desk.worker('bob', {}, desk.seed.activities.Offline)
    const task = desk.task({ RoutingTarget: bob.sid, IgnoreCapacity: 'false' })
    expect(desk.now(task.sid).status).toBe('pending')
    desk.changeWorker(bob.sid, { ActivitySid: desk.seed.activities.Available })
    expect(desk.reservation(task.sid).workerSid).toBe(bob.sid)
  })

  it('is a queue, past the Workflow', () => {
    const desk = createDesk()
    const task = desk.task({ RoutingTarget: desk.seed.queues.Sales })
    expect(desk.now(task.sid).taskQueueSid).toBe(desk.seed.queues.Sales)
  })
})

describe('channel-optimized routing', () => {
  it('chooses the one who has been idle on the channel, whatever it does on others', () => {
    const desk = createDesk()
    const { chat } = desk.seed.taskChannels
    const alice = desk.worker('alice')
    desk.clock.advance(1000)
    const bob = desk.worker('bob')
    desk.task({ TaskChannel: 'voice', RoutingTarget: alice.sid })
    const before = desk.task({ TaskChannel: 'chat' })
    expect(desk.reservation(before.sid).workerSid).toBe(bob.sid)
    desk.changeTask(before.sid, { AssignmentStatus: 'canceled' })
    const channel = desk.store.taskChannels.get(chat)
    if (channel === undefined) throw new Error('no channel')
    updateTaskChannel(desk.context, channel, { ChannelOptimizedRouting: true })
    const after = desk.task({ TaskChannel: 'chat' })
    expect(desk.reservation(after.sid).workerSid).toBe(alice.sid)
  })
})
