import type { z } from 'zod'
import type { Call, Offer } from '../calls/call.ts'
import { isCustomer } from '../calls/internal.ts'
import { roomBeside } from '../calls/second-call.ts'
import { mayRejectAtOnce } from '../calls/turning-away.ts'
import type { WebhookDeps } from './deps.ts'
import type { assignmentForm } from './schemas.ts'
import { recogniseTask } from './recognise-task.ts'

export type Assignment = z.infer<typeof assignmentForm>

/**
 * Answers the assignment at once and rings afterwards: TaskRouter waits five seconds at most, and an
 * instruction's own failures are undocumented. To an agent who is in one conversation it is call waiting; anybody who
 * has two calls, or one that is no conversation yet, gets no further one, and is rejected no faster than TaskRouter
 * can bear. So is a Worker who was chosen by attributes that the server has not written. Whose desk it is, the server
 * knows by the Worker's SID.
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
    tell(deps, call, { kind: 'task-left', taskSid, status: 'reserved' })
    return {}
  }
  const agent = await deps.workers.agentOf(workerSid)
  if (agent === null) {
    deps.log.warn({ taskSid, workerSid }, 'a Worker who is no agent of ours was chosen')
    return { instruction: 'reject' }
  }
  const { identity } = agent
  const trusted = deps.workers.trusts(workerSid, form.WorkerAttributes)
  const others = deps.calls.liveCallsOf(identity).filter(({ callId }) => callId !== call.callId)
  const room = roomBeside(others)
  const at = deps.clock.now()
  const absent = !deps.isSignedIn(identity)
  // A teammate who calls a queue may be the one that TaskRouter finds free for it.
  if (absent || !trusted || room === 'none' || isCustomer(call, identity)) {
    const atOnce = mayRejectAtOnce(call, at)
    tell(deps, call, { kind: 'turned-away', atOnce, taskSid, reservationSid, workerSid })
    if (!atOnce) return {}
    const { offlineActivitySid } = deps.workspace
    return { instruction: 'reject', ...(absent ? { activity_sid: offlineActivitySid } : {}) }
  }
  tell(deps, call, {
    kind: 'offered',
    offer: {
      ...offerOf(deps, form, { identity, name: agent.displayName }, at),
      callWaiting: room === 'waiting',
    },
    waitedSeconds: Math.max(0, Math.round((at - call.queuedAt) / 1000)),
    queueName: deps.workspace.queueNames.get(form.TaskQueueSid ?? '') ?? null,
  })
  return {}
}

function offerOf(
  deps: WebhookDeps,
  form: Assignment,
  who: { readonly identity: string; readonly name: string | null },
  at: number,
): Omit<Offer, 'callWaiting'> {
  const { TaskSid: taskSid, ReservationSid: reservationSid, WorkerSid: workerSid } = form
  const seconds = Math.min(deps.ringSeconds, deps.workspace.reservationTimeout)
  const leg = { partyId: `agent_${reservationSid}`, ...who, workerSid, callSid: null }
  return {
    taskSid,
    reservationSid,
    leg,
    since: at,
    deadline: at + seconds * 1000,
    reservedUntil: at + deps.workspace.reservationTimeout * 1000,
  }
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
