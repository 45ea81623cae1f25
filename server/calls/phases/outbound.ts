import { CUSTOMER } from '../model/party.ts'
import type { EndReason } from '../../contract/desk.ts'
import type { CallEvent, LegStatus, ReadBack } from '../model/call-event.ts'
import { LOOK_MS, REPORT_GRACE_MS, customerRing, ringSeconds } from '../model/ringing.ts'
import { DEVICE_DEADLINE_MS, conversation } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { engage } from '../ending/teammate.ts'
import { abandon, finish } from '../ending/finish.ts'
import { advanceKeys, owingKeys } from '../conversation/keys.ts'
import { RETRY_MS } from './reserved.ts'
import { isCustomer } from '../model/internal.ts'
import { go, partyOf, stay, trouble, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/** Prepared, and waiting for the agent's Device to connect. */
export function whilePlacing(call: CallIn<'placing'>, event: CallEvent, at: number): Step {
  const { leg, since, deadline } = call.phase
  switch (event.kind) {
    case 'device-connected': {
      const joined = { ...leg, callSid: event.callSid }
      const phase = {
        kind: 'joining' as const,
        leg: joined,
        since,
        deadline: at + DEVICE_DEADLINE_MS,
      }
      return openTask({ ...call, phase }, joined, null)
    }
    case 'hang-up-asked':
      // A colleague whose desk does not ring yet has nothing to hang up.
      return isCustomer(call, event.by) ? stay(call) : finish(call, 'agent-hung-up', at)
    case 'tick':
      return at < deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return stay(call)
  }
}

/** The Device has its TwiML; the customer is rung once the agent is really in the Conference. */
export function whileJoining(call: CallIn<'joining'>, event: CallEvent, at: number): Step {
  const { leg, since, deadline } = call.phase
  switch (event.kind) {
    case 'joined': {
      const ring = customerRing(call)
      if (partyOf(call, event.who) !== 'agent' || ring === null) return stay(call)
      const common = {
        kind: 'dialing',
        leg,
        since,
        overdue: false,
        customerJoined: false,
      } as const
      const known = { ...call, conferenceSid: event.conferenceSid }
      return go(known, { ...common, deadline: at + LOOK_MS, rungAt: at }, ring)
    }
    case 'left':
      return partyOf(call, event.who) === 'agent' ? finish(call, 'agent-hung-up', at) : stay(call)
    case 'leg-status':
      return agentLegOver(call, event, at) ?? stay(call)
    case 'hang-up-asked':
      // A colleague whose desk does not ring yet has nothing to hang up.
      return isCustomer(call, event.by) ? stay(call) : finish(call, 'agent-hung-up', at)
    case 'tick':
      return at < deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return stay(call)
  }
}

/** The customer's telephone rings. Early media joins before the answer, so only the leg's status proves it. */
export function whileDialing(call: CallIn<'dialing'>, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'ring-created':
      return { call: customerKnown(call, event), commands: [] }
    case 'joined': {
      const isTheirs = partyOf(call, event.who) === 'customer'
      return isTheirs ? go(call, { ...call.phase, customerJoined: true }) : stay(call)
    }
    case 'ring-refused':
      return finish(call, 'failed', at)
    case 'leg-status':
      if (event.partyId === CUSTOMER) return customerReported(call, event, at)
      return agentLegOver(call, event, at) ?? stay(call)
    case 'left':
      return partyOf(call, event.who) === 'agent' ? finish(call, 'agent-hung-up', at) : stay(call)
    case 'conference-ended':
      return finish(call, 'agent-hung-up', at)
    case 'hang-up-asked':
      return finish(call, isCustomer(call, event.by) ? 'declined' : 'agent-hung-up', at)
    case 'tick': {
      if (at < call.phase.deadline) return stay(call)
      // A lost report may have been the answer: Twilio is asked before anybody is hung up on.
      const overdue = at >= ringEnds(call)
      const asked = { ...call.phase, deadline: at + (overdue ? RETRY_MS : LOOK_MS), overdue }
      return go(call, asked, { kind: 'read-back', upTo: call.asks })
    }
    case 'read-back':
      return ringReadBack(call, event.found, at)
    default:
      return stay(call)
  }
}

/** When the ringing must be over, whatever was reported. */
function ringEnds(call: CallIn<'dialing'>): number {
  const { rungAt, since } = call.phase
  return (rungAt ?? since) + ringSeconds(call) * 1000 + REPORT_GRACE_MS
}

function customerKnown(call: Call, event: { callSid: string }): Call {
  return { ...call, customer: { ...call.customer, callSid: event.callSid } }
}

type LegReport = Extract<CallEvent, { kind: 'leg-status' }>

function agentLegOver(
  call: Call & { phase: { leg: { partyId: string } } },
  event: LegReport,
  at: number,
): Step | null {
  if (event.partyId !== call.phase.leg.partyId) return null
  if (event.status === 'ringing' || event.status === 'in-progress') return null
  return finish(call, 'agent-hung-up', at)
}

function customerReported(call: CallIn<'dialing'>, event: LegReport, at: number): Step {
  const known = { ...customerKnown(call, event), phase: call.phase }
  if (event.status === 'ringing') return { call: known, commands: [] }
  if (event.status === 'in-progress') return customerAnswered(known, at)
  const ended = finish(known, reasonFor(known, event.status), at)
  const refused = event.status === 'failed'
  return refused
    ? { ...ended, call: { ...ended.call, trouble: trouble('dial', 'refused', at) } }
    : ended
}

function customerAnswered(call: CallIn<'dialing'>, at: number): Step {
  const { leg, customerJoined } = call.phase
  const talk = { ...call, phase: conversation(call, leg, at) }
  const engaged = engage(owingKeys(talk, customerJoined))
  return whileTalking(engaged, (next) => advanceKeys(next, at))
}

/** What Twilio says of the ringing: after a restart, or when its report is overdue. */
function ringReadBack(call: CallIn<'dialing'>, found: ReadBack, at: number): Step {
  const there = found.participants
    ?.filter(({ answered }) => answered !== false)
    .map(({ who }) => partyOf(call, who))
  if (there === undefined) return stay(call)
  if (!there.includes('agent')) return finish(call, 'connection-lost', at)
  if (found.customerCall === 'answered') return customerAnswered(call, at)
  if (found.customerCall === 'gone' || call.phase.overdue) return finish(call, 'no-answer', at)
  return stay(call)
}

function reasonFor(
  { customer }: Call,
  status: Exclude<LegStatus, 'ringing' | 'in-progress'>,
): EndReason {
  switch (status) {
    case 'busy':
      // A desk that is rung is busy only because its agent declined.
      return customer.identity === null ? 'busy' : 'declined'
    case 'no-answer':
    case 'failed':
      return status
    case 'canceled':
      return 'no-answer'
    case 'completed':
      return 'customer-hung-up'
  }
}

/** A colleague calls a queue: prepared, and waiting for their Device to connect. Then they wait like any caller. */
export function whileCalling(call: CallIn<'calling'>, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'device-connected':
      return engage({
        ...call,
        queuedAt: at,
        customer: { ...call.customer, callSid: event.callSid },
        phase: { kind: 'queued', since: at, answered: null, requeueAt: null, requeueTried: 0 },
      })
    case 'customer-gone':
      return abandon(call, at)
    case 'tick':
      return at < call.phase.deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return stay(call)
  }
}
