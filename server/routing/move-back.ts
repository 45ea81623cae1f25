import { succeed } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import type { TwilioFailure, TwilioGateway, WorkspaceFacts } from '../twilio/gateway.ts'

/**
 * Back into routing, for a Worker that TaskRouter has moved as if the agent had missed a call. An agent who has chosen another
 * activity since is left alone.
 */
export async function moveBack(
  deps: {
    readonly gateway: Pick<TwilioGateway, 'workerActivity' | 'setActivity'>
    readonly workspace: Pick<WorkspaceFacts, 'timeoutActivitySid' | 'availableActivitySid'>
  },
  workerSid: string,
): Promise<Result<unknown, TwilioFailure>> {
  const { timeoutActivitySid, availableActivitySid } = deps.workspace
  if (availableActivitySid === null) return succeed(null)
  const worker = await deps.gateway.workerActivity(workerSid)
  if (!worker.ok || worker.value.activitySid !== timeoutActivitySid) return worker
  return deps.gateway.setActivity(workerSid, availableActivitySid)
}
