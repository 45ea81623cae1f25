import { assertNever } from '../../contract/assert-never.ts'
import { CONVERSATION_EVENTS, QUEUE_EVENTS, isOneOf } from '../model/event-owner.ts'
import type { PhaseEvent } from '../model/event-owner.ts'
import { CUSTOMER } from '../model/party.ts'
import type { EndReason } from '../../contract/desk.ts'
import type { CallEvent, LegStatus, Reading } from '../model/call-event.ts'
import { LOOK_MS, REPORT_GRACE_MS, createCustomerRing, getRingSeconds } from '../model/ringing.ts'
import { DEVICE_TIMEOUT_MS, createActivePhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { openTeammateTask } from '../ending/teammate.ts'
import { abandon, finish } from '../ending/finish.ts'
import { advanceKeys, withKeysOwed } from '../conversation/keys.ts'
import { RETRY_MS } from './reserved.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import { enterPhase, identifyParty, stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

const IGNORED_WHILE_PLACING = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'ring-created',
  'ring-failed',
  'leg-status',
  'participant-joined',
  'participant-left',
  'conference-ended',
  'move-failed',
  'customer-left',
  'hang-up-failed',
  'call-read',
] as const

/** Prepared, and waiting for the agent's Device to connect. */
export function handlePlacing(call: CallIn<'placing'>, event: PhaseEvent, at: number): Step {
  const { leg, since, deadline } = call.phase
  switch (event.kind) {
    case 'device-connected': {
      const joined = { ...leg, callSid: event.callSid }
      const phase = {
        kind: 'joining' as const,
        leg: joined,
        since,
        deadline: at + DEVICE_TIMEOUT_MS,
      }
      return openTask({ ...call, phase }, joined, null)
    }
    case 'hang-up-requested':
      // A teammate whose desk does not ring yet has nothing to hang up.
      return isInCustomersPlace(call, event.by) ? stay(call) : finish(call, 'agent-hung-up', at)
    case 'tick':
      return at < deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return isOneOf(event, IGNORED_WHILE_PLACING) ? stay(call) : assertNever(event)
  }
}

const IGNORED_WHILE_JOINING = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'ring-created',
  'ring-failed',
  'conference-ended',
  'move-failed',
  'customer-left',
  'device-connected',
  'hang-up-failed',
  'call-read',
] as const

/** The Device has its TwiML; the customer is rung once the agent is in the Conference. */
export function handleJoining(call: CallIn<'joining'>, event: PhaseEvent, at: number): Step {
  const { leg, since, deadline } = call.phase
  switch (event.kind) {
    case 'participant-joined': {
      const ring = createCustomerRing(call)
      if (identifyParty(call, event.participant) !== 'agent' || ring === null) return stay(call)
      const common = {
        kind: 'dialing',
        leg,
        since,
        overdue: false,
        customerJoined: false,
      } as const
      const known = { ...call, conferenceSid: event.conferenceSid }
      return enterPhase(known, { ...common, deadline: at + LOOK_MS, rungAt: at }, ring)
    }
    case 'participant-left':
      return identifyParty(call, event.participant) === 'agent'
        ? finish(call, 'agent-hung-up', at)
        : stay(call)
    case 'leg-status':
      return onAgentLegStatus(call, event, at) ?? stay(call)
    case 'hang-up-requested':
      // A teammate whose desk does not ring yet has nothing to hang up.
      return isInCustomersPlace(call, event.by) ? stay(call) : finish(call, 'agent-hung-up', at)
    case 'tick':
      return at < deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return isOneOf(event, IGNORED_WHILE_JOINING) ? stay(call) : assertNever(event)
  }
}

const IGNORED_WHILE_DIALING = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'move-failed',
  'customer-left',
  'device-connected',
  'hang-up-failed',
] as const

/** The customer's telephone rings. Early media joins before the answer, so only the leg's status proves the answer. */
export function handleDialing(call: CallIn<'dialing'>, event: PhaseEvent, at: number): Step {
  switch (event.kind) {
    case 'ring-created':
      return { call: withCustomerLeg(call, event), effects: [] }
    case 'participant-joined': {
      const isTheirs = identifyParty(call, event.participant) === 'customer'
      return isTheirs ? enterPhase(call, { ...call.phase, customerJoined: true }) : stay(call)
    }
    case 'ring-failed':
      return finish(call, 'failed', at)
    case 'leg-status':
      if (event.partyId === CUSTOMER) return onCustomerLegStatus(call, event, at)
      return onAgentLegStatus(call, event, at) ?? stay(call)
    case 'participant-left':
      return identifyParty(call, event.participant) === 'agent'
        ? finish(call, 'agent-hung-up', at)
        : stay(call)
    case 'conference-ended':
      return finish(call, 'agent-hung-up', at)
    case 'hang-up-requested':
      return finish(call, isInCustomersPlace(call, event.by) ? 'declined' : 'agent-hung-up', at)
    case 'tick': {
      if (at < call.phase.deadline) return stay(call)
      // A lost report may have been the answer: Twilio is asked before anybody is hung up on.
      const overdue = at >= getRingEnd(call)
      const waiting = { ...call.phase, deadline: at + (overdue ? RETRY_MS : LOOK_MS), overdue }
      return enterPhase(call, waiting, { kind: 'read-call', asOfRequest: call.requestCount })
    }
    case 'call-read':
      return onCallRead(call, event.reading, at)
    default:
      return isOneOf(event, IGNORED_WHILE_DIALING) ? stay(call) : assertNever(event)
  }
}

/** When the ringing must be over, whatever was reported. */
function getRingEnd(call: CallIn<'dialing'>): number {
  const { rungAt, since } = call.phase
  return (rungAt ?? since) + getRingSeconds(call) * 1000 + REPORT_GRACE_MS
}

function withCustomerLeg(call: Call, event: { callSid: string }): Call {
  return { ...call, customer: { ...call.customer, callSid: event.callSid } }
}

type LegReport = Extract<CallEvent, { kind: 'leg-status' }>

function onAgentLegStatus(
  call: Call & { phase: { leg: { partyId: string } } },
  event: LegReport,
  at: number,
): Step | null {
  if (event.partyId !== call.phase.leg.partyId) return null
  if (event.status === 'ringing' || event.status === 'in-progress') return null
  return finish(call, 'agent-hung-up', at)
}

function onCustomerLegStatus(call: CallIn<'dialing'>, event: LegReport, at: number): Step {
  const known = { ...withCustomerLeg(call, event), phase: call.phase }
  if (event.status === 'ringing') return { call: known, effects: [] }
  if (event.status === 'in-progress') return onCustomerAnswered(known, at)
  const ended = finish(known, getEndReason(known, event.status), at)
  const refused = event.status === 'failed'
  return refused
    ? { ...ended, call: { ...ended.call, failure: createFailure('dial', 'refused', at) } }
    : ended
}

function onCustomerAnswered(call: CallIn<'dialing'>, at: number): Step {
  const { leg, customerJoined } = call.phase
  const talk = { ...call, phase: createActivePhase(call, leg, at) }
  const withTask = openTeammateTask(withKeysOwed(talk, customerJoined))
  return chainWhileActive(withTask, (next) => advanceKeys(next, at))
}

/** What Twilio lists about the ring: after a restart, or when its report is overdue. */
function onCallRead(call: CallIn<'dialing'>, reading: Reading, at: number): Step {
  const there = reading.participants
    ?.filter(({ answered }) => answered !== false)
    .map(({ participant }) => identifyParty(call, participant))
  if (there === undefined) return stay(call)
  if (!there.includes('agent')) return finish(call, 'connection-lost', at)
  if (reading.customerCall === 'answered') return onCustomerAnswered(call, at)
  if (reading.customerCall === 'gone' || call.phase.overdue) return finish(call, 'no-answer', at)
  return stay(call)
}

function getEndReason(
  { customer }: Call,
  status: Exclude<LegStatus, 'ringing' | 'in-progress'>,
): EndReason {
  switch (status) {
    case 'busy':
      // A desk that rings is only busy because its agent declined.
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

const IGNORED_WHILE_CALLING = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'ring-created',
  'ring-failed',
  'leg-status',
  'participant-joined',
  'participant-left',
  'conference-ended',
  'move-failed',
  'hang-up-requested',
  'hang-up-failed',
  'call-read',
] as const

/** A teammate calls a queue: prepared, and waiting for their Device to connect. Then they wait like any caller. */
export function handleCalling(call: CallIn<'calling'>, event: PhaseEvent, at: number): Step {
  switch (event.kind) {
    case 'device-connected':
      return openTeammateTask({
        ...call,
        queuedAt: at,
        customer: { ...call.customer, callSid: event.callSid },
        phase: { kind: 'queued', since: at, answered: null, requeueAt: null, requeueAttempts: 0 },
      })
    case 'customer-left':
      return abandon(call, at)
    case 'tick':
      return at < call.phase.deadline ? stay(call) : finish(call, 'failed', at)
    default:
      return isOneOf(event, IGNORED_WHILE_CALLING) ? stay(call) : assertNever(event)
  }
}
