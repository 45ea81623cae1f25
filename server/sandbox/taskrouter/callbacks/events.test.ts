import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'
import { createTaskChannel } from '../operations/task-channels.ts'
import { createWorkflow, deleteWorkflow, updateWorkflow } from '../operations/workflows.ts'
import { updateWorkspace } from '../operations/workspace.ts'

const CALLBACK = 'http://app/events'

function subscribed(EventsFilter = '') {
  const bench = createBench()
  bench.context.run(() =>
    updateWorkspace(bench.context, { EventCallbackUrl: CALLBACK, EventsFilter }),
  )
  const paramsOf = (type: string) =>
    bench.requests.map((each) => each.params).find((each) => each['EventType'] === type)
  return { bench, paramsOf }
}

describe('event callbacks', () => {
  it('say all that a reservation.created has to say', async () => {
    const { bench, paramsOf } = subscribed()
    const worker = bench.worker('alice', { skills: ['x'] })
    const task = bench.task({ Attributes: '{"queue":"Sales"}', Priority: 2 })
    await bench.drained()
    const reservation = bench.reservation(task.sid)
    expect(paramsOf('reservation.created')).toMatchObject({
      Sid: expect.stringMatching(/^EV[0-9a-f]{32}$/),
      AccountSid: bench.account.accountSid,
      WorkspaceSid: bench.seed.workspaceSid,
      WorkspaceName: 'Contact centre',
      EventDescription: expect.stringContaining('alice'),
      ResourceType: 'reservation',
      ResourceSid: reservation.sid,
      Timestamp: String(Math.floor(bench.clock.now() / 1000)),
      TaskSid: task.sid,
      TaskAttributes: '{"queue":"Sales"}',
      TaskAge: '0',
      TaskPriority: '2',
      TaskAssignmentStatus: 'reserved',
      TaskChannelUniqueName: 'voice',
      TaskQueueSid: bench.seed.queues.Sales,
      TaskQueueName: 'Sales',
      WorkflowSid: bench.seed.workflowSid,
      WorkflowName: 'Inbound',
      WorkerSid: worker.sid,
      WorkerName: 'alice',
      WorkerAttributes: '{"skills":["x"]}',
      WorkerActivitySid: bench.seed.activities.Available,
      WorkerActivityName: 'Available',
      ReservationSid: reservation.sid,
    })
  })

  it('tell why a Task was canceled, and where a Worker was before', async () => {
    const { bench, paramsOf } = subscribed()
    const worker = bench.worker('alice')
    bench.clock.advance(61_500)
    bench.changeWorker(worker.sid, { ActivitySid: bench.seed.activities.Break })
    const task = bench.task()
    bench.changeTask(task.sid, { AssignmentStatus: 'canceled', Reason: 'hangup' })
    await bench.drained()
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
    const { bench } = subscribed()
    bench.worker('alice')
    const task = bench.task()
    bench.changeReservation(bench.reservation(task.sid).sid, { ReservationStatus: 'accepted' })
    bench.changeTask(task.sid, { AssignmentStatus: 'completed' })
    const about = () =>
      bench.requests
        .filter((each) => each.params['TaskSid'] === task.sid)
        .map((each) => each.params['EventType'])
    await bench.drained()
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
    const { bench } = subscribed('task.created, task.canceled')
    bench.worker('alice')
    const task = bench.task()
    bench.changeTask(task.sid, { AssignmentStatus: 'canceled' })
    await bench.drained()
    expect(bench.requests.map((each) => each.params['EventType'])).toEqual([
      'task.created',
      'task.canceled',
    ])
  })
})

describe('event callbacks about what a Workspace is made of', () => {
  it('tell of Workflows, TaskChannels and the Workspace', async () => {
    const { bench, paramsOf } = subscribed()
    const { context } = bench
    const configuration = { task_routing: { default_filter: { queue: bench.seed.queues.Sales } } }
    const workflow = context.run(() =>
      createWorkflow(context, {
        FriendlyName: 'Second',
        Configuration: JSON.stringify(configuration),
      }),
    )
    context.run(() => updateWorkflow(context, workflow, { FriendlyName: 'Third' }))
    context.run(() => deleteWorkflow(context, workflow))
    context.run(() => createTaskChannel(context, { FriendlyName: 'Video', UniqueName: 'video' }))
    await bench.drained()
    expect(paramsOf('workflow.created')).toMatchObject({
      ResourceType: 'workflow',
      ResourceSid: workflow.sid,
      WorkflowName: 'Second',
    })
    expect(paramsOf('workflow.updated')).toMatchObject({ WorkflowName: 'Third' })
    expect(paramsOf('workflow.deleted')).toMatchObject({ WorkflowSid: workflow.sid })
    expect(paramsOf('task-channel.created')).toMatchObject({ TaskChannelUniqueName: 'video' })
    expect(paramsOf('workspace.updated')).toMatchObject({ ResourceSid: bench.seed.workspaceSid })
  })
})
