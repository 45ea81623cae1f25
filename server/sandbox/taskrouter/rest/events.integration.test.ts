import { afterEach, beforeEach, expect, it } from 'vitest'
import { serveTaskRouter } from '../testing/served.ts'
import { taskRouterClient } from '../testing/twilio-client.ts'

let server: Awaited<ReturnType<typeof serveTaskRouter>>

const workspace = () => taskRouterClient(server).workspaces(server.seed.workspaceSid)

beforeEach(async () => {
  server = await serveTaskRouter()
})

afterEach(() => server.close())

async function acceptedTask() {
  const { Available: activitySid } = server.seed.activities
  const worker = await workspace().workers.create({ friendlyName: 'alice', activitySid })
  const task = await workspace().tasks.create({
    attributes: '{"queue":"Sales"}',
    taskChannel: 'voice',
  })
  const [reservation] = await workspace().tasks(task.sid).reservations.list()
  if (reservation === undefined) throw new Error('no reservation')
  const { reservations } = workspace().tasks(task.sid)
  await reservations(reservation.sid).update({ reservationStatus: 'accepted' })
  return { worker, task, reservation }
}

it('lists what happened, the newest first, and pages', async () => {
  const { task } = await acceptedTask()
  const events = await workspace().events.list({ taskSid: task.sid, pageSize: 2 })
  expect(events.map((each) => each.eventType)).toEqual([
    'reservation.accepted',
    'reservation.created',
    'task-queue.entered',
    'workflow.target-matched',
    'workflow.entered',
    'task.created',
  ])
})

it('fetches one, as its callback sent it', async () => {
  const url = `${server.applicationUrl}/events`
  await workspace().update({ eventCallbackUrl: url })
  const { worker, task, reservation } = await acceptedTask()
  const told = () =>
    server.received.find(({ params }) => params['EventType'] === 'reservation.accepted')
  await expect.poll(told).toBeDefined()
  const event = await workspace()
    .events(told()?.params['Sid'] ?? '')
    .fetch()
  expect(event).toMatchObject({
    eventType: 'reservation.accepted',
    resourceType: 'reservation',
    resourceSid: reservation.sid,
    actorType: 'workspace',
    actorSid: server.seed.workspaceSid,
    description: told()?.params['EventDescription'],
  })
  expect(event.eventData).toMatchObject({
    task_sid: task.sid,
    task_queue_name: 'Sales',
    worker_sid: worker.sid,
    reservation_sid: reservation.sid,
    workspace_name: 'Contact centre',
  })
  expect(event.resourceUrl).toContain(`/Tasks/${task.sid}/Reservations/${reservation.sid}`)
  expect(event.eventDate).toBeInstanceOf(Date)
  await expect(workspace().events('EV404').fetch()).rejects.toMatchObject({ status: 404 })
})

it('filters by everything that an event is about', async () => {
  const { worker, task, reservation } = await acceptedTask()
  const { workflowSid, queues, taskChannels } = server.seed
  const types = async (filter: object) =>
    (await workspace().events.list(filter)).map((each) => each.eventType)
  expect(await types({ eventType: 'task.created' })).toEqual(['task.created'])
  expect(await types({ reservationSid: reservation.sid })).toEqual([
    'reservation.accepted',
    'reservation.created',
  ])
  expect(await types({ workerSid: worker.sid })).toContain('worker.created')
  expect(
    await types({ workflowSid, taskQueueSid: queues.Sales, eventType: 'workflow.entered' }),
  ).toEqual([])
  expect(await types({ taskQueueSid: queues.Support })).toEqual([])
  expect(await types({ taskChannel: 'voice', taskSid: task.sid })).toHaveLength(6)
  expect(await types({ taskChannel: taskChannels.chat })).toEqual([])
  expect(await types({ startDate: new Date(Date.now() + 60_000) })).toEqual([])
  expect(await types({ endDate: new Date(Date.now() - 60_000) })).toEqual([])
  expect(await types({ minutes: 1, eventType: 'task.created' })).toHaveLength(1)
})
