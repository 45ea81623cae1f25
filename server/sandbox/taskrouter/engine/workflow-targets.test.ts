import { describe, expect, it } from 'vitest'
import { createDesk } from '../testing/desk.ts'

const SECOND = 1000

/** A desk whose Workflow has one filter, for everything, with these targets; `default_filter` is Support. */
function deskWith(targets: (queues: { Sales: string; Support: string }) => readonly object[]) {
  const desk = createDesk()
  const { Sales, Support } = desk.seed.queues
  desk.changeWorkflow({
    TaskReservationTimeout: '30',
    Configuration: JSON.stringify({
      task_routing: {
        filters: [{ expression: '1==1', targets: targets({ Sales, Support }) }],
        default_filter: { queue: Support },
      },
    }),
  })
  const offeredTo = (taskSid: string) => desk.reservations(taskSid).map((each) => each.workerName)
  return { desk, offeredTo }
}

describe('a known Worker', () => {
  it.each([
    ['known_worker_sid', 'task.agent_sid'],
    ['known_worker_friendly_name', 'task.agent_name'],
  ])('is asked alone (%s), and the next target asks everybody', (key, expression) => {
    const { desk, offeredTo } = deskWith(({ Sales }) => [
      { queue: Sales, [key]: expression, timeout: 10 },
      { queue: Sales },
    ])
    const ricky = desk.worker('ricky', {}, desk.seed.activities.Break)
    desk.worker('alice')
    const Attributes = JSON.stringify({ agent_sid: ricky.sid, agent_name: 'ricky' })
    const first = desk.task({ Attributes })
    expect(offeredTo(first.sid)).toEqual([])
    desk.clock.advance(9 * SECOND)
    desk.changeWorker(ricky.sid, { ActivitySid: desk.seed.activities.Available })
    expect(offeredTo(first.sid)).toEqual(['ricky'])
    const second = desk.task({ Attributes })
    expect(offeredTo(second.sid)).toEqual([])
    desk.clock.advance(10 * SECOND)
    expect(offeredTo(second.sid)).toEqual(['alice'])
  })
})

describe('order_by', () => {
  it('asks the best Worker before the longest idle', () => {
    const { desk, offeredTo } = deskWith(({ Sales }) => [
      { queue: Sales, order_by: 'worker.level DESC, worker.cost ASC' },
    ])
    desk.worker('idle', { level: 1, cost: 1 })
    desk.clock.advance(60 * SECOND)
    desk.worker('dear', { level: 3, cost: 9 })
    desk.worker('cheap', { level: 3, cost: 2 })
    const tasks = [desk.task(), desk.task(), desk.task()]
    expect(tasks.flatMap(({ sid }) => offeredTo(sid))).toEqual(['cheap', 'dear', 'idle'])
  })
})

describe('a target', () => {
  it('gives its priority, which outweighs age', () => {
    const { desk, offeredTo } = deskWith(({ Sales, Support }) => [
      { queue: Sales, expression: 'task.vip == true', timeout: 5, priority: 1 },
      { queue: Support, priority: 20 },
    ])
    const early = desk.task({ Priority: 10 })
    expect(desk.now(early.sid).priority).toBe(1)
    desk.clock.advance(5 * SECOND)
    expect(desk.now(early.sid)).toMatchObject({
      priority: 20,
      taskQueueSid: desk.seed.queues.Support,
    })
    const late = desk.task({ Attributes: '{"vip":true}' })
    desk.worker('alice')
    expect([offeredTo(early.sid), offeredTo(late.sid)]).toEqual([['alice'], []])
  })

  it('is skipped by skip_if, and past the last one the default filter is open', () => {
    const { desk } = deskWith(({ Sales }) => [
      { queue: Sales, skip_if: '1==1', expression: '1==2' },
    ])
    desk.worker('alice', {}, desk.seed.activities.Break)
    const task = desk.task()
    expect(desk.now(task.sid)).toMatchObject({
      status: 'pending',
      taskQueueSid: desk.seed.queues.Support,
    })
    expect(desk.types()).toContain('workflow.skipped')
  })
})

describe('a queue with MaxReservedWorkers', () => {
  it('asks that many at once, and no more', () => {
    const { desk, offeredTo } = deskWith(({ Sales }) => [{ queue: Sales }])
    desk.changeQueue(desk.seed.queues.Sales, { MaxReservedWorkers: '2' })
    for (const name of ['alice', 'bob', 'carol']) desk.worker(name)
    const task = desk.task()
    expect(offeredTo(task.sid)).toEqual(['alice', 'bob'])
    const [first] = desk.reservations(task.sid)
    desk.changeReservation(first?.sid ?? '', { ReservationStatus: 'rejected' })
    expect(offeredTo(task.sid)).toEqual(['alice', 'bob', 'carol'])
  })
})

describe('the Workflow’s reservation time-out', () => {
  it('counts instead of 120 s, and moves the Worker to the time-out Activity', () => {
    const { desk } = deskWith(({ Sales }) => [{ queue: Sales }])
    const worker = desk.worker('alice')
    const task = desk.task()
    expect(desk.reservation(task.sid).timeout).toBe(30)
    desk.clock.advance(30 * SECOND)
    expect(desk.reservation(task.sid).status).toBe('timeout')
    expect(desk.activity(worker.sid)).toBe('Unavailable')
    expect(desk.now(task.sid).status).toBe('pending')
  })
})
