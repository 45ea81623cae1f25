// oxlint-disable-next-line no-restricted-imports -- its signatures must hold under the unmodified package
import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serveTaskRouter } from '../testing/served.ts'
import { taskRouterClient } from '../testing/twilio-client.ts'

let server: Awaited<ReturnType<typeof serveTaskRouter>>

const connect = () => taskRouterClient(server).workspaces(server.seed.workspaceSid)

beforeEach(async () => {
  server = await serveTaskRouter()
})

afterEach(() => server.close())

describe('the twilio package', () => {
  it('reads the seeded Workspace', async () => {
    const workspace = await connect().fetch()
    const { Offline, Unavailable } = server.seed.activities
    expect(workspace).toMatchObject({
      accountSid: server.account.accountSid,
      defaultActivitySid: Offline,
      defaultActivityName: 'Offline',
      timeoutActivitySid: Unavailable,
      multiTaskEnabled: true,
      prioritizeQueueOrder: 'FIFO',
    })
    expect(workspace.dateCreated).toBeInstanceOf(Date)
    expect(Number.isNaN(workspace.dateCreated.getTime())).toBe(false)
    const [activities, channels, queues, workflows] = await Promise.all([
      workspace.activities().list(),
      workspace.taskChannels().list(),
      workspace.taskQueues().list(),
      workspace.workflows().list(),
    ])
    expect(activities.map((each) => [each.friendlyName, each.available])).toEqual([
      ['Offline', false],
      ['Available', true],
      ['Unavailable', false],
      ['Break', false],
    ])
    expect(channels.map((each) => each.uniqueName).toSorted()).toEqual(['chat', 'default', 'voice'])
    expect(queues.map((each) => each.friendlyName)).toEqual(['Support', 'Sales'])
    expect(workflows.map((each) => each.friendlyName)).toEqual(['Inbound'])
  })

  it('creates, pages, filters, changes and deletes Workers', async () => {
    const workspace = connect()
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await workspace.workers.create({
        friendlyName: name,
        attributes: JSON.stringify({ skills: name < 'c' ? ['x'] : [] }),
      })
    }
    const all = await workspace.workers.list({ pageSize: 2 })
    expect(all.map((each) => each.friendlyName)).toEqual(['a', 'b', 'c', 'd', 'e'])
    const skilled = await workspace.workers.list({ targetWorkersExpression: 'skills HAS "x"' })
    expect(skilled.map((each) => each.friendlyName)).toEqual(['a', 'b'])
    const [first] = skilled
    if (first === undefined) throw new Error('no worker')
    const { Available } = server.seed.activities
    await workspace.workers(first.sid).update({ activitySid: Available, attributes: '{"level":2}' })
    expect(await workspace.workers(first.sid).fetch()).toMatchObject({
      available: true,
      activityName: 'Available',
      attributes: '{"level":2}',
    })
    const available = await workspace.workers.list({ available: 'true' })
    expect(available.map((each) => each.sid)).toEqual([first.sid])
    const channel = await workspace
      .workers(first.sid)
      .workerChannels('voice')
      .update({ capacity: 3 })
    expect(channel).toMatchObject({ configuredCapacity: 3, availableCapacityPercentage: 100 })
    expect(await workspace.workers(first.sid).remove()).toBe(true)
    await expect(workspace.workers(first.sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
  })

  it('offers a Worker as many Tasks as its channel has capacity for', async () => {
    const workspace = connect()
    const { Available: activitySid } = server.seed.activities
    const worker = await workspace.workers.create({ friendlyName: 'alice', activitySid })
    const voice = workspace.workers(worker.sid).workerChannels('voice')
    const queued = () => workspace.tasks.create({ attributes: '{}', taskChannel: 'voice' })
    const offers = async () =>
      (await workspace.workers(worker.sid).reservations.list()).map((each) => each.taskSid)
    const first = await queued()
    const [offer] = await workspace.tasks(first.sid).reservations.list()
    await workspace
      .tasks(first.sid)
      .reservations(offer?.sid ?? '')
      .update({ reservationStatus: 'accepted' })
    const second = await queued()
    expect(await offers()).toEqual([first.sid])

    const widened = await voice.update({ capacity: 2 })
    expect(widened).toMatchObject({ configuredCapacity: 2, taskChannelUniqueName: 'voice' })
    expect((await offers()).toSorted()).toEqual([first.sid, second.sid].toSorted())
    const third = await queued()
    expect(await offers()).not.toContain(third.sid)
    expect(await voice.fetch()).toMatchObject({ assignedTasks: 2, availableCapacityPercentage: 0 })
  })

  it('offers nothing on a channel that is not available', async () => {
    const workspace = connect()
    const { Available: activitySid } = server.seed.activities
    const { sid } = await workspace.workers.create({ friendlyName: 'alice', activitySid })
    const voice = workspace.workers(sid).workerChannels('voice')
    expect(await voice.update({ available: false })).toMatchObject({ available: false })
    const task = await workspace.tasks.create({ attributes: '{}', taskChannel: 'voice' })
    expect(await workspace.tasks(task.sid).reservations.list()).toEqual([])
    await voice.update({ available: true })
    expect(await workspace.tasks(task.sid).reservations.list()).toHaveLength(1)
    await expect(voice.update({ capacity: -1 })).rejects.toMatchObject({ status: 400, code: 20001 })
    await expect(workspace.workers(sid).workerChannels('fax').fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
  })

  it('counts a Task for one Worker against its capacity, which the Task itself may ignore', async () => {
    const workspace = connect()
    const { Available: activitySid } = server.seed.activities
    const { sid: routingTarget } = await workspace.workers.create({
      friendlyName: 'alice',
      activitySid,
    })
    const own = { attributes: '{}', taskChannel: 'voice', routingTarget }
    const reserved = async (taskSid: string) =>
      (await workspace.tasks(taskSid).reservations.list()).length === 1
    const call = await workspace.tasks.create({ ...own, ignoreCapacity: 'true' })
    const inbound = await workspace.tasks.create({ attributes: '{}', taskChannel: 'voice' })
    const patient = await workspace.tasks.create({ ...own, ignoreCapacity: 'false' })
    const another = await workspace.tasks.create({ ...own, ignoreCapacity: 'true' })
    const all = [call, inbound, patient, another]
    expect(await Promise.all(all.map(({ sid }) => reserved(sid)))).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect(another).toMatchObject({ ignoreCapacity: true, routingTarget })
    const voice = workspace.workers(routingTarget).workerChannels('voice')
    expect(await voice.fetch()).toMatchObject({ assignedTasks: 2, availableCapacityPercentage: 0 })
    // Two are there already: one more place is for one of the two who wait.
    await voice.update({ capacity: 3 })
    const waited = await Promise.all([inbound, patient].map(({ sid }) => reserved(sid)))
    expect(waited.filter(Boolean)).toHaveLength(1)
  })

  it('takes a Task through its Reservation, with the version in If-Match', async () => {
    const workspace = connect()
    const { Available } = server.seed.activities
    const worker = await workspace.workers.create({ friendlyName: 'alice', activitySid: Available })
    const task = await workspace.tasks.create({
      attributes: '{"queue":"Sales"}',
      taskChannel: 'voice',
      timeout: 600,
      priority: 5,
    })
    expect(task).toMatchObject({
      assignmentStatus: 'pending',
      priority: 5,
      taskQueueFriendlyName: 'Sales',
      workflowFriendlyName: 'Inbound',
      taskChannelUniqueName: 'voice',
    })
    const [reservation] = await workspace.tasks(task.sid).reservations.list()
    expect(reservation).toMatchObject({ reservationStatus: 'pending', workerName: 'alice' })
    if (reservation === undefined) throw new Error('no reservation')
    // What a list gives cannot be updated itself: the package does not tell it its SID.
    const offer = workspace.tasks(task.sid).reservations(reservation.sid)
    await expect(
      offer.update({ ifMatch: '"7"', reservationStatus: 'accepted' }),
    ).rejects.toMatchObject({ status: 412 })
    await offer.update({ ifMatch: '"0"', reservationStatus: 'accepted' })
    await expect(offer.update({ reservationStatus: 'accepted' })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    })
    const held = await workspace.workers(worker.sid).reservations.list()
    expect(held.map((each) => each.reservationStatus)).toEqual(['accepted'])
    const assigned = await workspace.tasks.list({ assignmentStatus: ['assigned', 'wrapping'] })
    expect(assigned.map((each) => each.sid)).toEqual([task.sid])
    const voice = (await workspace.workers(worker.sid).workerChannels.list()).find(
      (each) => each.taskChannelUniqueName === 'voice',
    )
    expect(voice).toMatchObject({ assignedTasks: 1, availableCapacityPercentage: 0 })
    await workspace.tasks(task.sid).update({ assignmentStatus: 'wrapping', reason: 'work' })
    const done = await workspace
      .tasks(task.sid)
      .update({ assignmentStatus: 'completed', reason: 'ok' })
    expect(done).toMatchObject({ assignmentStatus: 'completed', reason: 'ok' })
    expect(await workspace.tasks(task.sid).remove()).toBe(true)
  })

  it('rings a Worker by a conference instruction', async () => {
    const workspace = connect()
    await workspace.workers.create({
      friendlyName: 'alice',
      activitySid: server.seed.activities.Available,
      attributes: '{"contact_uri":"client:alice"}',
    })
    const { workflowSid } = server.seed
    const made = server.router.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
    if (!made.ok) throw new Error(made.message)
    const { taskSid } = made
    const [reservation] = await workspace.tasks(taskSid).reservations.list()
    const offer = workspace.tasks(taskSid).reservations(reservation?.sid ?? '')
    await offer.update({
      instruction: 'conference',
      from: '+15550001',
      endConferenceOnExit: true,
      statusCallbackEvent: ['answered', 'completed'],
    })
    expect(server.voice.rings).toMatchObject([
      {
        to: 'client:alice',
        conference: taskSid,
        options: { EndConferenceOnExit: 'true', StatusCallbackEvent: ['answered', 'completed'] },
      },
    ])
    await expect(offer.update({ instruction: 'dance' })).rejects.toMatchObject({
      status: 400,
      code: 40151,
    })
  })

  it('makes queues and Workflows, and hears where an expression is wrong', async () => {
    const workspace = connect()
    const queue = await workspace.taskQueues.create({
      friendlyName: 'Q',
      targetWorkers: 'skills HAS "x"',
    })
    const { sid } = queue
    expect(queue).toMatchObject({ targetWorkers: 'skills HAS "x"', maxReservedWorkers: 1 })
    await expect(
      workspace.taskQueues(sid).update({ targetWorkers: 'skills HAZ "x"' }),
    ).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('at character 8'),
    })
    const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } })
    const workflow = await workspace.workflows.create({ friendlyName: 'F', configuration })
    expect(workflow).toMatchObject({ taskReservationTimeout: 120, configuration })
    await expect(
      workspace.workflows(workflow.sid).update({ configuration: '{}' }),
    ).rejects.toMatchObject({ status: 400 })
    await expect(workspace.taskQueues(sid).remove()).rejects.toMatchObject({ status: 400 })
    await workspace.workflows(workflow.sid).remove()
    expect(await workspace.taskQueues(sid).remove()).toBe(true)
  })

  it('reads what a queue is doing', async () => {
    const workspace = connect()
    const { activities, queues } = server.seed
    await workspace.workers.create({ friendlyName: 'alice', activitySid: activities.Available })
    const oldest = await workspace.tasks.create({ attributes: '{}', priority: 3 })
    await workspace.tasks.create({ attributes: '{}' })
    const statistics = await workspace.taskQueues(queues.Support).realTimeStatistics().fetch()
    expect(statistics).toMatchObject({
      tasksByStatus: { reserved: 1, pending: 1, assigned: 0, wrapping: 0 },
      tasksByPriority: { 0: 1, 3: 1 },
      totalAvailableWorkers: 1,
      totalEligibleWorkers: 1,
      totalTasks: 2,
      longestTaskWaitingSid: oldest.sid,
    })
  })

  it('hears events, signed, where the Workspace says', async () => {
    const workspace = connect()
    const url = `${server.applicationUrl}/events?tenant=1`
    await workspace.update({ eventCallbackUrl: url, eventsFilter: 'task.created,task.canceled' })
    const task = await workspace.tasks.create({ attributes: '{"name":"Zoë"}' })
    await workspace.tasks(task.sid).update({ assignmentStatus: 'canceled', reason: 'hangup' })
    await vi.waitFor(() => expect(server.received.length).toBe(2))
    expect(server.received.map((each) => each.params['EventType'])).toEqual([
      'task.created',
      'task.canceled',
    ])
    for (const { signature, params } of server.received) {
      const valid = twilio.validateRequest(server.account.authToken, signature, url, params)
      expect(valid).toBe(true)
    }
  })

  it('sorts Workers and queues, and finds the queues for a Worker', async () => {
    const workspace = connect()
    const names = async (params: object) =>
      (await workspace.workers.list(params)).map((each) => each.friendlyName)
    for (const friendlyName of ['first', 'second']) await workspace.workers.create({ friendlyName })
    const [first] = await workspace.workers.list({ friendlyName: 'first' })
    await workspace.workers(first?.sid ?? '').update({ activitySid: server.seed.activities.Break })
    expect(await names({ ordering: 'DateStatusChanged:asc' })).toEqual(['second', 'first'])
    expect(await names({ ordering: 'DateStatusChanged:desc' })).toEqual(['first', 'second'])
    await expect(names({ ordering: 'Shoe:asc' })).rejects.toMatchObject({ status: 400 })
    const { taskQueues } = workspace
    await taskQueues(server.seed.queues.Sales).update({ targetWorkers: 'level > 1' })
    const queues = async (params: object) =>
      (await taskQueues.list(params)).map((each) => each.friendlyName)
    expect(await queues({ evaluateWorkerAttributes: '{"level":1}' })).toEqual(['Support'])
    expect(await queues({ evaluateWorkerAttributes: '{"level":2}' })).toEqual(['Support', 'Sales'])
    expect(await queues({ ordering: 'DateUpdated:desc' })).toEqual(['Sales', 'Support'])
  })

  it('is refused with a wrong secret, and finds no other Workspace', async () => {
    const stranger = taskRouterClient(server, 'wrong')
    await expect(stranger.workspaces.list()).rejects.toMatchObject({ status: 401 })
    const friend = taskRouterClient(server, server.account.authToken)
    const others = friend.workspaces('WS0123456789abcdef0123456789abcdef')
    await expect(others.workers.list()).rejects.toMatchObject({ status: 404, code: 20404 })
    expect(await friend.workspaces.list()).toHaveLength(1)
  })
})
