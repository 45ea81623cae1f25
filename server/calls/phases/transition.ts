import { assertNever } from '../../contract/assert-never.ts'
import { refuseAdoption } from '../conversation/adopting.ts'
import { withLegsToEnd, handleEnded, endRemainingLegs, endStrayLeg } from '../ending/aftermath.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { handleCalling, handleDialing, handleJoining, handlePlacing } from './outbound.ts'
import { handleActive } from '../conversation/active.ts'
import { toHangUp } from '../conversation/access-ended.ts'
import { handleConnecting } from './connecting.ts'
import { handleAccepting } from './accepting.ts'
import { getRingEnd, handleReserved } from './reserved.ts'
import { handleQueued } from './queued.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import { getKeysDeadline } from '../conversation/keys.ts'
import { isHere, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { countQueuings, onQueueTaskSeen, onTaskEvent } from '../tasks/tasks.ts'
import { getRecordingDeadlines, onRecordingEvent, onRecordingTick } from '../recording/recording.ts'
import { followRecordingPolicy } from '../recording/settling.ts'
import { chain, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { handleRetrieving } from './retrieving.ts'
import { rejectWhenDue, onAgentRejected, getRejectionDeadline } from './rejecting.ts'

/**
 * What an event makes of a call, and what is to be done about it. Pure and total: late, repeated and
 * reordered events find a phase that they do not fit and change nothing.
 */
export function transition(call: Call, event: CallEvent, at: number): Step {
  return followRecordingPolicy(call, countQueuings(handle(call, event, at)))
}

function handle(call: Call, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'notes-written':
      return call.phase.kind === 'ended' ? stay(call) : stay({ ...call, notes: event.notes })
    case 'tick':
      return chain(
        chain(
          chain(endRemainingLegs(call, at), (next) => rejectWhenDue(next, at)),
          (next) => onRecordingTick(next, at),
        ),
        (next) => handleInPhase(next, event, at),
      )
    case 'queue-task-seen':
      return onQueueTaskSeen(call, event)
    case 'agent-rejected':
      return onAgentRejected(call, event, at)
    case 'adoption-requested':
      return isIn(call, 'active') ? handleActive(call, event, at) : refuseAdoption(call, event)
    case 'agent-access-ended': {
      if (isIn(call, 'active')) return handleActive(call, event, at)
      const instead = toHangUp(call, event)
      return instead === null ? stay(call) : handleInPhase(call, toCustomerLeft(call, instead), at)
    }
    case 'end-failed': {
      const looked =
        isIn(call, 'active') && call.phase.parties.some((each) => isEnding(each, event))
      return stay(looked ? call : withLegsToEnd(call, [event.callSid], at))
    }
    default:
      return (
        onTaskEvent(call, event) ??
        onRecordingEvent(call, event, at) ??
        endStrayLeg(call, event) ??
        handleInPhase(call, toCustomerLeft(call, event), at)
      )
  }
}

/** A party who is still here is told to end again by its own deadline. */
function isEnding(party: Party, { callSid }: { readonly callSid: string }): boolean {
  return isHere(party) && party.ending !== null && party.callSid === callSid
}

const WAITING: ReadonlySet<Call['phase']['kind']> = new Set([
  'calling',
  'queued',
  'reserved',
  'accepting',
  'connecting',
  'retrieving',
])

/**
 * Outside a conversation a customer whom we rang, or a colleague who hangs up by command, is gone like one who
 * rang us.
 */
function toCustomerLeft(call: Call, event: CallEvent): CallEvent {
  if (!WAITING.has(call.phase.kind)) return event
  const hungUp = event.kind === 'hang-up-requested' || event.kind === 'leave-requested'
  if (hungUp && isInCustomersPlace(call, event.by)) return { kind: 'customer-left' }
  if (event.kind !== 'leg-status' || event.partyId !== CUSTOMER) return event
  const over = event.status !== 'ringing' && event.status !== 'in-progress'
  return over ? { kind: 'customer-left' } : event
}

function handleInPhase(call: Call, event: CallEvent, at: number): Step {
  if (isIn(call, 'queued')) return handleQueued(call, event, at)
  if (isIn(call, 'reserved')) return handleReserved(call, event, at)
  if (isIn(call, 'accepting')) return handleAccepting(call, event, at)
  if (isIn(call, 'connecting')) return handleConnecting(call, event, at)
  if (isIn(call, 'retrieving')) return handleRetrieving(call, event, at)
  if (isIn(call, 'calling')) return handleCalling(call, event, at)
  if (isIn(call, 'placing')) return handlePlacing(call, event, at)
  if (isIn(call, 'joining')) return handleJoining(call, event, at)
  if (isIn(call, 'dialing')) return handleDialing(call, event, at)
  if (isIn(call, 'active')) return handleActive(call, event, at)
  if (isIn(call, 'ended')) return handleEnded(call, event, at)
  throw new Error(`unknown phase ${call.phase.kind}`)
}

/** When the call must be looked at again although nothing happens; null for never. */
export function getNextDeadline(call: Call): number | null {
  const due = [
    call.legsToEnd?.deadline ?? null,
    getRejectionDeadline(call),
    ...getRecordingDeadlines(call),
    ...getDeadlines(call.phase),
  ]
  const set = due.filter((deadline) => deadline !== null)
  return set.length === 0 ? null : Math.min(...set)
}

function getDeadlines(phase: Call['phase']): readonly (number | null)[] {
  switch (phase.kind) {
    case 'ended':
      return []
    case 'queued':
      return [phase.requeueAt]
    case 'accepting':
      return [phase.retryAt]
    case 'reserved':
      return [getRingEnd(phase)]
    case 'calling':
    case 'connecting':
    case 'retrieving':
    case 'placing':
    case 'joining':
    case 'dialing':
      return [phase.deadline]
    case 'active': {
      const { closing, requeue, merge, parties } = phase
      const all = parties.filter(isHere).flatMap(getPartyDeadlines)
      const moving = [requeue?.deadline ?? null, merge?.deadline ?? null]
      return [closing?.deadline ?? null, ...moving, ...all]
    }
    default:
      return assertNever(phase)
  }
}

function getPartyDeadlines(party: Party): readonly (number | null)[] {
  const { hold, mute, ending, status } = party
  const ringing = status.kind === 'ringing' && ending === null ? status.checkAt : null
  const flags = [hold.deadline, hold.notBefore, mute.deadline, mute.notBefore]
  return [ringing, ending?.deadline ?? null, getKeysDeadline(party), ...flags]
}
