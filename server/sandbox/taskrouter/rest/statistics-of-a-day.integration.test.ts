import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../network/testing/manual-clock.ts'
import { serveTaskRouter } from '../testing/served.ts'
import { taskRouterClient } from '../testing/twilio-client.ts'

const SECOND = 1000

let clock: ReturnType<typeof createManualClock>
let server: Awaited<ReturnType<typeof serveTaskRouter>>
const workspace = () => taskRouterClient(server).workspaces(server.seed.workspaceSid)

beforeEach(async () => {
  clock = createManualClock()
  server = await serveTaskRouter(clock)
})

afterEach(() => server.close())

/**
 * A call of Sales is canceled after 4 s, one is accepted after 10 s and completed; a chat of Support is rejected after 2 s
 * and waits. Alice came to work after 4 s.
 */
async function day() {
  const { Available, Break } = server.seed.activities
  const alice = await workspace().workers.create({ friendlyName: 'alice' })
  const create = (queue: string, taskChannel: string, priority = 0) =>
    workspace().tasks.create({ attributes: JSON.stringify({ queue }), taskChannel, priority })
  const lost = await create('Sales', 'voice')
  const taken = await create('Sales', 'voice')
  clock.advance(4 * SECOND)
  await workspace().tasks(lost.sid).update({ assignmentStatus: 'canceled' })
  await workspace().workers(alice.sid).update({ activitySid: Available })
  clock.advance(6 * SECOND)
  const answer = async (taskSid: string, reservationStatus: 'accepted' | 'rejected') => {
    const [reservation] = await workspace().tasks(taskSid).reservations.list()
    return await workspace()
      .tasks(taskSid)
      .reservations(reservation?.sid ?? '')
      .update({
        reservationStatus,
        ...(reservationStatus === 'rejected' ? { workerActivitySid: Break } : {}),
      })
  }
  await answer(taken.sid, 'accepted')
  await workspace().tasks(taken.sid).update({ assignmentStatus: 'completed' })
  const waiting = await create('Support', 'chat', 5)
  clock.advance(2 * SECOND)
  await answer(waiting.sid, 'rejected')
  clock.advance(3 * SECOND)
  return { alice, waiting }
}

describe('real-time statistics', () => {
  it('tell what the Workspace, a Workflow and a queue are doing', async () => {
    const { waiting } = await day()
    const tasks = {
      longestTaskWaitingAge: 5,
      longestTaskWaitingSid: waiting.sid,
      tasksByPriority: { 5: 1 },
      tasksByStatus: { pending: 1, reserved: 0, assigned: 0, wrapping: 0 },
      totalTasks: 1,
    }
    const { activities, queues, workflowSid } = server.seed
    const here = expect.arrayContaining([
      { sid: activities.Break, friendly_name: 'Break', workers: 1 },
      { sid: activities.Available, friendly_name: 'Available', workers: 0 },
    ])
    expect(await workspace().realTimeStatistics().fetch()).toMatchObject({
      ...tasks,
      activityStatistics: here,
      totalWorkers: 1,
    })
    expect(await workspace().workflows(workflowSid).realTimeStatistics().fetch()).toMatchObject({
      ...tasks,
      workflowSid,
    })
    const queue = workspace().taskQueues(queues.Support)
    expect(await queue.realTimeStatistics().fetch()).toMatchObject({
      ...tasks,
      activityStatistics: here,
      longestRelativeTaskAgeInQueue: 5,
      totalAvailableWorkers: 0,
      totalEligibleWorkers: 1,
    })
    const voice = await queue.realTimeStatistics().fetch({ taskChannel: 'voice' })
    expect(voice).toMatchObject({ totalTasks: 0, longestTaskWaitingSid: null })
  })

  it('tell several queues at once', async () => {
    await day()
    const { Sales, Support } = server.seed.queues
    const bulk = await workspace().taskQueues.bulkRealTimeStatistics.create({
      TaskQueueSids: [Sales, Support],
    })
    expect(bulk).toMatchObject({
      taskQueueResponseCount: 2,
      taskQueueData: [
        { task_queue_sid: Sales, total_tasks: 0 },
        { task_queue_sid: Support, total_tasks: 1 },
      ],
    })
  })
})

describe('cumulative statistics', () => {
  it('tell what has become of Tasks and Reservations', async () => {
    await day()
    const all = await workspace().cumulativeStatistics().fetch({ splitByWaitTime: '5,15' })
    expect(all).toMatchObject({
      tasksCreated: 3,
      tasksCanceled: 1,
      tasksCompleted: 1,
      reservationsCreated: 2,
      reservationsAccepted: 1,
      reservationsRejected: 1,
      avgTaskAcceptanceTime: 10,
      waitDurationUntilAccepted: { avg: 10, min: 10, max: 10, total: 10 },
      waitDurationUntilCanceled: { avg: 4, min: 4, max: 4, total: 4 },
      splitByWaitTime: {
        5: {
          above: { reservations_accepted: 1, tasks_canceled: 0 },
          below: { reservations_accepted: 0, tasks_canceled: 1 },
        },
        15: {
          above: { reservations_accepted: 0, tasks_canceled: 0 },
          below: { reservations_accepted: 1, tasks_canceled: 1 },
        },
      },
    })
    expect([all.endTime.getTime(), all.startTime.getTime()]).toEqual([
      clock.now(),
      clock.now() - 15 * 60 * SECOND,
    ])
    const { queues, workflowSid } = server.seed
    const sales = await workspace().taskQueues(queues.Sales).cumulativeStatistics().fetch()
    expect(sales).toMatchObject({
      tasksEntered: 2,
      tasksCanceled: 1,
      tasksCompleted: 1,
      reservationsAccepted: 1,
      reservationsRejected: 0,
      waitDurationInQueueUntilAccepted: { avg: 10 },
    })
    const flow = workspace().workflows(workflowSid)
    expect(await flow.cumulativeStatistics().fetch()).toMatchObject({
      tasksEntered: 3,
      tasksTimedOutInWorkflow: 0,
    })
    expect(await flow.cumulativeStatistics().fetch({ taskChannel: 'chat' })).toMatchObject({
      tasksEntered: 1,
      reservationsRejected: 1,
    })
  })

  it('count the requested time only', async () => {
    await day()
    clock.advance(15 * 60 * SECOND - 6 * SECOND)
    const fetch = (params: object) => workspace().cumulativeStatistics().fetch(params)
    expect(await fetch({})).toMatchObject({ tasksCreated: 1, tasksCanceled: 0 })
    expect(await fetch({ minutes: 20 })).toMatchObject({ tasksCreated: 3, tasksCanceled: 1 })
  })

  it('tell how long Workers were in their Activities', async () => {
    const { alice } = await day()
    const { activities } = server.seed
    const one = await workspace().workers(alice.sid).statistics().fetch()
    const durations = expect.arrayContaining([
      { sid: activities.Offline, friendly_name: 'Offline', avg: 4, min: 4, max: 4, total: 4 },
      { sid: activities.Available, friendly_name: 'Available', avg: 8, min: 8, max: 8, total: 8 },
      { sid: activities.Break, friendly_name: 'Break', avg: 3, min: 3, max: 3, total: 3 },
      expect.objectContaining({ sid: activities.Unavailable, total: 0 }),
    ])
    expect(one.cumulative).toMatchObject({
      reservations_created: 2,
      reservations_accepted: 1,
      activity_durations: durations,
    })
    const clipped = await workspace()
      .workers(alice.sid)
      .statistics()
      .fetch({ startDate: new Date(clock.now() - 5 * SECOND) })
    expect(clipped.cumulative.activity_durations).toEqual(
      expect.arrayContaining([expect.objectContaining({ friendly_name: 'Available', total: 2 })]),
    )
  })
})

describe('both at once', () => {
  it('exist for the Workspace, a Workflow, a queue, all queues and the Workers', async () => {
    await day()
    const { queues, workflowSid } = server.seed
    const both = { realtime: { total_tasks: 1 }, cumulative: { tasks_canceled: 1 } }
    expect(await workspace().statistics().fetch()).toMatchObject(both)
    expect(await workspace().workflows(workflowSid).statistics().fetch()).toMatchObject(both)
    const sales = { realtime: { total_tasks: 0 }, cumulative: { tasks_canceled: 1 } }
    expect(await workspace().taskQueues(queues.Sales).statistics().fetch()).toMatchObject(sales)
    expect(await workspace().taskQueues.statistics.list({ friendlyName: 'Sales' })).toMatchObject([
      { taskQueueSid: queues.Sales, ...sales },
    ])
    const workers = await workspace().workers.statistics().fetch({ taskQueueName: 'Sales' })
    expect(workers).toMatchObject({
      realtime: { total_workers: 1 },
      cumulative: { reservations_created: 2 },
    })
    const nobody = await workspace().workers.statistics().fetch({ friendlyName: 'zoe' })
    expect(nobody).toMatchObject({ realtime: { total_workers: 0 } })
  })

  it('refuse thresholds that are no seconds', async () => {
    await expect(
      workspace().cumulativeStatistics().fetch({ splitByWaitTime: 'soon' }),
    ).rejects.toMatchObject({ status: 400 })
  })
})
