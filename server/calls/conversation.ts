import type { CallEvent, ReadBack } from './call-event.ts'
import { CUSTOMER } from './call.ts'
import type { CallIn } from './call.ts'
import { finish } from './finish.ts'
import { withTask } from './outbound.ts'
import { go, partyOf, stay, trouble } from './step.ts'
import type { Step } from './step.ts'

/** How long a command may stay unproved before Twilio is asked what is true, ms. */
export const PROOF_DEADLINE_MS = 3000

/** Agent and customer talk, or one of them is on hold. */
export function whileActive(call: CallIn<'active'>, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'hold-asked':
    case 'hold-changed':
    case 'hold-refused':
      return holding(call, event, at)
    case 'hang-up-asked':
    case 'hang-up-refused':
      return hangingUp(call, event, at)
    case 'left':
      // A caller who was queued again has left an earlier Conference of the same name.
      if (event.conferenceSid !== call.conferenceSid) return stay(call)
      return someoneLeft(call, partyOf(call, event.who), at)
    case 'leg-status': {
      if (event.status === 'ringing' || event.status === 'in-progress') return stay(call)
      if (event.partyId === CUSTOMER) return someoneLeft(call, 'customer', at)
      return someoneLeft(call, event.partyId === call.phase.leg.partyId ? 'agent' : null, at)
    }
    case 'customer-gone':
      return someoneLeft(call, 'customer', at)
    case 'conference-ended': {
      if (event.conferenceSid !== call.conferenceSid) return stay(call)
      const by = event.byCallSid
      const who = by === null ? null : partyOf(call, { label: null, callSid: by })
      return someoneLeft(call, who ?? 'agent', at)
    }
    case 'joined':
      // The customer can be in the Conference after the answer was reported.
      if (call.conferenceSid !== null) return stay(call)
      return { call: { ...call, conferenceSid: event.conferenceSid }, commands: [] }
    case 'ring-created':
      if (event.partyId !== CUSTOMER || call.customer.callSid !== null) return stay(call)
      return {
        call: { ...call, customer: { ...call.customer, callSid: event.callSid } },
        commands: [],
      }
    case 'tick':
      return deadlinePassed(call, at)
    case 'read-back':
      return readBack(call, event.found, at)
    default:
      return withTask(call, event)
  }
}

function holding(
  call: CallIn<'active'>,
  event: Extract<CallEvent, { kind: 'hold-asked' | 'hold-changed' | 'hold-refused' }>,
  at: number,
): Step {
  const { phase, conferenceSid, customer } = call
  const { hold } = phase
  switch (event.kind) {
    case 'hold-asked': {
      if (hold.requested === event.hold) return stay(call)
      if (conferenceSid === null || customer.callSid === null || phase.closing !== null) {
        return stay(call)
      }
      const asked = { ...hold, requested: event.hold, deadline: at + PROOF_DEADLINE_MS }
      const command = { kind: 'set-hold', conferenceSid, callSid: customer.callSid } as const
      return go(call, { ...phase, hold: asked }, { ...command, hold: event.hold })
    }
    case 'hold-changed': {
      if (partyOf(call, event.who) !== 'customer') return stay(call)
      if (hold.confirmed === event.held) return stay(call)
      return settled(call, event.held, at)
    }
    case 'hold-refused': {
      if (hold.requested !== event.hold || hold.deadline === null) return stay(call)
      const back = { ...hold, requested: hold.confirmed, deadline: null }
      const command = event.hold ? 'hold' : 'resume'
      const told = { ...call, trouble: trouble(command, event.refusal, at) }
      return go(told, { ...phase, hold: back })
    }
  }
}

/** Twilio has proved the hold's value. A newer request that asks for the opposite stays open. */
function settled(call: CallIn<'active'>, held: boolean, at: number): Step {
  const { hold } = call.phase
  const open = hold.deadline !== null && hold.requested !== held
  const next = open
    ? { ...hold, confirmed: held, since: at }
    : { requested: held, confirmed: held, since: at, deadline: null }
  return go({ ...call, trouble: open ? call.trouble : null }, { ...call.phase, hold: next })
}

function hangingUp(
  call: CallIn<'active'>,
  event: Extract<CallEvent, { kind: 'hang-up-asked' | 'hang-up-refused' }>,
  at: number,
): Step {
  const { phase } = call
  if (event.kind === 'hang-up-refused') {
    if (phase.closing === null) return stay(call)
    const told = { ...call, trouble: trouble('hang-up', event.refusal, at) }
    return go(told, { ...phase, closing: null })
  }
  if (phase.closing !== null) return stay(call)
  const legs = [phase.leg.callSid, call.customer.callSid].filter((sid) => sid !== null)
  return go(
    call,
    { ...phase, closing: { deadline: at + PROOF_DEADLINE_MS } },
    { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs },
  )
}

function someoneLeft(call: CallIn<'active'>, who: 'customer' | 'agent' | null, at: number): Step {
  if (who === null) return stay(call)
  // After the agent's own command Twilio may report the customer's leg first.
  const byAgent = who === 'agent' || call.phase.closing !== null
  return finish(call, byAgent ? 'agent-hung-up' : 'customer-hung-up', at)
}

function deadlinePassed(call: CallIn<'active'>, at: number): Step {
  const { hold, closing } = call.phase
  const holdDue = hold.deadline !== null && at >= hold.deadline
  const closingDue = closing !== null && at >= closing.deadline
  if (!holdDue && !closingDue) return stay(call)
  const later = at + PROOF_DEADLINE_MS
  return go(
    call,
    {
      ...call.phase,
      hold: holdDue ? { ...hold, deadline: later } : hold,
      closing: closingDue ? { deadline: later } : closing,
    },
    { kind: 'read-back' },
  )
}

/** What Twilio says is true; a request that it does not bear out is over, and said to have failed. */
function readBack(call: CallIn<'active'>, found: ReadBack, at: number): Step {
  if (found.participants === null) return stay(call)
  const there = found.participants.map(({ who, held }) => ({ party: partyOf(call, who), held }))
  const customer = there.find(({ party }) => party === 'customer')
  if (customer === undefined) return someoneLeft(call, 'customer', at)
  if (!there.some(({ party }) => party === 'agent')) return someoneLeft(call, 'agent', at)
  const { hold, closing } = call.phase
  const { held } = customer
  const requested = hold.requested
  const next = {
    requested: held,
    confirmed: held,
    since: held === hold.confirmed ? hold.since : at,
    deadline: null,
  }
  let told = call.trouble
  if (hold.deadline !== null) {
    told = held === requested ? null : trouble(requested ? 'hold' : 'resume', 'not-confirmed', at)
  }
  if (closing !== null) told = trouble('hang-up', 'not-confirmed', at)
  return go({ ...call, trouble: told }, { ...call.phase, hold: next, closing: null })
}
