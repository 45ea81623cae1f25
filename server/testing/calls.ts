import type { Reservation } from '../calls/model/phase.ts'
import type { CallEffect } from '../calls/model/call-effect.ts'
import type { CallEvent } from '../calls/model/call-event.ts'
import { createInboundCall, createOutboundCall } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { transition } from '../calls/phases/transition.ts'

export const T0 = Date.UTC(2026, 0, 5, 12)

/** Has just called: no document leads them anywhere yet. */
export function aNewCaller(): Call {
  return createInboundCall({
    callId: 'call_1',
    callSid: 'CA-customer',
    number: '+15005550142',
    lineNumber: '+15005550006',
    queueName: null,
    at: T0,
  })
}

/** Waits in the first place, and has a Task in the queue. */
export function aCaller(): Call {
  return play(aNewCaller(), arriving, T0).call
}

export function anOutboundCall(): Call {
  return createOutboundCall({
    callId: 'call_2',
    to: '+15005550143',
    callerId: '+15005550006',
    identity: 'tenant_main_user_ada',
    workerSid: 'WK1',
    name: 'Ada',
    at: T0,
  })
}

export function aReservation(
  reservationSid: string,
  identity = 'tenant_main_user_ada',
): Reservation {
  return {
    taskSid: 'WT1',
    reservationSid,
    leg: {
      partyId: `agent_${reservationSid}`,
      identity,
      workerSid: 'WK1',
      name: 'Ada',
      callSid: null,
    },
    since: T0 + 5000,
    deadline: T0 + 25_000,
    reservedUntil: null,
    callWaiting: false,
    restsUntil: null,
  }
}

export function agentReserved(reservationSid: string): CallEvent {
  return {
    kind: 'agent-reserved',
    reservation: aReservation(reservationSid),
    waitedSeconds: 5,
    queueName: 'Support',
  }
}

export const customer = { label: 'customer', callSid: 'CA-customer' }
export const agent = { label: 'agent_WR1', callSid: 'CA-agent' }

/** The customer is seen in the call's first place. */
export const customerIn: CallEvent = {
  kind: 'participant-joined',
  participant: customer,
  place: 1,
  conferenceSid: 'CF1',
}
const arriving: readonly CallEvent[] = [
  { kind: 'customer-placed', place: 1 },
  customerIn,
  { kind: 'queue-task-seen', queuing: 1, taskSid: 'WT1' },
]

export const ringing: readonly CallEvent[] = [
  agentReserved('WR1'),
  {
    kind: 'ring-created',
    partyId: 'agent_WR1',
    callSid: 'CA-agent',
    place: 1,
    conferenceSid: 'CF1',
  },
]
export const answering: readonly CallEvent[] = [
  ...ringing,
  { kind: 'leg-status', partyId: 'agent_WR1', callSid: 'CA-agent', status: 'in-progress' },
  { kind: 'accept-succeeded', reservationSid: 'WR1' },
]
export const talking: readonly CallEvent[] = [
  ...answering,
  { kind: 'participant-joined', participant: agent, place: 1, conferenceSid: 'CF1' },
  customerIn,
]

const desk = { label: 'agent_call_2', callSid: 'CA-agent' }
export const dialling: readonly CallEvent[] = [
  { kind: 'device-connected', callSid: 'CA-agent' },
  { kind: 'task-created', partyId: 'agent_call_2', taskSid: 'WT2' },
  { kind: 'task-reserved', partyId: 'agent_call_2', taskSid: 'WT2', reservationSid: 'WR2' },
  { kind: 'accept-succeeded', reservationSid: 'WR2' },
  { kind: 'participant-joined', participant: desk, place: 1, conferenceSid: 'CF2' },
  { kind: 'ring-created', partyId: 'customer', callSid: 'CA-far', place: 1, conferenceSid: 'CF2' },
]

/** Plays events a second apart; what comes back is the call, and every effect on the way. */
export function play(
  call: Call,
  events: readonly CallEvent[],
  from = T0 + 5000,
): { readonly call: Call; readonly effects: readonly CallEffect[] } {
  let now = call
  const effects: CallEffect[] = []
  for (const [index, event] of events.entries()) {
    const step = transition(now, event, from + index * 1000)
    now = step.call
    effects.push(...step.effects)
  }
  return { call: now, effects }
}
