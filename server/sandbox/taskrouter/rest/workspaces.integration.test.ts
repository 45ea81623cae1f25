// oxlint-disable-next-line no-restricted-imports -- the bridge is tested with the unmodified SDK
import { Worker } from 'twilio-taskrouter'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { once } from '../testing/sdk-workers.ts'
import { serveTaskRouter } from '../testing/served.ts'
import { taskRouterClient } from '../testing/twilio-client.ts'

let server: Awaited<ReturnType<typeof serveTaskRouter>>

beforeEach(async () => {
  server = await serveTaskRouter()
})

afterEach(() => server.close())

const all = () => taskRouterClient(server).workspaces

describe('several Workspaces', () => {
  it('begin with the default Activities alone, or with a queue and its Workflow', async () => {
    const bare = await all().create({ friendlyName: 'Bare' })
    expect(bare).toMatchObject({ friendlyName: 'Bare', defaultActivityName: 'Offline' })
    const names = async (sid: string) =>
      (await all()(sid).activities.list()).map((each) => each.friendlyName)
    expect(await names(bare.sid)).toEqual(['Offline', 'Available', 'Unavailable'])
    expect(await all()(bare.sid).workflows.list()).toEqual([])
    expect(await all()(bare.sid).taskQueues.list()).toEqual([])
    const fifo = await all().create({
      friendlyName: 'Queue',
      template: 'FIFO',
      eventCallbackUrl: `${server.applicationUrl}/events`,
      eventsFilter: 'workspace.created,workspace.deleted',
    })
    const [workflow] = await all()(fifo.sid).workflows.list()
    expect(workflow?.friendlyName).toBe('Default Fifo Workflow')
    expect(await all()(fifo.sid).taskQueues.list()).toHaveLength(1)
    await expect
      .poll(() => server.received.map(({ params }) => params['EventType']))
      .toEqual(['workspace.created'])
    const [one] = await all().list({ friendlyName: 'Queue' })
    expect(one?.sid).toBe(fifo.sid)
    expect(await all().list()).toHaveLength(3)
  })

  it('route their Tasks to their own Workers, and are removed with them', async () => {
    const { sid } = await all().create({ friendlyName: 'Other', template: 'FIFO' })
    const other = all()(sid)
    const activities = await other.activities.list({ friendlyName: 'Available' })
    const activitySid = activities[0]?.sid ?? ''
    const worker = await other.workers.create({ friendlyName: 'bob', activitySid })
    const { workflowSid, workspaceSid } = server.seed
    await all()(workspaceSid).tasks.create({ workflowSid, attributes: '{}' })
    expect(await other.workers(worker.sid).reservations.list()).toEqual([])
    const [workflow] = await other.workflows.list()
    const made = server.router.taskSide.createTask({
      workflowSid: workflow?.sid ?? '',
      attributes: { call_sid: 'CA1' },
    })
    if (!made.ok) throw new Error(made.message)
    const [reservation] = await other.workers(worker.sid).reservations.list()
    expect(reservation).toMatchObject({ taskSid: made.taskSid, reservationStatus: 'pending' })
    server.router.taskSide.callerLeftQueue(made.taskSid, 'hangup')
    expect(await other.tasks(made.taskSid).fetch()).toMatchObject({ assignmentStatus: 'canceled' })
    expect(await other.remove()).toBe(true)
    await expect(other.fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
    await expect(other.workers.list()).rejects.toMatchObject({ status: 404 })
  })

  it('have their own sockets', async () => {
    const { sid } = await all().create({ friendlyName: 'Other', template: 'FIFO' })
    const { sid: workerSid } = await all()(sid).workers.create({ friendlyName: 'bob' })
    const bridge = `${server.baseUrl}/eventbridge/v1/wschannels`
    const worker = new Worker(await server.token(workerSid, 'worker', 3600, sid), {
      ebServer: bridge,
      wsServer: bridge.replace('http', 'ws'),
      logLevel: 'error',
    })
    worker.on('error', () => {})
    await once(worker, 'ready')
    expect(worker.activity.name).toBe('Offline')
    const gone = once(worker, 'disconnected')
    await all()(sid).remove()
    await gone
    worker.disconnect()
  })

  it('are refused with a wrong template or without a name', async () => {
    await expect(all().create({ friendlyName: 'X', template: 'LIFO' })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    })
    await expect(all().create({ friendlyName: '' })).rejects.toMatchObject({ status: 400 })
    expect(await all().list()).toHaveLength(1)
  })
})

describe('TaskChannels', () => {
  const workspace = () => all()(server.seed.workspaceSid)

  it('are created for every Worker, renamed and deleted', async () => {
    const worker = await workspace().workers.create({ friendlyName: 'alice' })
    const video = await workspace().taskChannels.create({
      friendlyName: 'Video',
      uniqueName: 'video',
      channelOptimizedRouting: true,
    })
    expect(video).toMatchObject({ uniqueName: 'video', channelOptimizedRouting: true })
    const channel = workspace().workers(worker.sid).workerChannels('video')
    expect(await channel.fetch()).toMatchObject({ configuredCapacity: 1, assignedTasks: 0 })
    await workspace()
      .taskChannels('video')
      .update({ friendlyName: 'Film', channelOptimizedRouting: false })
    expect(await workspace().taskChannels(video.sid).fetch()).toMatchObject({
      friendlyName: 'Film',
      channelOptimizedRouting: false,
    })
    expect(await workspace().taskChannels(video.sid).remove()).toBe(true)
    await expect(channel.fetch()).rejects.toMatchObject({ status: 404 })
  })

  it('are kept while there are Tasks on them, and have names of their own', async () => {
    await workspace().tasks.create({ attributes: '{}', taskChannel: 'chat' })
    const refused = { status: 400, code: 20001 }
    await expect(workspace().taskChannels('chat').remove()).rejects.toMatchObject(refused)
    await expect(workspace().taskChannels('default').remove()).rejects.toMatchObject(refused)
    await expect(
      workspace().taskChannels.create({ friendlyName: 'Again', uniqueName: 'chat' }),
    ).rejects.toMatchObject(refused)
  })
})

describe('lists', () => {
  const workspace = () => all()(server.seed.workspaceSid)

  it('find Workers by their own fields, and TaskQueues by imagined attributes', async () => {
    const { Available: activitySid } = server.seed.activities
    await workspace().workers.create({ friendlyName: 'alice', activitySid })
    await workspace().workers.create({ friendlyName: 'bob' })
    const names = async (targetWorkersExpression: string) =>
      (await workspace().workers.list({ targetWorkersExpression })).map((each) => each.friendlyName)
    expect(await names('activity_name == "Available"')).toEqual(['alice'])
    expect(await names('NOT friendly_name IN ["alice"]')).toEqual(['bob'])
    await workspace().taskQueues.create({ friendlyName: 'French', targetWorkers: 'lang HAS "fr"' })
    const queues = async (evaluateWorkerAttributes: string) =>
      (await workspace().taskQueues.list({ evaluateWorkerAttributes })).map(
        (each) => each.friendlyName,
      )
    expect(await queues('{"lang":["fr"]}')).toEqual(['Support', 'Sales', 'French'])
    expect(await queues('{}')).toEqual(['Support', 'Sales'])
  })

  it('order Tasks as requested, and refuse unknown keys', async () => {
    const create = (priority: number, virtualStartTime: Date) =>
      workspace().tasks.create({ attributes: '{}', priority, virtualStartTime })
    const early = await create(1, new Date('2026-01-01T00:00:00Z'))
    const late = await create(2, new Date('2026-01-02T00:00:00Z'))
    const ordered = async (ordering: string) =>
      (await workspace().tasks.list({ ordering })).map((each) => each.sid)
    expect(await ordered('VirtualStartTime:desc')).toEqual([late.sid, early.sid])
    expect(await ordered('Priority:asc,DateCreated:desc')).toEqual([early.sid, late.sid])
    await expect(ordered('Mood:asc')).rejects.toMatchObject({ status: 400, code: 20001 })
    expect(await workspace().tasks.list({ hasAddons: true })).toEqual([])
  })

  it('say at which character an expression cannot be read', async () => {
    await expect(
      workspace().taskQueues.create({ friendlyName: 'X', targetWorkers: 'skills HAS' }),
    ).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(
        'expected a value or a key but the expression ends at character 11',
      ),
    })
  })
})
