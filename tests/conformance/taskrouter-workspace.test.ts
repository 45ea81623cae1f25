import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/taskrouter/api/workspace, …/voice/twiml/queue, …/errors/14215 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 500)
})
afterEach(() => bench.close())

const all = () => bench.client.taskrouter.v1.workspaces

/** A contact centre that is set up over REST alone, as an installer does it. */
async function setUp() {
  const { sid } = await all().create({
    friendlyName: 'Helpdesk',
    template: 'NONE',
    eventCallbackUrl: bench.app.answer('/events', ''),
    eventsFilter: 'workspace.created,task.created,task.canceled,task.deleted,workspace.deleted',
  })
  const workspace = all()(sid)
  const busy = await workspace.activities.create({ friendlyName: 'On a call', available: false })
  const queue = await workspace.taskQueues.create({
    friendlyName: 'Everyone',
    targetWorkers: '1==1',
    assignmentActivitySid: busy.sid,
  })
  const workflow = await workspace.workflows.create({
    friendlyName: 'Incoming',
    configuration: JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } }),
  })
  const [available] = await workspace.activities.list({ friendlyName: 'Available' })
  const alice = await workspace.workers.create({
    friendlyName: 'alice',
    activitySid: available?.sid ?? '',
    attributes: JSON.stringify({ contact_uri: AGENT }),
  })
  return { workspace, sid, workflow, busy, queue, alice }
}

/** A caller waits for the Workflow of a Workspace of one's own. */
async function callerWaits(workflowSid: string): Promise<string> {
  return bench.callIn((response) => {
    response.enqueue({ workflowSid, action: '/left' }).task({}, '{"topic":"printer"}')
  })
}

describe('a Workspace made over REST', () => {
  test('routes the calls of its own Workflow to its own Workers', async () => {
    const { workspace, workflow, alice } = await setUp()
    const callSid = await callerWaits(workflow.sid)
    await until(async () =>
      expect(await workspace.workers(alice.sid).reservations.list()).toHaveLength(1),
    )
    const [task] = await workspace.tasks.list()
    expect(JSON.parse(task?.attributes ?? '')).toMatchObject({
      call_sid: callSid,
      topic: 'printer',
    })
    expect(task).toMatchObject({ workflowFriendlyName: 'Incoming', assignmentStatus: 'reserved' })
    expect(await all()(bench.description.workspaceSid).tasks.list()).toEqual([])
  })

  test('tells its events to its own EventCallbackUrl, those of its filter alone', async () => {
    const { workflow, sid } = await setUp()
    await callerWaits(workflow.sid)
    const events = () => bench.app.at('/events').map(({ EventType }) => EventType)
    await until(() => expect(events()).toEqual(['workspace.created', 'task.created']))
    expect(bench.app.at('/events')[0]).toMatchObject({ WorkspaceSid: sid })
  })

  test('can be taken down piece by piece, and then altogether', async () => {
    const { workspace, workflow, alice, queue, busy } = await setUp()
    await expect(workspace.taskQueues(queue.sid).remove()).rejects.toMatchObject({ status: 400 })
    const { activitySid } = await workspace.workers(alice.sid).fetch()
    await expect(workspace.activities(activitySid).remove()).rejects.toMatchObject({ status: 400 })
    const [offline] = await workspace.activities.list({ friendlyName: 'Offline' })
    await workspace.workers(alice.sid).update({ activitySid: offline?.sid ?? '' })
    expect(await workspace.workers(alice.sid).remove()).toBe(true)
    expect(await workspace.workflows(workflow.sid).remove()).toBe(true)
    expect(await workspace.taskQueues(queue.sid).remove()).toBe(true)
    expect(await workspace.activities(busy.sid).remove()).toBe(true)
    expect(await workspace.remove()).toBe(true)
    await expect(workspace.fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
    const names = (await all().list()).map(({ friendlyName }) => friendlyName)
    expect(names).not.toContain('Helpdesk')
  })

  test('lets who waits go on when it is deleted, and takes no calls any more', async () => {
    const { workspace, workflow } = await setUp()
    const callSid = await callerWaits(workflow.sid)
    await until(async () => expect(await workspace.tasks.list()).toHaveLength(1))
    await workspace.remove()
    await until(() => expect(bench.app.at('/left')).toMatchObject([{ QueueResult: 'leave' }]))
    await until(async () => expect(await bench.status(callSid)).toBe('completed'))
    await callerWaits(workflow.sid)
    await until(() => expect(bench.app.at('/left')).toHaveLength(2))
    expect(bench.app.at('/left')[1]).toMatchObject({ QueueResult: 'error' })
  })
})

describe('<Dial><Queue reservationSid>', () => {
  test('bridges to the caller, accepts, and moves the Worker when they have talked', async () => {
    const { workspace, workflow, alice } = await setUp()
    await callerWaits(workflow.sid)
    const [reservation] = await until(async () => {
      const reservations = await workspace.workers(alice.sid).reservations.list()
      expect(reservations).toHaveLength(1)
      return reservations
    })
    const [offline] = await workspace.activities.list({ friendlyName: 'Offline' })
    const dialled = await agentDials(reservation?.sid ?? '', offline?.sid)
    const statusOf = async () =>
      (
        await workspace
          .workers(alice.sid)
          .reservations(reservation?.sid ?? '')
          .fetch()
      ).reservationStatus
    await until(async () => expect(await statusOf()).toBe('accepted'))
    await bench.client.calls(dialled).update({ status: 'completed' })
    await until(async () => expect(await statusOf()).toBe('completed'))
    await until(() => expect(bench.app.at('/left')).toMatchObject([{ QueueResult: 'bridged' }]))
    const { activityName } = await workspace.workers(alice.sid).fetch()
    expect(activityName).toBe('Offline')
  })

  test('of a Reservation that is not pending: 14215, and the call goes on', async () => {
    await agentDials('WR00000000000000000000000000000000')
    await until(() =>
      expect(bench.app.at('/dialled')).toMatchObject([{ DialCallStatus: 'failed' }]),
    )
    expect(bench.sandbox.notices().map(({ code }) => code)).toContain(14215)
  })
})

/** The agent's telephone is rung and talks to the caller of a Reservation. */
async function agentDials(reservationSid: string, postWorkActivitySid?: string): Promise<string> {
  const url = bench.serve('/agent', (response) => {
    response.dial({ action: '/dialled' }).queue(
      {
        reservationSid,
        ...(postWorkActivitySid !== undefined && { postWorkActivitySid }),
      },
      '',
    )
  })
  const call = await bench.client.calls.create({ to: AGENT, from: bench.number, url })
  return call.sid
}
