import type { Call } from '../calls/model/call.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { parseJson } from '../parse-json.ts'
import type { TaskFacts, TwilioGateway } from '../twilio/gateway.ts'
import { taskAttributes } from '../webhooks/schemas.ts'

/** Something younger may still be in progress, ms. */
const SETTLED_MS = 2 * 60_000

export interface TaskSweepDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly calls: Pick<Calls, 'lookUp' | 'dispatch' | 'all'>
  readonly gateway: Pick<TwilioGateway, 'openTasks'>
  /** Ids of calls whose after-call work is not finished, or not reported to TaskRouter. */
  unfinished(): Promise<ReadonlySet<string>>
}

/**
 * Compares TaskRouter's open Tasks with the calls. The Task of a call that is over is ended. A customer in the queue without a
 * Task would wait for ever, and gets another. Tasks of no call of ours stay as they are.
 */
export async function sweepTasks(deps: TaskSweepDeps): Promise<void> {
  const { calls, clock, log, gateway } = deps
  const before = clock.now() - SETTLED_MS
  const waiting = calls.all().filter((call) => waitsSince(call, before))
  const open = await gateway.openTasks()
  if (!open.ok) return log.warn({ failure: open.failure }, 'the Tasks could not be read')
  const unfinished = await deps.unfinished()
  const served = new Set<string>()
  for (const task of open.value.tasks) {
    const callId = parseJson(taskAttributes, task.attributes)?.call_id
    if (callId === undefined) continue
    served.add(callId)
    if (task.ageSeconds * 1000 < SETTLED_MS || unfinished.has(callId)) continue
    const call = await calls.lookUp(callId)
    if (call !== null && isLeft(call, task, before)) {
      const { taskSid, status } = task
      log.warn({ callId, taskSid, status }, 'a Task has outlived its call')
      await calls.dispatch(callId, { kind: 'task-found', taskSid, status })
    }
  }
  // A list that was cut off does not show who has no Task.
  if (!open.value.whole) return
  for (const { callId } of waiting) {
    if (served.has(callId)) continue
    log.warn({ callId }, 'a caller waits without a Task')
    await calls.dispatch(callId, { kind: 'task-missing' })
  }
}

function waitsSince({ phase, queuedAt }: Call, before: number): boolean {
  return phase.kind === 'queued' && phase.placed && queuedAt <= before
}

/** The call is over, or this agent's part in it. */
function isLeft(call: Call, { taskSid }: TaskFacts, before: number): boolean {
  if (call.phase.kind === 'ended') return call.phase.at <= before
  return call.tasks.some((task) => task.taskSid === taskSid && task.due === 'completed')
}
