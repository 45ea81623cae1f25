import type { Call } from '../calls/model/call.ts'
import { findTask } from '../calls/tasks/task-tickets.ts'
import type { FoundTask } from '../calls/tasks/task-tickets.ts'
import { parseJson } from '../parse-json.ts'
import type { WebhookDeps } from './deps.ts'
import { taskAttributes } from './schemas.ts'
import type { EventForm } from './schemas.ts'

/** Finds the call of a Task that TaskRouter shows. The call learns the SID of its Task in a queue. A foreign Task is ended. */
export async function recogniseTask(
  deps: WebhookDeps,
  form: Pick<EventForm, 'TaskSid' | 'TaskAttributes' | 'WorkflowSid' | 'WorkerSid'>,
): Promise<FoundTask | null> {
  const { TaskSid: taskSid, TaskAttributes: json } = form
  if (!taskSid || json === undefined) return null
  const shown = parseJson(taskAttributes, json)
  const found = findTask(await callsWith(deps, shown?.call_id), deps.tickets, {
    taskSid,
    callId: shown?.call_id ?? null,
    partyId: shown?.party_id ?? null,
    ticket: shown?.ticket ?? null,
  })
  if (found.kind === 'queue') {
    const { callId } = found.call
    const { queuing } = found
    await deps.calls.dispatch(callId, { kind: 'queue-task-seen', queuing, taskSid })
  }
  if (found.kind === 'foreign') {
    const { WorkflowSid: workflowSid = null, WorkerSid: workerSid = null } = form
    deps.guard.tasks.onForeignTask({ taskSid, workflowSid, workerSid })
  }
  return found
}

/** The calls in memory, and the call that the Task names, if it ended long ago. */
async function callsWith({ calls }: WebhookDeps, callId: string | undefined): Promise<Call[]> {
  const all = [...calls.all()]
  const late = callId === undefined || calls.find(callId) ? null : await calls.lookUp(callId)
  return late === null ? all : [...all, late]
}
