import { never } from '../outcome.ts'
import { onceEnded } from './aftermath.ts'
import type { CallEvent } from './call-event.ts'
import type { Call, CallIn, Phase } from './call.ts'
import { whileActive } from './conversation.ts'
import { whileAccepting, whileConnecting } from './inbound-answer.ts'
import { ringsUntil, whileOffered, whileQueued } from './inbound-offer.ts'
import { whileDialing, whileJoining, whilePlacing } from './outbound.ts'
import type { Step } from './step.ts'

/**
 * What an event makes of a call, and what is to be done about it. Pure and total: late, repeated and
 * reordered events find a phase that they do not fit and change nothing.
 */
export function transition(call: Call, event: CallEvent, at: number): Step {
  if (event.kind === 'notes-written' && call.phase.kind !== 'ended') {
    return { call: { ...call, notes: event.notes }, commands: [] }
  }
  if (isIn(call, 'queued')) return whileQueued(call, event, at)
  if (isIn(call, 'offered')) return whileOffered(call, event, at)
  if (isIn(call, 'accepting')) return whileAccepting(call, event, at)
  if (isIn(call, 'connecting')) return whileConnecting(call, event, at)
  if (isIn(call, 'placing')) return whilePlacing(call, event, at)
  if (isIn(call, 'joining')) return whileJoining(call, event, at)
  if (isIn(call, 'dialing')) return whileDialing(call, event, at)
  if (isIn(call, 'active')) return whileActive(call, event, at)
  if (isIn(call, 'ended')) return onceEnded(call, event)
  throw new Error(`unknown phase ${call.phase.kind}`)
}

/** When the call must be looked at again although nothing happens; null for never. */
export function nextDeadline(phase: Phase): number | null {
  switch (phase.kind) {
    case 'queued':
      return phase.requeueAt
    case 'accepting':
      return phase.retryAt
    case 'offered':
      return ringsUntil(phase)
    case 'connecting':
    case 'placing':
    case 'joining':
    case 'dialing':
      return phase.deadline
    case 'active': {
      const due = [phase.hold.deadline, phase.closing?.deadline ?? null]
      const set = due.filter((deadline) => deadline !== null)
      return set.length === 0 ? null : Math.min(...set)
    }
    case 'ended':
      return null
    default:
      return never(phase)
  }
}

function isIn<Kind extends Phase['kind']>(call: Call, kind: Kind): call is CallIn<Kind> {
  return call.phase.kind === kind
}
