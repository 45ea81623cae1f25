import type { TwilioClient } from '../../twilio/client.ts'
import { askTwilio, expectValue } from './ask-twilio.ts'

/** A Workspace of our own with one Worker, who has room for one call. */
export interface Routing {
  readonly workerSid: string
  readonly workflowSid: string
  readonly workspace: ReturnType<TwilioClient['taskrouter']['v1']['workspaces']>
  setActivity(name: 'Available' | 'Offline'): Promise<void>
  remove(): Promise<void>
}

export async function makeRouting(
  client: TwilioClient,
  friendlyName: string,
  reservationSeconds: number,
): Promise<Routing> {
  const made = await askTwilio(() => client.taskrouter.v1.workspaces.create({ friendlyName }))
  const { sid } = expectValue(made, 'the Workspace was not made')
  const workspace = client.taskrouter.v1.workspaces(sid)
  const activities = await workspace.activities.list()
  const activitySid = (name: string) =>
    activities.find((each) => each.friendlyName === name)?.sid ?? ''
  const queue = await workspace.taskQueues.create({ friendlyName, targetWorkers: '1 == 1' })
  const workflow = await workspace.workflows.create({
    friendlyName,
    taskReservationTimeout: reservationSeconds,
    configuration: JSON.stringify({
      task_routing: { filters: [], default_filter: { queue: queue.sid } },
    }),
  })
  const worker = await workspace.workers.create({
    friendlyName,
    activitySid: activitySid('Available'),
  })
  return {
    workspace,
    workerSid: worker.sid,
    workflowSid: workflow.sid,
    async setActivity(name) {
      await workspace.workers(worker.sid).update({ activitySid: activitySid(name) })
    },
    async remove() {
      await askTwilio(() => workspace.remove())
    },
  }
}
