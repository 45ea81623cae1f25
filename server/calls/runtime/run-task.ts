import { fail, succeed } from '../../contract/result.ts'
import { wallAt } from '../../clock.ts'
import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { CallEffect, EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { getDirection } from '../model/internal.ts'
import { nameConference } from '../model/place.ts'
import { toHandover } from '../tasks/tasks.ts'
import { logFailure, postponeIfFailed } from './effect-deps.ts'
import type { EffectDeps } from './effect-deps.ts'
import { describeCaller } from './describe-caller.ts'
import { getRetryAfterMs } from './postponed.ts'
import type { Postponed } from './postponed.ts'

/**
 * A Task for one agent's part in a call. Created once: if the answer to an earlier attempt was lost, its Task is found by
 * its attributes.
 */
export async function createTask(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'create-task'>,
  attempts: number,
): Promise<CallEvent | Postponed | null> {
  const { partyId, workerSid, handover } = effect
  if (call.tasks.find((task) => task.partyId === partyId)?.taskSid) return null
  const ticket = deps.tickets.forParty(call.callId, partyId)
  // By the ticket too: anybody with a Worker's token can create a Task with the other two.
  const mark = { call_id: call.callId, party_id: partyId, ticket }
  const found = attempts === 0 ? succeed(null) : await deps.gateway.findTask(mark)
  if (!found.ok) return postponeIfFailed(deps, found, effect)
  if (found.value !== null) return { kind: 'task-created', partyId, ...found.value }
  const attributes = {
    ...mark,
    direction: getDirection(call),
    to: call.direction === 'outbound' ? call.customer.number : call.lineNumber,
    from: call.direction === 'outbound' ? call.lineNumber : call.customer.number,
    ...(handover === null ? {} : { handover }),
  }
  const created = await deps.gateway.createTask({ workerSid, attributes })
  if (!created.ok) return postponeIfFailed(deps, created, effect)
  return { kind: 'task-created', partyId, taskSid: created.value.taskSid }
}

/**
 * A Task for a customer who waits in a queue. It is only for routing: TaskRouter's call instructions do not work on it.
 * A customer who waits again keeps their place by the time at which they first called.
 */
export async function createQueueTask(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'create-queue-task'>,
  attempts: number,
): Promise<CallEvent | Postponed | null> {
  const { queuing } = effect
  const { callId, queueName, handover } = call
  const wanted = isQueueTaskWanted(call, queuing)
  if (!wanted && attempts === 0) return null
  const mark = { call_id: callId, ticket: deps.tickets.forQueue(callId, queuing) }
  const found = attempts === 0 ? succeed(null) : await deps.gateway.findTask(mark)
  if (!found.ok) return tryAgain(deps, found.failure, effect)
  const seen = { kind: 'queue-task-seen', queuing } as const
  // Also when nobody waits for it by now: then the call cancels it.
  if (found.value !== null) return { ...seen, taskSid: found.value.taskSid }
  if (!wanted) return null
  const attributes = {
    ...describeCaller(call),
    ...mark,
    conference: {
      sid: call.conferenceSid,
      room_name: nameConference(callId, call.place),
      participants: { customer: call.customer.callSid, worker: null },
    },
    ...(queueName === null ? {} : { queue: queueName }),
    ...(handover === null ? {} : { handover: toHandover(handover) }),
  }
  const created = await createInPlace(deps, attributes, queuing === 1 ? null : call.startedAt)
  if (!created.ok) return tryAgain(deps, created.failure, effect)
  return { ...seen, taskSid: created.value.taskSid }
}

/** Twilio refuses a time that its own clock has not reached yet: then the customer has no old place. */
async function createInPlace(
  { gateway, clock }: EffectDeps,
  attributes: Readonly<Record<string, unknown>>,
  startedAt: number | null,
) {
  const since = startedAt === null ? null : wallAt(clock, startedAt)
  const created = await gateway.createQueueTask({ attributes, since })
  const isRefused = !created.ok && created.failure.kind === 'refused'
  return isRefused && since !== null
    ? gateway.createQueueTask({ attributes, since: null })
    : created
}

/** Without a Task nobody would ever be chosen, whatever Twilio says against this one. */
function tryAgain(deps: EffectDeps, failure: TwilioFailure, effect: CallEffect): Postponed {
  logFailure(deps, fail(failure), effect)
  return { kind: 'postponed', retryAfterMs: getRetryAfterMs(failure) }
}

/** Whether the customer still waits in the queue for which this Task is to be created. */
export function isQueueTaskWanted({ phase, queuings }: Call, queuing: number): boolean {
  const waits = (phase.kind === 'queued' && phase.placed) || phase.kind === 'reserved'
  return waits && queuing === queuings
}

export async function endTask(
  deps: EffectDeps,
  effect: EffectOf<'cancel-task' | 'complete-task'>,
): Promise<Postponed | null> {
  const { gateway } = deps
  const { kind, taskSid } = effect
  const why = 'the call ended'
  const ended = await (kind === 'cancel-task'
    ? gateway.cancelTask(taskSid, why)
    : gateway.completeTask(taskSid, why))
  return postponeIfFailed(deps, ended, effect)
}
