import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/taskrouter/workflow-configuration, …/worker-presence */

let bench: Bench
let queues: { everyone: string; german: string }
beforeEach(async () => {
  bench = await startBench()
  const { taskQueues } = workspace()
  const everyone = await taskQueues.create({ friendlyName: 'Everyone', targetWorkers: '1==1' })
  const german = await taskQueues.create({
    friendlyName: 'German',
    targetWorkers: 'languages HAS "de"',
  })
  queues = { everyone: everyone.sid, german: german.sid }
})
afterEach(() => bench.close())

const workspace = () => bench.client.taskrouter.v1.workspaces(bench.description.workspaceSid)

async function workflow(filters: object[], defaultQueue?: string): Promise<string> {
  const task_routing = {
    filters,
    ...(defaultQueue !== undefined && { default_filter: { queue: defaultQueue } }),
  }
  const made = await workspace().workflows.create({
    friendlyName: 'Routing',
    configuration: JSON.stringify({ task_routing }),
  })
  return made.sid
}

async function worker(friendlyName: string, attributes: object = {}): Promise<string> {
  const made = await workspace().workers.create({
    friendlyName,
    attributes: JSON.stringify(attributes),
    activitySid: bench.description.activities['Available'] ?? '',
  })
  return made.sid
}

async function task(workflowSid: string, attributes: object = {}) {
  const made = await workspace().tasks.create({
    workflowSid,
    attributes: JSON.stringify(attributes),
  })
  return workspace().tasks(made.sid)
}

/** The Workers that the Task was offered to so far, in order. */
async function offeredTo(made: Awaited<ReturnType<typeof task>>): Promise<string[]> {
  const reservations = await made.reservations.list()
  return reservations
    .toSorted((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime())
    .map(({ workerName }) => workerName)
}

describe('filters', () => {
  test('are like a case statement: the first whose expression matches routes the Task', async () => {
    const sid = await workflow(
      [
        { expression: 'language == "de"', targets: [{ queue: queues.german }] },
        { expression: '1 == 1', targets: [{ queue: queues.everyone }] },
      ],
      queues.everyone,
    )
    const queueOf = async (attributes: object) =>
      (await (await task(sid, attributes)).fetch()).taskQueueFriendlyName
    expect(await queueOf({ language: 'de' })).toBe('German')
    expect(await queueOf({ language: 'fr' })).toBe('Everyone')
  })

  test('default_filter: routes what no filter matches', async () => {
    const sid = await workflow(
      [{ expression: 'language == "de"', targets: [{ queue: queues.german }] }],
      queues.everyone,
    )
    const made = await (await task(sid, { language: 'fr' })).fetch()
    expect(made.taskQueueFriendlyName).toBe('Everyone')
  })

  test('without a match and a default_filter the Task is canceled', async () => {
    const sid = await workflow([
      { expression: 'language == "de"', targets: [{ queue: queues.german }] },
    ])
    const made = await (await task(sid, { language: 'fr' })).fetch()
    expect(made.assignmentStatus).toBe('canceled')
  })
})

describe('targets', () => {
  test('priority: the Task gets that of its target', async () => {
    const sid = await workflow([
      { expression: '1 == 1', targets: [{ queue: queues.everyone, priority: '10' }] },
    ])
    expect((await (await task(sid)).fetch()).priority).toBe(10)
  })

  test('timeout: after so many seconds the Task goes to the next target', async () => {
    await worker('ann', { languages: ['en'] })
    const targets = [{ queue: queues.german, timeout: 60 }, { queue: queues.everyone }]
    const made = await task(await workflow([{ expression: '1 == 1', targets }]))
    await bench.pass(59)
    expect(await offeredTo(made)).toEqual([])
    expect((await made.fetch()).taskQueueFriendlyName).toBe('German')
    await bench.pass(2)
    await until(async () => expect(await offeredTo(made)).toEqual(['ann']))
    expect((await made.fetch()).taskQueueFriendlyName).toBe('Everyone')
  })

  test('timeout: after the last target the Task is canceled on Workflow timeout', async () => {
    const targets = [{ queue: queues.german, timeout: 30 }]
    const made = await task(await workflow([{ expression: '1 == 1', targets }]))
    await bench.pass(31)
    expect(await made.fetch()).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'Task canceled on Workflow timeout',
    })
  })

  test('expression: of the queue’s Workers only those that match the Task are asked', async () => {
    await worker('ann', { team: 'blue' })
    await worker('bob', { team: 'red' })
    const targets = [{ queue: queues.everyone, expression: 'worker.team == task.team' }]
    const made = await task(await workflow([{ expression: '1 == 1', targets }]), { team: 'red' })
    await until(async () => expect(await offeredTo(made)).toEqual(['bob']))
  })

  test('order_by: the Worker who is best at it is asked first', async () => {
    await worker('ann', { skill: 3 })
    await worker('bob', { skill: 9 })
    const targets = [{ queue: queues.everyone, order_by: 'worker.skill DESC' }]
    const made = await task(await workflow([{ expression: '1 == 1', targets }]))
    await until(async () => expect(await offeredTo(made)).toEqual(['bob']))
  })

  test('skip_if: with nobody available the next target is tried at once', async () => {
    await worker('ann')
    const targets = [
      { queue: queues.german, timeout: 600, skip_if: 'workers.available == 0' },
      { queue: queues.everyone },
    ]
    const made = await task(await workflow([{ expression: '1 == 1', targets }]))
    await until(async () => expect(await offeredTo(made)).toEqual(['ann']))
  })

  test('known_worker_sid: the Task goes to that very Worker', async () => {
    await worker('ann')
    const bob = await worker('bob')
    const targets = [{ queue: queues.everyone, known_worker_sid: 'task.owner' }]
    const made = await task(await workflow([{ expression: '1 == 1', targets }]), { owner: bob })
    await until(async () => expect(await offeredTo(made)).toEqual(['bob']))
  })
})

describe('who is asked', () => {
  test('a TaskQueue’s Workers are those who match its TargetWorkers', async () => {
    await worker('ann', { languages: ['en'] })
    await worker('kurt', { languages: ['en', 'de'] })
    const made = await task(
      await workflow([{ expression: '1 == 1', targets: [{ queue: queues.german }] }]),
    )
    await until(async () => expect(await offeredTo(made)).toEqual(['kurt']))
  })

  test('a Task with a higher priority is offered before one that has waited longer', async () => {
    const sid = await workflow([{ expression: '1 == 1', targets: [{ queue: queues.everyone }] }])
    const early = await task(sid)
    const urgent = await workspace().tasks.create({ workflowSid: sid, priority: 5 })
    await worker('ann')
    const late = workspace().tasks(urgent.sid)
    await until(async () => expect(await offeredTo(late)).toEqual(['ann']))
    expect(await offeredTo(early)).toEqual([])
  })

  test('who has waited longest is asked first', async () => {
    const sid = await workflow([{ expression: '1 == 1', targets: [{ queue: queues.everyone }] }])
    await worker('ann')
    await bench.pass(10)
    await worker('bob')
    const made = await task(sid)
    await until(async () => expect(await offeredTo(made)).toEqual(['ann']))
  })
})
