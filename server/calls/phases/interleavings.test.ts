import { array, assert, constantFrom, property, shuffledSubarray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  agent,
  aReservation,
  anOutboundCall,
  customer,
  dialling,
  agentReserved,
  talking,
} from '../../testing/calls.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent, LegStatus } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from './transition.ts'

const statuses: LegStatus[] = ['ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed']
const participants = [
  { participant: customer, held: true },
  { participant: agent, held: false },
]

/** Everything that Twilio and the agent can say, with an unfit mate for each name. */
const anything: CallEvent[] = [
  ...talking,
  ...dialling,
  agentReserved('WR9'),
  ...['agent_WR1', 'agent_WR9', 'agent_call_2', 'customer'].flatMap((partyId) =>
    statuses.map((status): CallEvent => {
      const callSid = partyId === 'customer' ? 'CA-far' : 'CA-agent'
      return { kind: 'leg-status', partyId, callSid, status }
    }),
  ),
  { kind: 'reservation-over', reservationSid: 'WR1' },
  { kind: 'reservation-over', reservationSid: 'WR0' },
  { kind: 'rest-interrupted' },
  { kind: 'ring-failed', partyId: 'agent_WR1', failure: 'refused' },
  { kind: 'ring-failed', partyId: 'customer', failure: 'unreachable' },
  { kind: 'accept-failed', reservationSid: 'WR1' },
  { kind: 'customer-placed', place: 1 },
  { kind: 'customer-placed', place: 3 },
  { kind: 'placing-failed', place: 3 },
  { kind: 'queue-task-seen', queuing: 1, taskSid: 'WT1' },
  { kind: 'queue-task-seen', queuing: 2, taskSid: 'WT9' },
  { kind: 'task-missing' },
  { kind: 'device-rejoined', by: 'tenant_main_user_ada', callSid: 'CA-again' },
  { kind: 'desk-silent', by: 'tenant_main_user_ada' },
  { kind: 'desk-lost', by: 'tenant_main_user_ada' },
  { kind: 'participant-joined', participant: agent, place: 3, conferenceSid: 'CF3' },
  { kind: 'participant-joined', participant: customer, place: 2, conferenceSid: 'CF2' },
  { kind: 'participant-joined', participant: customer, place: 3, conferenceSid: 'CF3' },
  { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1', moved: true },
  { kind: 'customer-left' },
  { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
  { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1' },
  {
    kind: 'participant-left',
    participant: { label: null, callSid: 'CA-stranger' },
    place: 1,
    conferenceSid: 'CF1',
  },
  { kind: 'hold-changed', participant: customer, held: true },
  { kind: 'hold-changed', participant: customer, held: false },
  { kind: 'conference-ended', place: 1, conferenceSid: 'CF1', byCallSid: null },
  { kind: 'conference-ended', place: 1, conferenceSid: 'CF0', byCallSid: null },
  { kind: 'hold-requested', partyId: 'customer', hold: true },
  { kind: 'hold-requested', partyId: 'customer', hold: false },
  { kind: 'hold-failed', partyId: 'customer', hold: true, failure: 'refused' },
  { kind: 'hang-up-requested', by: null },
  { kind: 'hang-up-failed', failure: 'unreachable' },
  { kind: 'agent-access-ended', by: 'tenant_main_user_ada' },
  { kind: 'notes-written', notes: 'n' },
  { kind: 'call-read', reading: { participants, customerCall: 'live' } },
  { kind: 'call-read', reading: { participants, customerCall: 'answered' } },
  { kind: 'call-read', reading: { participants: [], customerCall: 'gone' } },
  { kind: 'call-read', reading: { participants: null, customerCall: 'unknown' } },
  { kind: 'tick' },
]

/** Events that state a fact: said twice, they must not be acted on twice. */
const FACTS = new Set<CallEvent['kind']>([
  'agent-reserved',
  'reservation-over',
  'leg-status',
  'participant-joined',
  'participant-left',
  'hold-changed',
  'conference-ended',
  'accept-succeeded',
  'accept-failed',
  'customer-left',
  'device-connected',
  'task-created',
  'task-reserved',
])

const history = array(constantFrom(...anything), { maxLength: 40 })
/** On its way out of the queue, back to the agent who transferred it there. */
function aCallTakenBack(): Call {
  const leg = { ...aReservation('WR1').leg, callSid: null }
  const handover = { from: 'Ada', kind: 'queue', reason: '', notes: '' } as const
  const call = { ...aCaller(), handover: { ...handover, fromIdentity: leg.identity } }
  return transition(call, { kind: 'retrieve-requested', leg }, T0).call
}

const starts = [
  ['inbound', aCaller],
  ['taken-back', aCallTakenBack],
  ['outbound', anOutboundCall],
] as const

function run(
  start: Call,
  events: readonly CallEvent[],
  check: (before: Call, after: Call) => void,
) {
  let call = start
  const effects: CallEffect[] = []
  const rings: string[] = []
  for (const [index, event] of events.entries()) {
    const at = T0 + index * 2000
    const step = transition(call, event, at)
    check(call, step.call)
    const again = FACTS.has(event.kind) ? transition(step.call, event, at) : step
    expect(again.call).toStrictEqual(step.call)
    // To look again changes nothing.
    const repeated = again === step ? [] : again.effects
    expect(repeated.filter(({ kind }) => kind !== 'read-call')).toEqual([])
    effects.push(...step.effects)
    for (const effect of step.effects)
      if (effect.kind === 'ring-agent') rings.push(`${effect.leg.partyId} ${step.call.place}`)
    call = step.call
  }
  return { call, effects, rings }
}

describe.each(starts)('whatever happens to an %s call', (_, start) => {
  it('stays a call that disk and clock understand, and its end is final', () => {
    assert(
      property(history, (events) => {
        run(start(), events, (before, after) => {
          expect(callSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after)
          getNextDeadline(after)
          const kept = before.phase.kind === 'ended' ? before.phase : after.phase
          expect(after.phase).toBe(kept)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('after-call work begins once at most, and each Reservation rings once in each place', () => {
    assert(
      property(history, (events) => {
        const { effects, rings } = run(start(), events, () => undefined)
        expect(effects.filter(({ kind }) => kind === 'start-wrap-up').length).toBeLessThan(2)
        expect(new Set(rings).size).toBe(rings.length)
      }),
      { numRuns: 500 },
    )
  })
})

it('every order of a whole call’s reports ends in no open conversation once the customer is gone', () => {
  const reports: CallEvent[] = [
    ...talking,
    { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
    { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1' },
    { kind: 'conference-ended', place: 1, conferenceSid: 'CF1', byCallSid: 'CA-customer' },
  ]
  assert(
    property(shuffledSubarray(reports, { minLength: reports.length }), (events) => {
      const { call } = run(aCaller(), [...events, { kind: 'customer-left' }], () => undefined)
      expect(call.phase.kind).toBe('ended')
    }),
    { numRuns: 500 },
  )
})
