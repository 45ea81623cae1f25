import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../network/testing/manual-clock.ts'
import { serveTaskRouter } from '../testing/served.ts'
import { taskRouterClient } from '../testing/twilio-client.ts'

let server: Awaited<ReturnType<typeof serveTaskRouter>>
let clock: ReturnType<typeof createManualClock>

const workspace = () => taskRouterClient(server).workspaces(server.seed.workspaceSid)

beforeEach(async () => {
  clock = createManualClock()
  server = await serveTaskRouter(clock)
})

afterEach(() => server.close())

/** One Task is accepted after 10 s, one canceled after 30 s; a third still waits. */
async function anAfternoon() {
  const { Offline, Available } = server.seed.activities
  const worker = await workspace().workers.create({ friendlyName: 'alice', activitySid: Offline })
  const queued = () =>
    workspace().tasks.create({ attributes: '{"queue":"Sales"}', taskChannel: 'voice' })
  const first = await queued()
  const second = await queued()
  clock.advance(10_000)
  await workspace().workers(worker.sid).update({ activitySid: Available })
  const { reservations } = workspace().tasks(first.sid)
  const [reservation] = await reservations.list()
  await reservations(reservation?.sid ?? '').update({ reservationStatus: 'accepted' })
  clock.advance(20_000)
  await workspace().tasks(second.sid).update({ assignmentStatus: 'canceled', reason: 'gone' })
  const third = await queued()
  clock.advance(5_000)
  return { worker, first, second, third }
}

describe('cumulative statistics', () => {
  it('count what happened in the Workspace, and how long it took', async () => {
    await anAfternoon()
    const counted = await workspace().cumulativeStatistics().fetch({ splitByWaitTime: '5,20' })
    expect(counted).toMatchObject({
      avgTaskAcceptanceTime: 10,
      reservationsCreated: 1,
      reservationsAccepted: 1,
      reservationsRejected: 0,
      reservationsTimedOut: 0,
      reservationsCanceled: 0,
      reservationsRescinded: 0,
      tasksCreated: 3,
      tasksCanceled: 1,
      tasksCompleted: 0,
      tasksDeleted: 0,
      tasksMoved: 0,
      tasksTimedOutInWorkflow: 0,
      waitDurationUntilAccepted: { avg: 10, min: 10, max: 10, total: 10 },
      waitDurationUntilCanceled: { avg: 30, min: 30, max: 30, total: 30 },
      splitByWaitTime: {
        5: {
          above: { tasks_canceled: 1, reservations_accepted: 1 },
          below: { tasks_canceled: 0, reservations_accepted: 0 },
        },
        20: {
          above: { tasks_canceled: 1, reservations_accepted: 0 },
          below: { tasks_canceled: 0, reservations_accepted: 1 },
        },
      },
    })
    expect(counted.endTime.getTime() - counted.startTime.getTime()).toBe(15 * 60_000)
  })

  it('count per TaskQueue and per Workflow', async () => {
    await anAfternoon()
    const { queues, workflowSid } = server.seed
    expect(await workspace().taskQueues(queues.Sales).cumulativeStatistics().fetch()).toMatchObject(
      {
        tasksEntered: 3,
        tasksCanceled: 1,
        reservationsAccepted: 1,
        waitDurationInQueueUntilAccepted: { avg: 10, min: 10, max: 10, total: 10 },
      },
    )
    expect(
      await workspace().taskQueues(queues.Support).cumulativeStatistics().fetch(),
    ).toMatchObject({
      tasksEntered: 0,
      reservationsCreated: 0,
      avgTaskAcceptanceTime: 0,
    })
    expect(await workspace().workflows(workflowSid).cumulativeStatistics().fetch()).toMatchObject({
      tasksEntered: 3,
      tasksCanceled: 1,
      tasksTimedOutInWorkflow: 0,
    })
  })

  it('see a Task move from one TaskQueue to the next', async () => {
    const { Sales, Support } = server.seed.queues
    const targets = [{ queue: Sales, timeout: 5 }, { queue: Support }]
    const filters = [{ expression: '1 == 1', targets }]
    await workspace()
      .workflows(server.seed.workflowSid)
      .update({ configuration: JSON.stringify({ task_routing: { filters } }) })
    await workspace().tasks.create({ attributes: '{}' })
    clock.advance(5_000)
    const of = (sid: string) => workspace().taskQueues(sid).cumulativeStatistics().fetch()
    expect(await of(Sales)).toMatchObject({ tasksEntered: 1, tasksMoved: 1 })
    expect(await of(Support)).toMatchObject({ tasksEntered: 1, tasksMoved: 0 })
  })

  it('know how long Workers were in which Activity', async () => {
    const { worker } = await anAfternoon()
    const durations = [
      { friendly_name: 'Offline', total: 10, min: 10, max: 10, avg: 10 },
      { friendly_name: 'Available', total: 25 },
      { friendly_name: 'Unavailable', total: 0 },
      { friendly_name: 'Break', total: 0 },
    ]
    const one = await workspace().workers(worker.sid).statistics().fetch()
    expect(one.cumulative).toMatchObject({
      reservations_accepted: 1,
      activity_durations: durations,
    })
    const all = await workspace().workers.statistics().fetch({ friendlyName: 'alice' })
    expect(all.cumulative).toMatchObject({ activity_durations: durations })
    expect(all.realtime).toMatchObject({ total_workers: 1 })
    const nobody = await workspace().workers.statistics().fetch({ friendlyName: 'bob' })
    expect(nobody.realtime).toMatchObject({ total_workers: 0 })
    const { activityDurations } = await workspace().workers.cumulativeStatistics().fetch()
    expect(activityDurations).toMatchObject(durations)
  })

  it('are of a period and a TaskChannel alone', async () => {
    await anAfternoon()
    const of = (options: object) => workspace().cumulativeStatistics().fetch(options)
    expect(await of({ taskChannel: 'chat' })).toMatchObject({ tasksCreated: 0 })
    expect(await of({ taskChannel: 'voice' })).toMatchObject({ tasksCreated: 3 })
    clock.advance(120_000)
    expect(await of({ minutes: 1 })).toMatchObject({ tasksCreated: 0 })
    expect(await of({ startDate: new Date(clock.now() - 600_000) })).toMatchObject({
      tasksCreated: 3,
    })
    await expect(of({ startDate: new Date(clock.now() + 600_000) })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    })
  })
})

describe('real-time statistics', () => {
  it('say who waits, where, and for how long', async () => {
    const { third } = await anAfternoon()
    const { queues, workflowSid } = server.seed
    const waiting = {
      longestTaskWaitingAge: 5,
      longestTaskWaitingSid: third.sid,
      totalTasks: 2,
      tasksByStatus: { pending: 1, reserved: 0, assigned: 1, wrapping: 0 },
      tasksByPriority: { 0: 2 },
    }
    expect(await workspace().realTimeStatistics().fetch()).toMatchObject({
      ...waiting,
      totalWorkers: 1,
    })
    expect(await workspace().workflows(workflowSid).realTimeStatistics().fetch()).toMatchObject(
      waiting,
    )
    expect(await workspace().taskQueues(queues.Sales).realTimeStatistics().fetch()).toMatchObject({
      ...waiting,
      longestRelativeTaskAgeInQueue: 5,
      totalAvailableWorkers: 1,
      totalEligibleWorkers: 1,
    })
    const workers = await workspace().workers.realTimeStatistics().fetch()
    expect(workers).toMatchObject({ totalWorkers: 1 })
  })

  it('come with the cumulative ones, for one and for many', async () => {
    await anAfternoon()
    const both = await workspace().statistics().fetch()
    expect(both.realtime).toMatchObject({ total_tasks: 2 })
    expect(both.cumulative).toMatchObject({ tasks_created: 3 })
    const { queues, workflowSid } = server.seed
    const workflow = await workspace().workflows(workflowSid).statistics().fetch()
    expect(workflow.cumulative).toMatchObject({ tasks_entered: 3 })
    const queue = await workspace().taskQueues(queues.Sales).statistics().fetch()
    expect(queue.realtime).toMatchObject({ total_tasks: 2 })
    const many = await workspace().taskQueues.statistics.list({ friendlyName: 'Sales' })
    expect(many.map((each) => each.taskQueueSid)).toEqual([queues.Sales])
    const bulk = await workspace().taskQueues.bulkRealTimeStatistics.create({})
    expect(bulk).toMatchObject({ taskQueueResponseCount: 2 })
    expect(bulk.taskQueueData).toMatchObject([
      { task_queue_sid: queues.Support, total_tasks: 0 },
      { task_queue_sid: queues.Sales, total_tasks: 2 },
    ])
  })
})
