import type { Urls } from '../../twilio/urls.ts'
import { conferenceTwiml, enqueueTwiml } from '../../twiml/documents.ts'
import type { EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { CUSTOMER } from '../model/party.ts'
import { toHandover } from '../tasks/tasks.ts'
import type { TaskTickets } from '../tasks/task-tickets.ts'
import { getRetryAfterMs, toEffectFailure } from './postponed.ts'
import { logFailure } from './effect-deps.ts'
import type { EffectDeps } from './effect-deps.ts'

export async function runRedirect(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'move-caller' | 'requeue-caller'>,
): Promise<CallEvent | null> {
  const urls = deps.urls()
  const again = effect.kind === 'requeue-caller'
  const twiml = again
    ? createCallerTwiml(
        { callId: call.callId, queuings: call.queuings, ...effect },
        { ...deps, urls },
      )
    : createConferenceTwiml(deps, call, CUSTOMER)
  const moved = await deps.gateway.redirectCall(effect.callSid, twiml)
  if (moved.ok) return again ? { kind: 'caller-queued' } : null
  logFailure(deps, moved, effect)
  const failure = toEffectFailure(moved.failure)
  if (!again) return { kind: 'move-failed', failure }
  if (failure === 'gone') return { kind: 'customer-left' }
  return { kind: 'requeue-failed', retryAfterMs: getRetryAfterMs(moved.failure) }
}

/** The effects between two calls of one agent. Twilio only sees the customer's move. */
export async function runMerge(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'request-adoption' | 'move-party' | 'report-merge'>,
): Promise<CallEvent | null> {
  switch (effect.kind) {
    case 'request-adoption': {
      const { by, invitee, callSid } = effect
      const request = {
        kind: 'adoption-requested',
        by,
        from: call.callId,
        invitee,
        callSid,
      } as const
      const into = await deps.dispatch(effect.into, request)
      return into === null ? { kind: 'merge-failed', partyId: invitee.partyId } : null
    }
    case 'move-party': {
      const { callSid, partyId } = effect
      const moved = await deps.gateway.redirectCall(
        callSid,
        createConferenceTwiml(deps, call, partyId),
      )
      if (moved.ok) return null
      logFailure(deps, moved, effect)
      return { kind: 'party-move-failed', partyId, failure: toEffectFailure(moved.failure) }
    }
    case 'report-merge': {
      const kind = effect.done ? 'merge-done' : 'merge-failed'
      await deps.dispatch(effect.callId, { kind, partyId: effect.partyId })
      return null
    }
  }
}

function createConferenceTwiml(deps: EffectDeps, { callId }: Call, partyId: string): string {
  const urls = deps.urls()
  return conferenceTwiml({
    conference: callId,
    label: partyId,
    leftUrl: urls.conferenceLeft(callId, partyId),
    statusUrl: urls.conferenceStatus(callId),
  })
}

/**
 * A caller who has waited and talked, and lost their agent through no fault of theirs, does not wait behind everybody
 * again.
 */
const FIRST = 10

/** What a caller hears first: the queue. Also for a caller who is queued again. */
export function createCallerTwiml(
  call: Pick<Call, 'callId' | 'queueName' | 'queuings'> & { readonly handover?: Call['handover'] },
  at: { readonly urls: Urls; readonly workflowSid: string; readonly tickets: TaskTickets },
): string {
  const { callId, queueName, queuings, handover } = call
  return enqueueTwiml({
    workflowSid: at.workflowSid,
    waitUrl: at.urls.queueWait,
    leftUrl: at.urls.queueLeft(callId, queuings),
    ...(handover?.kind === 'left' ? { priority: FIRST } : {}),
    attributes: {
      call_id: callId,
      ticket: at.tickets.forQueue(callId, queuings),
      direction: 'inbound',
      ...(queueName === null ? {} : { queue: queueName }),
      ...(handover ? { handover: toHandover(handover) } : {}),
    },
  })
}
