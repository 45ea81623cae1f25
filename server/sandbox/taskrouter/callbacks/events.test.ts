import { describe, expect, it } from 'vitest'
import { createDesk } from '../testing/desk.ts'
import { createTaskChannel } from '../operations/task-channels.ts'
import { createWorkflow, deleteWorkflow, updateWorkflow } from '../operations/workflows.ts'
import { updateWorkspace } from '../operations/workspace.ts'

const CALLBACK = 'http://app/events'

function subscribed(EventsFilter = '') {
  const desk = createDesk()
  desk.context.run(() =>
    updateWorkspace(desk.context, { EventCallbackUrl: CALLBACK, EventsFilter }),
  )
  const paramsOf = (type: string) =>
    desk.requests.map((each) => each.params).find((each) => each['EventType'] === type)
  return { desk, paramsOf }
}

describe('event callbacks', () => {
  it('say all that a reservation.created has to say', async () => {
    const { desk, paramsOf } = subscribed()
    const worker = desk.worker('alice', { skills: ['x'] })
    const task = desk.task({ Attributes: '{"queue":"Sales"}', Priority: 2 })
    await desk.drained()
    const reservation = desk.reservation(task.sid)
    expect(paramsOf('reservation.created')).toMatchObject({
      Sid: expect.stringMatching(/^EV[0-9a-f]{32}$/),
      AccountSid: desk.account.accountSid,
      WorkspaceSid: desk.seed.workspaceSid,
      WorkspaceName: 'Contact centre',
      EventDescription: expect.stringContaining('alice'),
      ResourceType: 'reservation',
      ResourceSid: reservation.sid,
      Timestamp: String(Math.floor(desk.clock.now() / 1000)),
      TaskSid: task.sid,
      TaskAttributes: '{"queue":"Sales"}',
      TaskAge: '0',
      TaskPriority: '2',
      TaskAssignmentStatus: 'reserved',
      TaskChannelUniqueName: 'voice',
      TaskQueueSid: desk.seed.queues.Sales,
      TaskQueueName: 'Sales',
      WorkflowSid: desk.seed.workflowSid,
      WorkflowName: 'Inbound',
      WorkerSid: worker.sid,
      WorkerName: 'alice',
      WorkerAttributes: '{"skills":["x"]}',
      WorkerActivitySid: desk.seed.activities.Available,
      WorkerActivityName: 'Available',
      ReservationSid: reservation.sid,
    })
  })

  it('tell why a Task was canceled, and where a Worker was before', async () => {
    const { desk, paramsOf } = subscribed()
    const worker = desk.worker('alice')
    desk.clock.advance(61_500)
    desk.changeWorker(worker.sid, { ActivitySid: desk.seed.activities.Break })
    const task = desk.task()
    desk.changeTask(task.sid, { AssignmentStatus: 'canceled', Reason: 'hangup' })
    await desk.drained()
    expect(paramsOf('task.canceled')).toMatchObject({
      EventDescription: 'hangup',
      TaskCanceledReason: 'hangup',
      TaskAssignmentStatus: 'canceled',
    })
    expect(paramsOf('worker.activity.update')).toMatchObject({
      WorkerActivityName: 'Break',
      WorkerPreviousActivityName: 'Available',
      WorkerTimeInPreviousActivity: '61',
      WorkerTimeInPreviousActivityMs: '61500',
    })
  })

  it('arrive in order for one Task, the next only when the one before was answered', async () => {
    const { desk } = subscribed()
    desk.worker('alice')
    const task = desk.task()
    desk.changeReservation(desk.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
    desk.changeTask(task.sid, { AssignmentStatus: 'completed' })
    const about = () =>
      desk.requests
        .filter((each) => each.params['TaskSid'] === task.sid)
        .map((each) => each.params['EventType'])
    await desk.drained()
    expect(about()).toEqual([
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'reservation.created',
      'reservation.accepted',
      'reservation.completed',
      'task.completed',
    ])
  })

  it('are those of the filter alone', async () => {
    const { desk } = subscribed('task.created, task.canceled')
    desk.worker('alice')
    const task = desk.task()
    desk.changeTask(task.sid, { AssignmentStatus: 'canceled' })
    await desk.drained()
    expect(desk.requests.map((each) => each.params['EventType'])).toEqual([
      'task.created',
      'task.canceled',
    ])
  })
})

describe('event callbacks about what a Workspace is made of', () => {
  it('tell of Workflows, TaskChannels and the Workspace', async () => {
    const { desk, paramsOf } = subscribed()
    const { context } = desk
    const configuration = { task_routing: { default_filter: { queue: desk.seed.queues.Sales } } }
    const workflow = context.run(() =>
      createWorkflow(context, {
        FriendlyName: 'Second',
        Configuration: JSON.stringify(configuration),
      }),
    )
    context.run(() => updateWorkflow(context, workflow, { FriendlyName: 'Third' }))
    context.run(() => deleteWorkflow(context, workflow))
    context.run(() => createTaskChannel(context, { FriendlyName: 'Video', UniqueName: 'video' }))
    await desk.drained()
    expect(paramsOf('workflow.created')).toMatchObject({
      ResourceType: 'workflow',
      ResourceSid: workflow.sid,
      WorkflowName: 'Second',
    })
    expect(paramsOf('workflow.updated')).toMatchObject({ WorkflowName: 'Third' })
    expect(paramsOf('workflow.deleted')).toMatchObject({ WorkflowSid: workflow.sid })
    expect(paramsOf('task-channel.created')).toMatchObject({ TaskChannelUniqueName: 'video' })
    expect(paramsOf('workspace.updated')).toMatchObject({ ResourceSid: desk.seed.workspaceSid })
  })
})
