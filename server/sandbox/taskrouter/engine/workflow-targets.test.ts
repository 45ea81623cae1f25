import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'

const SECOND = 1000

/** A TaskRouter whose Workflow has one filter, for everything, with these targets; `default_filter` is Support. */
function deskWith(targets: (queues: { Sales: string; Support: string }) => readonly object[]) {
  const bench = createBench()
  const { Sales, Support } = bench.seed.queues
  bench.changeWorkflow({
    TaskReservationTimeout: '30',
    Configuration: JSON.stringify({
      task_routing: {
        filters: [{ expression: '1==1', targets: targets({ Sales, Support }) }],
        default_filter: { queue: Support },
      },
    }),
  })
  const offeredTo = (taskSid: string) => bench.reservations(taskSid).map((each) => each.workerName)
  return { bench, offeredTo }
}

describe('a known Worker', () => {
  it.each([
    ['known_worker_sid', 'task.agent_sid'],
    ['known_worker_friendly_name', 'task.agent_name'],
  ])('is asked alone (%s), and the next target asks everybody', (key, expression) => {
    const { bench, offeredTo } = deskWith(({ Sales }) => [
      { queue: Sales, [key]: expression, timeout: 10 },
      { queue: Sales },
    ])
    const ricky = bench.worker('ricky', {}, bench.seed.activities.Break)
    bench.worker('alice')
    const Attributes = JSON.stringify({ agent_sid: ricky.sid, agent_name: 'ricky' })
    const first = bench.task({ Attributes })
    expect(offeredTo(first.sid)).toEqual([])
    bench.clock.advance(9 * SECOND)
    bench.changeWorker(ricky.sid, { ActivitySid: bench.seed.activities.Available })
    expect(offeredTo(first.sid)).toEqual(['ricky'])
    const second = bench.task({ Attributes })
    expect(offeredTo(second.sid)).toEqual([])
    bench.clock.advance(10 * SECOND)
    expect(offeredTo(second.sid)).toEqual(['alice'])
  })
})

describe('order_by', () => {
  it('asks the best Worker before the longest idle', () => {
    const { bench, offeredTo } = deskWith(({ Sales }) => [
      { queue: Sales, order_by: 'worker.level DESC, worker.cost ASC' },
    ])
    bench.worker('idle', { level: 1, cost: 1 })
    bench.clock.advance(60 * SECOND)
    bench.worker('dear', { level: 3, cost: 9 })
    bench.worker('cheap', { level: 3, cost: 2 })
    const tasks = [bench.task(), bench.task(), bench.task()]
    expect(tasks.flatMap(({ sid }) => offeredTo(sid))).toEqual(['cheap', 'dear', 'idle'])
  })
})

describe('a target', () => {
  it('gives its priority, which outweighs age', () => {
    const { bench, offeredTo } = deskWith(({ Sales, Support }) => [
      { queue: Sales, expression: 'task.vip == true', timeout: 5, priority: 1 },
      { queue: Support, priority: 20 },
    ])
    const early = bench.task({ Priority: 10 })
    expect(bench.now(early.sid).priority).toBe(1)
    bench.clock.advance(5 * SECOND)
    expect(bench.now(early.sid)).toMatchObject({
      priority: 20,
      taskQueueSid: bench.seed.queues.Support,
    })
    const late = bench.task({ Attributes: '{"vip":true}' })
    bench.worker('alice')
    expect([offeredTo(early.sid), offeredTo(late.sid)]).toEqual([['alice'], []])
  })

  it('is skipped by skip_if, and past the last one the default filter is open', () => {
    const { bench } = deskWith(({ Sales }) => [
      { queue: Sales, skip_if: '1==1', expression: '1==2' },
    ])
    bench.worker('alice', {}, bench.seed.activities.Break)
    const task = bench.task()
    expect(bench.now(task.sid)).toMatchObject({
      status: 'pending',
      taskQueueSid: bench.seed.queues.Support,
    })
    expect(bench.types()).toContain('workflow.skipped')
  })
})

describe('a queue with MaxReservedWorkers', () => {
  it('reserves that many at once, and no others', () => {
    const { bench, offeredTo } = deskWith(({ Sales }) => [{ queue: Sales }])
    bench.changeQueue(bench.seed.queues.Sales, { MaxReservedWorkers: '2' })
    for (const name of ['alice', 'bob', 'carol']) bench.worker(name)
    const task = bench.task()
    expect(offeredTo(task.sid)).toEqual(['alice', 'bob'])
    const [first] = bench.reservations(task.sid)
    bench.changeReservation(first?.sid ?? '', { ReservationStatus: 'rejected' })
    expect(offeredTo(task.sid)).toEqual(['alice', 'bob', 'carol'])
  })
})

describe('the Workflow’s reservation time-out', () => {
  it('counts instead of 120 s, and moves the Worker to the time-out Activity', () => {
    const { bench } = deskWith(({ Sales }) => [{ queue: Sales }])
    const worker = bench.worker('alice')
    const task = bench.task()
    expect(bench.reservation(task.sid).timeout).toBe(30)
    bench.clock.advance(30 * SECOND)
    expect(bench.reservation(task.sid).status).toBe('timeout')
    expect(bench.activity(worker.sid)).toBe('Unavailable')
    expect(bench.now(task.sid).status).toBe('pending')
  })
})
