import { createReservation, decideAssignment } from '../calls/api/assignment.ts'
import type { Call } from '../calls/model/call.ts'
import type { WebhookDeps } from './deps.ts'
import type { Assignment } from './schemas.ts'
import { recogniseTask } from './recognise-task.ts'

/**
 * Answers the assignment at once and rings afterwards: TaskRouter waits five seconds at most, and its docs do not say how an
 * instruction fails. The Worker's SID says who the agent is. An unknown Worker is rejected.
 */
export async function assign(deps: WebhookDeps, form: Assignment): Promise<Record<string, string>> {
  const found = await recogniseTask(deps, form)
  const { TaskSid: taskSid, ReservationSid: reservationSid, WorkerSid: workerSid } = form
  if (found?.kind !== 'queue' && found?.kind !== 'party') {
    deps.log.warn({ taskSid }, 'a Task of no call of ours was assigned')
    return {}
  }
  const { call } = found
  if (found.kind === 'party') {
    tell(deps, call, { kind: 'task-reserved', partyId: found.partyId, taskSid, reservationSid })
    return {}
  }
  if (call.phase.kind === 'ended') {
    tell(deps, call, { kind: 'task-found', taskSid, status: 'reserved' })
    return {}
  }
  const agent = await deps.workers.agentOf(workerSid)
  if (agent === null) {
    deps.log.warn({ taskSid, workerSid }, 'a Worker who is no agent of ours was chosen')
    return { instruction: 'reject' }
  }
  const { identity } = agent
  const at = deps.clock.now()
  const chosen = {
    identity,
    name: agent.displayName,
    isSignedIn: deps.isSignedIn(identity),
    isTrusted: deps.workers.trusts(workerSid, form.WorkerAttributes),
    liveCalls: deps.calls.liveCallsOf(identity),
  }
  const decision = decideAssignment(call, chosen, at)
  const ref = { taskSid, reservationSid, workerSid }
  if (decision.kind === 'reject') {
    const { atOnce, takeOffline } = decision
    tell(deps, call, { kind: 'agent-rejected', atOnce, ...ref })
    if (!atOnce) return {}
    const { offlineActivitySid } = deps.workspace
    return { instruction: 'reject', ...(takeOffline ? { activity_sid: offlineActivitySid } : {}) }
  }
  const { ringSeconds, workspace } = deps
  const times = { at, ringSeconds, reservationTimeoutSeconds: workspace.reservationTimeout }
  tell(deps, call, {
    kind: 'agent-reserved',
    reservation: createReservation(ref, chosen, times, decision.callWaiting),
    waitedSeconds: Math.max(0, Math.round((at - call.queuedAt) / 1000)),
    queueName: workspace.queueNames.get(form.TaskQueueSid ?? '') ?? null,
  })
  return {}
}

function tell(
  deps: WebhookDeps,
  call: Call,
  event: Parameters<typeof deps.calls.dispatch>[1],
): void {
  deps.calls
    .dispatch(call.callId, event)
    .catch((error: unknown) => deps.log.error({ err: error, callId: call.callId }, 'not taken'))
}
