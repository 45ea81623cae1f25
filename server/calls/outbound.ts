import type { EndReason } from '../contract/desk.ts'
import type { CallEvent, LegStatus, ReadBack } from './call-event.ts'
import { CUSTOMER, DEVICE_DEADLINE_MS, conversation } from './call.ts'
import type { Call, CallIn } from './call.ts'
import { finish } from './finish.ts'
import { RETRY_MS } from './inbound-offer.ts'
import { go, partyOf, stay, trouble } from './step.ts'
import type { Step } from './step.ts'
import { openTask } from './tasks.ts'

/** How long a customer is rung, seconds. */
export const RING_CUSTOMER_SECONDS = 45

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
      return finish(call, 'agent-hung-up', at)
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
      const { number } = call.customer
      if (partyOf(call, event.who) !== 'agent' || number === null) return stay(call)
      const deadline = ringDeadline(at)
      const ringing = { kind: 'dialing' as const, leg, since, deadline, overdue: false }
      const from = call.lineNumber ?? number
      const known = { ...call, conferenceSid: event.conferenceSid }
      return go(known, ringing, { kind: 'ring-customer', to: number, from })
    }
    case 'left':
      return partyOf(call, event.who) === 'agent' ? finish(call, 'agent-hung-up', at) : stay(call)
    case 'leg-status':
      return agentLegOver(call, event, at) ?? stay(call)
    case 'hang-up-asked':
      return finish(call, 'agent-hung-up', at)
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
      return finish(call, 'agent-hung-up', at)
    case 'tick': {
      if (at < call.phase.deadline) return stay(call)
      // A lost report may have been the answer: Twilio is asked before anybody is hung up on.
      const asked = { ...call.phase, deadline: at + RETRY_MS, overdue: true }
      return go(call, asked, { kind: 'read-back', upTo: call.asks })
    }
    case 'read-back':
      return ringReadBack(call, event.found, at)
    default:
      return stay(call)
  }
}

function ringDeadline(at: number): number {
  // Twilio ends the ringing by itself; this is for the day when its report is lost.
  return at + (RING_CUSTOMER_SECONDS + 10) * 1000
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
  const ended = finish(known, reasonFor(event.status), at)
  const refused = event.status === 'failed'
  return refused
    ? { ...ended, call: { ...ended.call, trouble: trouble('dial', 'refused', at) } }
    : ended
}

function customerAnswered(call: CallIn<'dialing'>, at: number): Step {
  return go(call, conversation(call, call.phase.leg, at))
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

function reasonFor(status: Exclude<LegStatus, 'ringing' | 'in-progress'>): EndReason {
  switch (status) {
    case 'busy':
    case 'no-answer':
    case 'failed':
      return status
    case 'canceled':
      return 'no-answer'
    case 'completed':
      return 'customer-hung-up'
  }
}
