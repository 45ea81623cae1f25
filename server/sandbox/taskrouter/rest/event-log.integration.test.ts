import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../network/testing/manual-clock.ts'
import { serveTaskRouter } from '../testing/served.ts'
import { taskRouterClient } from '../testing/twilio-client.ts'

const MINUTE = 60_000

let clock: ReturnType<typeof createManualClock>
let server: Awaited<ReturnType<typeof serveTaskRouter>>
const workspace = () => taskRouterClient(server).workspaces(server.seed.workspaceSid)

beforeEach(async () => {
  clock = createManualClock()
  server = await serveTaskRouter(clock)
})

afterEach(() => server.close())

/** Alice takes a chat and rejects a call. */
async function history() {
  const { Available } = server.seed.activities
  const alice = await workspace().workers.create({ friendlyName: 'alice', activitySid: Available })
  const chat = await workspace().tasks.create({
    attributes: '{"queue":"Sales"}',
    taskChannel: 'chat',
  })
  clock.advance(MINUTE)
  const call = await workspace().tasks.create({ attributes: '{}', taskChannel: 'voice' })
  const [reservation] = await workspace().tasks(call.sid).reservations.list()
  if (reservation === undefined) throw new Error('the call was not offered')
  await workspace()
    .tasks(call.sid)
    .reservations(reservation.sid)
    .update({ reservationStatus: 'rejected' })
  return { alice, chat, call, reservation }
}

describe('the Events resource', () => {
  it('tells what happened, the newest first, and fetches one', async () => {
    const { alice, call, reservation } = await history()
    const events = await workspace().events.list({ eventType: 'reservation.rejected' })
    expect(events).toMatchObject([
      {
        eventType: 'reservation.rejected',
        resourceType: 'reservation',
        resourceSid: reservation.sid,
        resourceUrl: expect.stringMatching(`/Tasks/${call.sid}/Reservations/${reservation.sid}$`),
        actorType: 'workspace',
        eventDateMs: clock.now(),
        description: expect.stringContaining('alice'),
        eventData: {
          worker_sid: alice.sid,
          worker_name: 'alice',
          task_sid: call.sid,
          task_channel_unique_name: 'voice',
          workspace_name: 'Contact centre',
        },
      },
    ])
    const [event] = events
    const fetched = await workspace()
      .events(event?.sid ?? '')
      .fetch()
    expect(fetched.toJSON()).toEqual(event?.toJSON())
    const dates = (await workspace().events.list()).map((each) => each.eventDateMs)
    expect(dates).toEqual(dates.toSorted((a, b) => b - a))
    await expect(workspace().events('EV404').fetch()).rejects.toMatchObject({ code: 20404 })
  })

  it('filters by what an event is about', async () => {
    const { alice, chat, call, reservation } = await history()
    const { Sales, Support } = server.seed.queues
    const types = async (filter: object) =>
      (await workspace().events.list(filter)).map((each) => each.eventType).toReversed()
    expect(await types({ reservationSid: reservation.sid })).toEqual([
      'reservation.created',
      'reservation.rejected',
    ])
    expect(await types({ workerSid: alice.sid, taskSid: chat.sid })).toEqual([
      'reservation.created',
    ])
    expect(await types({ taskQueueSid: Sales, eventType: 'task-queue.entered' })).toHaveLength(1)
    expect(await types({ taskQueueSid: Support, eventType: 'task-queue.entered' })).toHaveLength(1)
    expect(await types({ workflowSid: server.seed.workflowSid })).toContain('workflow.entered')
    for (const taskChannel of ['voice', server.seed.taskChannels.voice]) {
      expect(await types({ taskChannel, eventType: 'task.created' })).toHaveLength(1)
    }
    const [created] = await workspace().events.list({
      taskSid: call.sid,
      eventType: 'task.created',
    })
    expect(await types({ sid: created?.sid })).toEqual(['task.created'])
  })

  it('filters by time: the last 15 minutes unless told', async () => {
    await history()
    const count = async (filter: object) =>
      (await workspace().events.list({ eventType: 'task.created', ...filter })).length
    const end = new Date(clock.now() - 1000)
    expect(await count({})).toBe(2)
    expect(await count({ endDate: end })).toBe(1)
    clock.advance(15 * MINUTE - 1000)
    expect(await count({})).toBe(1)
    clock.advance(2000)
    expect(await count({})).toBe(0)
    expect(await count({ minutes: 20 })).toBe(2)
    expect(await count({ startDate: end })).toBe(1)
  })

  it('knows every change of the Workspace itself', async () => {
    const { taskQueues, activities, workflows, taskChannels } = workspace()
    const before = Object.keys(server.seed.queues).length
    const queue = await taskQueues.create({ friendlyName: 'Extra', targetWorkers: '1==1' })
    await taskQueues(queue.sid).update({ targetWorkers: 'level > 1' })
    await taskQueues(queue.sid).remove()
    const activity = await activities.create({ friendlyName: 'Lunch', available: false })
    await activities(activity.sid).update({ friendlyName: 'Supper' })
    await activities(activity.sid).remove()
    const configuration = JSON.stringify({
      task_routing: { filters: [], default_filter: { queue: server.seed.queues.Sales } },
    })
    const workflow = await workflows.create({ friendlyName: 'Flow', configuration })
    await workflows(workflow.sid).update({ friendlyName: 'Flood' })
    await workflows(workflow.sid).remove()
    const channel = await taskChannels.create({ friendlyName: 'Fax', uniqueName: 'fax' })
    await taskChannels(channel.sid).update({ friendlyName: 'Telefax' })
    await taskChannels(channel.sid).remove()
    await workspace().update({ friendlyName: 'Centre' })
    const events = await workspace().events.list()
    expect(events.map((each) => each.eventType).toReversed()).toEqual([
      'task-queue.created',
      'task-queue.expression.updated',
      'task-queue.deleted',
      'activity.created',
      'activity.updated',
      'activity.deleted',
      'workflow.created',
      'workflow.updated',
      'workflow.deleted',
      'task-channel.created',
      'task-channel.updated',
      'task-channel.deleted',
      'workspace.updated',
    ])
    expect(await taskQueues.list()).toHaveLength(before)
  })
})

describe('the TaskChannels resource', () => {
  it('gives a new channel to every Worker, and refuses a name that is taken', async () => {
    const worker = await workspace().workers.create({ friendlyName: 'alice' })
    const { taskChannels } = workspace()
    const fax = await taskChannels.create({ friendlyName: 'Fax', uniqueName: 'fax' })
    expect(await taskChannels('fax').fetch()).toMatchObject({ sid: fax.sid, friendlyName: 'Fax' })
    const own = await workspace().workers(worker.sid).workerChannels('fax').fetch()
    expect(own).toMatchObject({ configuredCapacity: 1, available: true })
    await expect(
      taskChannels.create({ friendlyName: 'Fax', uniqueName: 'fax' }),
    ).rejects.toMatchObject({ status: 400 })
    await workspace().tasks.create({ taskChannel: 'fax' })
    await expect(taskChannels(fax.sid).remove()).rejects.toMatchObject({ status: 400 })
  })
})
