import { assertNever } from '../../contract/assert-never.ts'
import { notAdopted } from '../conversation/adopting.ts'
import { leftOver, onceEnded, putAway, strayLeg } from '../ending/aftermath.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { whileCalling, whileDialing, whileJoining, whilePlacing } from './outbound.ts'
import { whileActive } from '../conversation/active.ts'
import { hangUpInstead } from '../conversation/access-ended.ts'
import { whileConnecting } from './connecting.ts'
import { whileAccepting } from './accepting.ts'
import { ringsUntil, whileOffered } from './reserved.ts'
import { whileQueued } from './queued.ts'
import { isCustomer } from '../model/internal.ts'
import { keysDeadline } from '../conversation/keys.ts'
import { isHere, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { countQueuings, queueTaskSeen, taskEvent } from '../tasks/tasks.ts'
import { recordingDeadlines, recordingEvent, recordingTick } from '../recording/recording.ts'
import { recordingFollows } from '../recording/settling.ts'
import { andThen, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { whileTakingBack } from './retrieving.ts'
import { turnAway, turnedAway, turnsAwayAt } from './rejecting.ts'

/**
 * What an event makes of a call, and what is to be done about it. Pure and total: late, repeated and
 * reordered events find a phase that they do not fit and change nothing.
 */
export function transition(call: Call, event: CallEvent, at: number): Step {
  return recordingFollows(call, countQueuings(happened(call, event, at)))
}

function happened(call: Call, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'notes-written':
      return call.phase.kind === 'ended' ? stay(call) : stay({ ...call, notes: event.notes })
    case 'tick':
      return andThen(
        andThen(
          andThen(putAway(call, at), (next) => turnAway(next, at)),
          (next) => recordingTick(next, at),
        ),
        (next) => inPhase(next, event, at),
      )
    case 'queue-task-seen':
      return queueTaskSeen(call, event)
    case 'turned-away':
      return turnedAway(call, event, at)
    case 'adopt-asked':
      return isIn(call, 'active') ? whileActive(call, event, at) : notAdopted(call, event)
    case 'agent-out': {
      if (isIn(call, 'active')) return whileActive(call, event, at)
      const instead = hangUpInstead(call, event)
      return instead === null ? stay(call) : inPhase(call, asGone(call, instead), at)
    }
    case 'end-failed': {
      const looked = isIn(call, 'active') && call.phase.parties.some((each) => ends(each, event))
      return stay(looked ? call : leftOver(call, [event.callSid], at))
    }
    default:
      return (
        taskEvent(call, event) ??
        recordingEvent(call, event, at) ??
        strayLeg(call, event) ??
        inPhase(call, asGone(call, event), at)
      )
  }
}

/** A party who is still here is told to end again by its own deadline. */
function ends(party: Party, { callSid }: { readonly callSid: string }): boolean {
  return isHere(party) && party.ending !== null && party.callSid === callSid
}

const WAITING: ReadonlySet<Call['phase']['kind']> = new Set([
  'calling',
  'queued',
  'offered',
  'accepting',
  'connecting',
  'taking-back',
])

/**
 * Outside a conversation a customer whom we rang, or a colleague who hangs up by command, is gone like one who
 * rang us.
 */
function asGone(call: Call, event: CallEvent): CallEvent {
  if (!WAITING.has(call.phase.kind)) return event
  const hungUp = event.kind === 'hang-up-asked' || event.kind === 'leave-asked'
  if (hungUp && isCustomer(call, event.by)) return { kind: 'customer-gone' }
  if (event.kind !== 'leg-status' || event.partyId !== CUSTOMER) return event
  const over = event.status !== 'ringing' && event.status !== 'in-progress'
  return over ? { kind: 'customer-gone' } : event
}

function inPhase(call: Call, event: CallEvent, at: number): Step {
  if (isIn(call, 'queued')) return whileQueued(call, event, at)
  if (isIn(call, 'offered')) return whileOffered(call, event, at)
  if (isIn(call, 'accepting')) return whileAccepting(call, event, at)
  if (isIn(call, 'connecting')) return whileConnecting(call, event, at)
  if (isIn(call, 'taking-back')) return whileTakingBack(call, event, at)
  if (isIn(call, 'calling')) return whileCalling(call, event, at)
  if (isIn(call, 'placing')) return whilePlacing(call, event, at)
  if (isIn(call, 'joining')) return whileJoining(call, event, at)
  if (isIn(call, 'dialing')) return whileDialing(call, event, at)
  if (isIn(call, 'active')) return whileActive(call, event, at)
  if (isIn(call, 'ended')) return onceEnded(call, event, at)
  throw new Error(`unknown phase ${call.phase.kind}`)
}

/** When the call must be looked at again although nothing happens; null for never. */
export function nextDeadline(call: Call): number | null {
  const due = [
    call.leftovers?.deadline ?? null,
    turnsAwayAt(call),
    ...recordingDeadlines(call),
    ...deadlinesOf(call.phase),
  ]
  const set = due.filter((deadline) => deadline !== null)
  return set.length === 0 ? null : Math.min(...set)
}

function deadlinesOf(phase: Call['phase']): readonly (number | null)[] {
  switch (phase.kind) {
    case 'ended':
      return []
    case 'queued':
      return [phase.requeueAt]
    case 'accepting':
      return [phase.retryAt]
    case 'offered':
      return [ringsUntil(phase)]
    case 'calling':
    case 'connecting':
    case 'taking-back':
    case 'placing':
    case 'joining':
    case 'dialing':
      return [phase.deadline]
    case 'active': {
      const { closing, queueing, merging, parties } = phase
      const all = parties.filter(isHere).flatMap(deadlinesOfParty)
      const moving = [queueing?.deadline ?? null, merging?.deadline ?? null]
      return [closing?.deadline ?? null, ...moving, ...all]
    }
    default:
      return assertNever(phase)
  }
}

function deadlinesOfParty(party: Party): readonly (number | null)[] {
  const { hold, mute, ending, presence } = party
  const ringing = presence.kind === 'ringing' && ending === null ? presence.look : null
  const flags = [hold.deadline, hold.notBefore, mute.deadline, mute.notBefore]
  return [ringing, ending?.deadline ?? null, keysDeadline(party), ...flags]
}
