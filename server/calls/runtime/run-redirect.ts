import type { Urls } from '../../twilio/urls.ts'
import { conferenceTwiml, enqueueTwiml } from '../../twiml/documents.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { CUSTOMER } from '../model/party.ts'
import { withoutIdentity } from '../tasks/tasks.ts'
import type { TaskTickets } from '../tasks/task-tickets.ts'
import { refusalOf } from './put-off.ts'
import { noted } from './effect-deps.ts'
import type { CommandDeps } from './effect-deps.ts'

export async function redirect(
  deps: CommandDeps,
  call: Call,
  command: Extract<CallCommand, { kind: 'move-caller' | 'requeue-caller' }>,
): Promise<CallEvent | null> {
  const urls = deps.urls()
  const again = command.kind === 'requeue-caller'
  const twiml = again
    ? callerTwiml({ callId: call.callId, queuings: call.queuings, ...command }, { ...deps, urls })
    : intoConference(deps, call, CUSTOMER)
  const moved = await deps.gateway.redirectCall(command.callSid, twiml)
  if (moved.ok) return again ? { kind: 'caller-queued' } : null
  noted(deps, moved, command)
  const refusal = refusalOf(moved.failure)
  if (!again) return { kind: 'move-failed', refusal }
  if (refusal === 'gone') return { kind: 'customer-gone' }
  const { failure } = moved
  const retryAfterMs = failure.kind === 'unavailable' ? failure.retryAfterMs : null
  return { kind: 'requeue-failed', retryAfterMs }
}

/** What two calls of one agent do together. Twilio learns of the customer's way alone. */
export async function merge(
  deps: CommandDeps,
  call: Call,
  command: Extract<CallCommand, { kind: 'hand-over' | 'move-party' | 'tell-merge' }>,
): Promise<CallEvent | null> {
  switch (command.kind) {
    case 'hand-over': {
      const { by, who, callSid } = command
      const asked = { kind: 'adopt-asked', by, from: call.callId, who, callSid } as const
      const into = await deps.dispatch(command.into, asked)
      return into === null ? { kind: 'merge-failed', partyId: who.partyId } : null
    }
    case 'move-party': {
      const { callSid, partyId } = command
      const moved = await deps.gateway.redirectCall(callSid, intoConference(deps, call, partyId))
      if (moved.ok) return null
      noted(deps, moved, command)
      return { kind: 'party-move-failed', partyId, refusal: refusalOf(moved.failure) }
    }
    case 'tell-merge': {
      const kind = command.done ? 'merge-done' : 'merge-failed'
      await deps.dispatch(command.callId, { kind, partyId: command.partyId })
      return null
    }
  }
}

function intoConference(deps: CommandDeps, { callId }: Call, partyId: string): string {
  const urls = deps.urls()
  return conferenceTwiml({
    conference: callId,
    label: partyId,
    leftUrl: urls.conferenceLeft(callId, partyId),
    statusUrl: urls.conferenceStatus(callId),
  })
}

/** Anybody who has waited and talked, and lost their agent by no act of their own, does not wait behind all others again. */
const FIRST = 10

/** What an inbound caller hears first: the queue. Also for one who is queued again. */
export function callerTwiml(
  call: Pick<Call, 'callId' | 'queueName' | 'queuings'> & { readonly handing?: Call['handing'] },
  at: { readonly urls: Urls; readonly workflowSid: string; readonly tickets: TaskTickets },
): string {
  const { callId, queueName, queuings, handing } = call
  return enqueueTwiml({
    workflowSid: at.workflowSid,
    waitUrl: at.urls.queueWait,
    leftUrl: at.urls.queueLeft(callId, queuings),
    ...(handing?.kind === 'left' ? { priority: FIRST } : {}),
    attributes: {
      call_id: callId,
      ticket: at.tickets.forQueue(callId, queuings),
      direction: 'inbound',
      ...(queueName === null ? {} : { queue: queueName }),
      ...(handing ? { handover: withoutIdentity(handing) } : {}),
    },
  })
}
