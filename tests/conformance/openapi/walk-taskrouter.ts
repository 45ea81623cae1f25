import type { Twilio } from 'twilio'
import type { Bench } from '../bench.ts'
import { all, ofOne } from './walk.ts'

/** Asks for everything of TaskRouter. */
export async function walkTaskRouter(bench: Bench, client: Twilio): Promise<void> {
  const { workspaceSid, workflowSid, activities } = bench.description
  const workspace = client.taskrouter.v1.workspaces(workspaceSid)
  await ofOne(client.taskrouter.v1.workspaces, { friendlyName: 'w' }, { friendlyName: 'x' })
  await ofOne(workspace.activities, { friendlyName: 'a' }, { friendlyName: 'b' })
  await ofOne(workspace.taskQueues, { friendlyName: 'q' }, { friendlyName: 'r' })
  await ofOne(workspace.workers, { friendlyName: 'k' }, { friendlyName: 'l' })
  const channel = { friendlyName: 'c', uniqueName: 'c' }
  await ofOne(workspace.taskChannels, channel, { friendlyName: 'd' })
  const [queue] = await workspace.taskQueues.list()
  const taskQueueSid = queue?.sid ?? ''
  const configuration = JSON.stringify({
    task_routing: { default_filter: { queue: taskQueueSid } },
  })
  await ofOne(workspace.workflows, { friendlyName: 'f', configuration }, { friendlyName: 'g' })
  const worker = await workspace.workers.create({
    friendlyName: 'ready',
    activitySid: activities['Available'] ?? '',
  })
  const task = await workspace.tasks.create({ workflowSid, routingTarget: worker.sid })
  const own = workspace.workers(worker.sid)
  const [reservation] = await own.reservations.list()
  const reserved = reservation?.sid ?? ''
  await all(
    () => workspace.tasks.list(),
    () => workspace.tasks(task.sid).fetch(),
    () => workspace.tasks(task.sid).update({ priority: 3 }),
    () => workspace.tasks(task.sid).reservations.list(),
    () => workspace.tasks(task.sid).reservations(reserved).fetch(),
    () => own.reservations(reserved).fetch(),
    () => own.reservations(reserved).update({ reservationStatus: 'accepted' }),
    () =>
      workspace.tasks(task.sid).reservations(reserved).update({ reservationStatus: 'completed' }),
    () => own.workerChannels.list(),
    () => own.workerChannels('voice').fetch(),
    () => own.workerChannels('voice').update({ capacity: 2 }),
    () => workspace.events.list({ limit: 3 }),
    async () => {
      const [event] = await workspace.events.list({ limit: 1 })
      await workspace.events(event?.sid ?? '').fetch()
    },
    () => workspace.statistics().fetch(),
    () => workspace.realTimeStatistics().fetch(),
    () => workspace.cumulativeStatistics().fetch(),
    () => workspace.taskQueues.statistics.list(),
    () => workspace.taskQueues.bulkRealTimeStatistics.create(),
    () => workspace.taskQueues(taskQueueSid).statistics().fetch(),
    () => workspace.taskQueues(taskQueueSid).realTimeStatistics().fetch(),
    () => workspace.taskQueues(taskQueueSid).cumulativeStatistics().fetch(),
    () => workspace.workflows(workflowSid).statistics().fetch(),
    () => workspace.workflows(workflowSid).realTimeStatistics().fetch(),
    () => workspace.workflows(workflowSid).cumulativeStatistics().fetch(),
    () => workspace.workers.statistics().fetch(),
    () => workspace.workers.realTimeStatistics().fetch(),
    () => workspace.workers.cumulativeStatistics().fetch(),
    () => own.statistics().fetch(),
    () => workspace.tasks(task.sid).remove(),
  )
}
