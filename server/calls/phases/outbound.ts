import type { EventFor, EventOf } from '../model/event-owner.ts'
import { CUSTOMER } from '../model/party.ts'
import type { EndReason } from '../../contract/desk.ts'
import type { LegStatus, Reading } from '../model/call-event.ts'
import { LOOK_MS, REPORT_GRACE_MS, createCustomerRing, getRingSeconds } from '../model/ringing.ts'
import { DEVICE_TIMEOUT_MS, createActivePhase, createQueuedPhase } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { openTeammateTask } from '../ending/teammate.ts'
import { abandon, finish } from '../ending/finish.ts'
import { advanceKeys, withKeysOwed } from '../conversation/keys.ts'
import { RETRY_MS } from './reserved.ts'
import { isInCustomersPlace } from '../model/internal.ts'
import {
  chain,
  chainWhileActive,
  createFailure,
  enterPhase,
  hasAgentAnswered,
  hasAgentLeft,
  identifyParty,
  isOver,
  readCall,
  stay,
} from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { createQueueTask, openTask } from '../tasks/tasks.ts'

/** A teammate calls a queue: prepared, and waiting for their Device to connect. Then they wait like any caller. */
export function handleCalling(
  call: CallIn<'calling'>,
  event: EventFor<'calling'>,
  at: number,
): Step {
  switch (event.kind) {
    case 'device-connected': {
      const customer = { ...call.customer, callSid: event.callSid }
      const queued = { ...call, queuedAt: at, customer, phase: createQueuedPhase(at, true) }
      return chain(openTeammateTask(queued), createQueueTask)
    }
    case 'customer-left':
      return abandon(call, at)
    case 'tick':
      return onDeviceTick(call, at)
  }
}

/** Prepared, and waiting for the agent's Device to connect. */
export function handlePlacing(
  call: CallIn<'placing'>,
  event: EventFor<'placing'>,
  at: number,
): Step {
  switch (event.kind) {
    case 'device-connected': {
      const leg = { ...call.phase.leg, callSid: event.callSid }
      const { since } = call.phase
      const phase = { kind: 'joining', leg, since, deadline: at + DEVICE_TIMEOUT_MS } as const
      return openTask({ ...call, phase }, leg, null)
    }
    case 'hang-up-requested':
      return onHangUpBeforeRing(call, event, at)
    case 'tick':
      return onDeviceTick(call, at)
  }
}

/** The Device has its TwiML; the customer is rung once the agent is in the Conference. */
export function handleJoining(
  call: CallIn<'joining'>,
  event: EventFor<'joining'>,
  at: number,
): Step {
  switch (event.kind) {
    case 'participant-joined': {
      const ring = createCustomerRing(call)
      if (identifyParty(call, event.participant) !== 'agent' || ring === null) return stay(call)
      const { leg, since } = call.phase
      const known = { ...call, conferenceSid: event.conferenceSid }
      const dialing = {
        kind: 'dialing',
        leg,
        since,
        overdue: false,
        customerJoined: false,
      } as const
      return enterPhase(known, { ...dialing, deadline: at + LOOK_MS, rungAt: at }, ring)
    }
    case 'participant-left':
    case 'leg-status':
      return onAgentReport(call, event, at)
    case 'hang-up-requested':
      return onHangUpBeforeRing(call, event, at)
    case 'tick':
      return onDeviceTick(call, at)
  }
}

/** The Device did not come in time. */
function onDeviceTick(call: CallIn<'calling' | 'placing' | 'joining'>, at: number): Step {
  return at < call.phase.deadline ? stay(call) : finish(call, 'failed', at)
}

/** A teammate whose desk does not ring yet has nothing to hang up. */
function onHangUpBeforeRing(call: Call, { by }: EventOf<'hang-up-requested'>, at: number): Step {
  return isInCustomersPlace(call, by) ? stay(call) : finish(call, 'agent-hung-up', at)
}

function onAgentReport(
  call: Call,
  event: EventOf<'participant-left' | 'leg-status'>,
  at: number,
): Step {
  return hasAgentLeft(call, event) ? finish(call, 'agent-hung-up', at) : stay(call)
}

/** The customer's telephone rings. Early media joins before the answer, so only the leg's status proves the answer. */
export function handleDialing(
  call: CallIn<'dialing'>,
  event: EventFor<'dialing'>,
  at: number,
): Step {
  switch (event.kind) {
    case 'ring-created':
      return stay(withCustomerLeg(call, event.callSid))
    case 'participant-joined': {
      const isTheirs = identifyParty(call, event.participant) === 'customer'
      return isTheirs ? enterPhase(call, { ...call.phase, customerJoined: true }) : stay(call)
    }
    case 'ring-failed':
      return finish(call, 'failed', at)
    case 'leg-status':
      return event.partyId === CUSTOMER
        ? onCustomerLegStatus(withCustomerLeg(call, event.callSid), event.status, at)
        : onAgentReport(call, event, at)
    case 'participant-left':
      return onAgentReport(call, event, at)
    case 'conference-ended':
      return finish(call, 'agent-hung-up', at)
    case 'hang-up-requested':
      return finish(call, isInCustomersPlace(call, event.by) ? 'declined' : 'agent-hung-up', at)
    case 'tick': {
      if (at < call.phase.deadline) return stay(call)
      // A lost report may have been the answer: Twilio is asked before anybody is hung up on.
      const overdue = at >= getRingEnd(call)
      const deadline = at + (overdue ? RETRY_MS : LOOK_MS)
      return enterPhase(call, { ...call.phase, deadline, overdue }, readCall(call))
    }
    case 'call-read':
      return onCallRead(call, event.reading, at)
  }
}

/** When the ringing must be over, whatever was reported. */
function getRingEnd(call: CallIn<'dialing'>): number {
  const { rungAt, since } = call.phase
  return (rungAt ?? since) + getRingSeconds(call) * 1000 + REPORT_GRACE_MS
}

function withCustomerLeg(call: CallIn<'dialing'>, callSid: string): CallIn<'dialing'> {
  return { ...call, customer: { ...call.customer, callSid } }
}

function onCustomerLegStatus(call: CallIn<'dialing'>, status: LegStatus, at: number): Step {
  if (status === 'ringing') return stay(call)
  if (!isOver(status)) return onCustomerAnswered(call, at)
  const ended = finish(call, getEndReason(call, status), at)
  if (status !== 'failed') return ended
  return { ...ended, call: { ...ended.call, failure: createFailure('dial', 'refused', at) } }
}

function onCustomerAnswered(call: CallIn<'dialing'>, at: number): Step {
  const { leg, customerJoined } = call.phase
  const talk = { ...call, phase: createActivePhase(call, leg, at) }
  const withTask = openTeammateTask(withKeysOwed(talk, customerJoined))
  return chainWhileActive(withTask, (next) => advanceKeys(next, at))
}

/** What Twilio lists about the ring: after a restart, or when its report is overdue. */
function onCallRead(call: CallIn<'dialing'>, reading: Reading, at: number): Step {
  const isAgentThere = hasAgentAnswered(call, reading)
  if (isAgentThere === null) return stay(call)
  if (!isAgentThere) return finish(call, 'connection-lost', at)
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
