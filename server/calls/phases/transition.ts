import { getOperation } from '../model/phase.ts'
import { assertNever } from '../../contract/assert-never.ts'
import { refuseAdoption } from '../conversation/adopting.ts'
import { withLegsToEnd, handleEnded, endRemainingLegs, endStrayLeg } from '../ending/aftermath.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { EVENT_OWNERS } from '../model/event-owner.ts'
import type { EventOwnedBy, EventOwner, PhaseEvent } from '../model/event-owner.ts'
import { handleCalling, handleDialing, handleJoining, handlePlacing } from './outbound.ts'
import { handleActive } from '../conversation/active.ts'
import { toHangUp } from '../conversation/access-ended.ts'
import { handleConnecting } from './connecting.ts'
import { handleAccepting } from './accepting.ts'
import { getRingEnd, handleReserved } from './reserved.ts'
import { handleQueued } from './queued.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import { getKeysDeadline } from '../conversation/keys.ts'
import { getFlagDeadline } from '../model/confirmable.ts'
import { isHere, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { countQueuings, onQueueTaskSeen, onTaskAcceptance, onTaskEvent } from '../tasks/tasks.ts'
import { getRecordingDeadlines, onRecordingEvent, onRecordingTick } from '../recording/recording.ts'
import { followRecordingPolicy } from '../recording/settling.ts'
import { chain, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { handleRetrieving } from './retrieving.ts'
import { rejectWhenDue, onAgentRejected, getRejectionDeadline } from './rejecting.ts'

/**
 * What an event changes in a call, and what is to be done. Pure and total: late, repeated and reordered events meet a
 * phase that ignores them, and change nothing.
 */
export function transition(call: Call, event: CallEvent, at: number): Step {
  return followRecordingPolicy(call, countQueuings(handle(call, event, at)))
}

/** How each owner handles its events, in any phase. */
const OWNERS: {
  readonly [Owner in EventOwner]: (call: Call, event: EventOwnedBy<Owner>, at: number) => Step
} = {
  call: onCallEvent,
  task: onTaskEvent,
  recording: onRecordingEvent,
  acceptance: (call, event, at) => onTaskAcceptance(call, event) ?? handleInPhase(call, event, at),
  leg: (call, event, at) =>
    endStrayLeg(call, event) ?? handleInPhase(call, toCustomerLeft(call, event), at),
  conversation: onConversationEvent,
  clock: onTick,
  phase: (call, event, at) => handleInPhase(call, toCustomerLeft(call, event), at),
}

function handle(call: Call, event: CallEvent, at: number): Step {
  // The table's key is the owner of this very event, which the compiler cannot follow.
  const owner = OWNERS[EVENT_OWNERS[event.kind]] as (
    call: Call,
    event: CallEvent,
    at: number,
  ) => Step
  return owner(call, event, at)
}

function onCallEvent(call: Call, event: EventOwnedBy<'call'>, at: number): Step {
  switch (event.kind) {
    case 'notes-written':
      return call.phase.kind === 'ended' ? stay(call) : stay({ ...call, notes: event.notes })
    case 'queue-task-seen':
      return onQueueTaskSeen(call, event)
    case 'agent-rejected':
      return onAgentRejected(call, event, at)
    case 'end-failed': {
      const isWatched =
        isIn(call, 'active') && call.phase.parties.some((each) => isEnding(each, event))
      return stay(isWatched ? call : withLegsToEnd(call, [event.callSid], at))
    }
  }
}

function onConversationEvent(call: Call, event: EventOwnedBy<'conversation'>, at: number): Step {
  if (isIn(call, 'active')) return handleActive(call, event, at)
  if (event.kind === 'adoption-requested') return refuseAdoption(call, event)
  const instead = toHangUp(call, event)
  return instead === null ? stay(call) : handleInPhase(call, toCustomerLeft(call, instead), at)
}

function onTick(call: Call, event: EventOwnedBy<'clock'>, at: number): Step {
  const ended = endRemainingLegs(call, at)
  const rejected = chain(ended, (next) => rejectWhenDue(next, at))
  const recorded = chain(rejected, (next) => onRecordingTick(next, at))
  return chain(recorded, (next) => handleInPhase(next, event, at))
}

/** A party who is still here: their own deadline ends the leg again. */
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
 * Before the conversation a customer that we rang, or a teammate who hangs up by command, has left like a caller who
 * hung up.
 */
function toCustomerLeft(call: Call, event: PhaseEvent): PhaseEvent {
  if (!WAITING.has(call.phase.kind)) return event
  const hungUp = event.kind === 'hang-up-requested' || event.kind === 'leave-requested'
  if (hungUp && isInCustomersPlace(call, event.by)) return { kind: 'customer-left' }
  if (event.kind !== 'leg-status' || event.partyId !== CUSTOMER) return event
  const over = event.status !== 'ringing' && event.status !== 'in-progress'
  return over ? { kind: 'customer-left' } : event
}

/** One handler for each phase. */
const PHASES: {
  readonly [Kind in Call['phase']['kind']]: (
    call: CallIn<Kind>,
    event: PhaseEvent,
    at: number,
  ) => Step
} = {
  calling: handleCalling,
  queued: handleQueued,
  reserved: handleReserved,
  accepting: handleAccepting,
  connecting: handleConnecting,
  retrieving: handleRetrieving,
  placing: handlePlacing,
  joining: handleJoining,
  dialing: handleDialing,
  active: handleActive,
  ended: handleEnded,
}

function handleInPhase(call: Call, event: PhaseEvent, at: number): Step {
  // The table's key is the phase of this very call, which the compiler cannot follow.
  const handler = PHASES[call.phase.kind] as (call: Call, event: PhaseEvent, at: number) => Step
  return handler(call, event, at)
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
  const { hold, mute, ending, status } = party
  const ringing = status.kind === 'ringing' && ending === null ? status.checkAt : null
  return [
    ringing,
    ending?.deadline ?? null,
    getKeysDeadline(party),
    getFlagDeadline(hold),
    getFlagDeadline(mute),
  ]
}
