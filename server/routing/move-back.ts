import { succeed } from '../contract/result.ts'
import type { Answer, TwilioGateway, WorkspaceFacts } from '../twilio/gateway.ts'

export interface MoveBackDeps {
  readonly gateway: Pick<TwilioGateway, 'workerActivity' | 'setActivity'>
  readonly workspace: Pick<WorkspaceFacts, 'timeoutActivitySid' | 'availableActivitySid'>
}

/**
 * Puts a Worker back into routing that TaskRouter has moved as if the agent had missed a call, unless the agent has chosen
 * another Activity since.
 */
export async function moveBack(deps: MoveBackDeps, workerSid: string): Answer<unknown> {
  const { timeoutActivitySid, availableActivitySid } = deps.workspace
  if (availableActivitySid === null) return succeed(null)
  const worker = await deps.gateway.workerActivity(workerSid)
  if (!worker.ok || worker.value.activitySid !== timeoutActivitySid) return worker
  return deps.gateway.setActivity(workerSid, availableActivitySid)
}
