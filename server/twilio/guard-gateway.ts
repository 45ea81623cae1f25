import { acknowledge, answer } from './client.ts'
import type { TwilioClient } from './client.ts'
import type { TwilioGateway } from './gateway.ts'

type GuardGateway = Pick<TwilioGateway, 'liveCalls' | 'worker' | 'describeWorker'>

/** What is read to compare it with what the server has made, and what undoes the rest. */
export function guardGateway(client: TwilioClient, workspaceSid: string): GuardGateway {
  const workspace = client.taskrouter.v1.workspaces(workspaceSid)
  return {
    liveCalls: () => answer(() => listLiveCalls(client)),
    worker: (workerSid) =>
      answer(async () => {
        const { friendlyName, attributes } = await workspace.workers(workerSid).fetch()
        return { friendlyName, attributes }
      }),
    describeWorker: (workerSid, description) =>
      acknowledge(() => workspace.workers(workerSid).update({ ...description })),
  }
}

/** More live calls than this are no contact centre's whose every call is looked at. */
const LIVE_CALLS_READ = 1000

async function listLiveCalls(client: TwilioClient) {
  const lists = await Promise.all(
    (['ringing', 'in-progress'] as const).map((status) =>
      client.calls.list({ status, limit: LIVE_CALLS_READ, pageSize: LIVE_CALLS_READ }),
    ),
  )
  return lists.flat().map(({ sid, parentCallSid, direction, from, to, dateCreated }) => ({
    callSid: sid,
    parentCallSid: parentCallSid || null,
    direction,
    from,
    to,
    createdAt: dateCreated.getTime(),
  }))
}
