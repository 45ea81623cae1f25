import { getOperation } from '../model/phase.ts'
import type { Phase } from '../model/phase.ts'
import { assertNever } from '../../contract/assert-never.ts'
import { refuseAdoption } from '../conversation/adopting.ts'
import { withLegsToEnd, handleEnded, endRemainingLegs, endStrayLeg } from '../ending/aftermath.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { EVENT_OWNERS, WAITING } from '../model/event-owner.ts'
import type { EventFor, Owner, PhaseEvent } from '../model/event-owner.ts'
import { handleCalling, handleDialing, handleJoining, handlePlacing } from './outbound.ts'
import { handleActive } from '../conversation/active.ts'
import { toHangUp } from '../conversation/access-ended.ts'
import { onElsewhere } from './following.ts'
import { leaveUsedPlace, withUsedPlace } from './used-place.ts'
import { getRingEnd, handleReserved } from './reserved.ts'
import { handleQueued } from './queued.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import { getKeysDeadline } from '../conversation/keys.ts'
import { getFlagDeadline } from '../model/confirmable.ts'
import { isHere, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { onQueueTaskSeen, onTaskEvent, settleHeldTasks } from '../tasks/tasks.ts'
import { getRecordingDeadlines, onRecordingEvent, onRecordingTick } from '../recording/recording.ts'
import { followRecordingPolicy } from '../recording/settling.ts'
import { chain, identifyParty, isOver, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { handleReturning } from './returning.ts'
import { rejectWhenDue, onAgentRejected, getRejectionDeadline } from './rejecting.ts'

/**
 * What an event changes in a call, and what is to be done. Pure and total: late, repeated and reordered events meet a
 * phase to which they mean nothing, and change nothing.
 */
export function transition(call: Call, event: CallEvent, at: number): Step {
  const handled = leaveUsedPlace(handle(withUsedPlace(call, event), event, at), event)
  return followRecordingPolicy(call, settleHeldTasks(handled))
}

type Handler = (call: Call, event: CallEvent, at: number) => Step

function handle(call: Call, event: CallEvent, at: number): Step {
  const elsewhere = onElsewhere(call, event, at)
  if (elsewhere !== null) return elsewhere
  const owner = EVENT_OWNERS[event.kind]
  // The handler of this very event, which the compiler cannot follow.
  const handler = (typeof owner === 'string' ? OWNERS[owner] : onPhaseEvent) as Handler
  return handler(call, event, at)
}

/** The owners that are the same in every phase. */
const OWNERS: {
  readonly [Each in Exclude<Owner, Phase['kind']>]: (
    call: Call,
    event: EventFor<Each>,
    at: number,
  ) => Step
} = { call: onCallEvent, task: onTaskEvent, recording: onRecordingEvent }

function onCallEvent(call: Call, event: EventFor<'call'>, at: number): Step {
  switch (event.kind) {
    case 'notes-written':
      return call.phase.kind === 'ended' ? stay(call) : stay({ ...call, notes: event.notes })
    case 'queue-task-seen':
      return onQueueTaskSeen(call, event)
    case 'agent-rejected':
      return onAgentRejected(call, event, at)
    case 'end-failed': {
      // The deadline of a party who is still here ends the leg again.
      const isWatched =
        isIn(call, 'active') &&
        call.phase.parties.some(
          (each) => isHere(each) && each.ending !== null && each.callSid === event.callSid,
        )
      return stay(isWatched ? call : withLegsToEnd(call, [event.callSid], at))
    }
  }
}

/** First what an event means in any phase, then what it means in this one. */
function onPhaseEvent(call: Call, event: PhaseEvent, at: number): Step {
  switch (event.kind) {
    case 'leg-status':
    case 'participant-joined':
      return endStrayLeg(call, event) ?? handleInPhase(call, event, at)
    case 'adoption-requested':
      return isIn(call, 'active') ? handleInPhase(call, event, at) : refuseAdoption(call, event)
    case 'agent-access-ended': {
      const handled = isIn(call, 'active') || isIn(call, 'returning')
      const instead = handled ? event : toHangUp(call, event)
      return instead === null ? stay(call) : handleInPhase(call, instead, at)
    }
    case 'tick': {
      const ended = endRemainingLegs(call, at)
      const rejected = chain(ended, (next) => rejectWhenDue(next, at))
      const recorded = chain(rejected, (next) => onRecordingTick(next, at))
      return chain(recorded, (next) => handleInPhase(next, event, at))
    }
    default:
      return handleInPhase(call, event, at)
  }
}

const PHASES: {
  readonly [Kind in Phase['kind']]: (call: CallIn<Kind>, event: EventFor<Kind>, at: number) => Step
} = {
  calling: handleCalling,
  queued: handleQueued,
  reserved: handleReserved,
  returning: handleReturning,
  placing: handlePlacing,
  joining: handleJoining,
  dialing: handleDialing,
  active: handleActive,
  ended: handleEnded,
}

/** An event that means nothing to the current phase changes nothing. */
function handleInPhase(call: Call, reported: PhaseEvent, at: number): Step {
  const event = toCustomerLeft(call, reported)
  const phases: readonly Phase['kind'][] = EVENT_OWNERS[event.kind]
  if (!phases.includes(call.phase.kind)) return stay(call)
  // The handler of this very phase, which the compiler cannot follow.
  const handler = PHASES[call.phase.kind] as (call: Call, event: PhaseEvent, at: number) => Step
  return handler(call, event, at)
}

/**
 * Before the conversation a customer that we rang, or a teammate who hangs up by command, has left like a caller who
 * hung up.
 */
function toCustomerLeft(call: Call, event: PhaseEvent): PhaseEvent {
  const { kind } = call.phase
  if (kind !== 'calling' && !WAITING.some((each) => each === kind)) return event
  const isTheirs =
    event.kind === 'hang-up-requested' || event.kind === 'leave-requested'
      ? isInCustomersPlace(call, event.by)
      : hasCustomerLeft(call, event)
  return isTheirs ? { kind: 'customer-left' } : event
}

function hasCustomerLeft(call: Call, event: PhaseEvent): boolean {
  // A leg of theirs that another one has replaced may end late.
  const isTheirs = event.kind === 'leg-status' && event.callSid === call.customer.callSid
  if (event.kind === 'leg-status')
    return isTheirs && event.partyId === CUSTOMER && isOver(event.status)
  if (event.kind !== 'participant-left' || event.moved === true) return false
  return identifyParty(call, event.participant) === 'customer'
}

/** When the call needs a tick although nothing happens; null for never. */
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

function getDeadlines(phase: Phase): readonly (number | null)[] {
  switch (phase.kind) {
    case 'ended':
    case 'queued':
      return []
    case 'reserved':
      return [getRingEnd(phase)]
    case 'calling':
    case 'returning':
    case 'placing':
    case 'joining':
    case 'dialing':
      return [phase.deadline]
    case 'active': {
      const { closing, parties } = phase
      const { requeue, merge } = getOperation(phase)
      const all = parties.filter(isHere).flatMap(getPartyDeadlines)
      const moving = [requeue?.deadline ?? null, merge?.deadline ?? null]
      return [closing?.deadline ?? null, ...moving, ...all]
    }
    default:
      return assertNever(phase)
  }
}

function getPartyDeadlines(party: Party): readonly (number | null)[] {
  const { hold, mute, ending, status, expectedUntil } = party
  const ringing = status.kind === 'ringing' && ending === null ? status.checkAt : null
  return [
    ringing,
    ending?.deadline ?? null,
    expectedUntil,
    getKeysDeadline(party),
    getFlagDeadline(hold),
    getFlagDeadline(mute),
  ]
}
