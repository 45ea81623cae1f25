import { isIn } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import type { CallEvent } from '../../calls/model/call-event.ts'
import type { Party } from '../../calls/model/party.ts'
import type { Part } from '../permissions.ts'
import { aCaller, aReservation, play, T0, talking } from '../../testing/calls.ts'

/** Whose conversation it is where the one who asks is something else to it. */
const OTHER = 'tenant_main_user_mary'

/** Everything that somebody who is signed in can be to a call. */
export const relations: readonly (Part | 'nobody')[] = [
  'agent',
  'guest',
  'customer',
  'former',
  'handed-over',
  'nobody',
]

/** A call to which this agent is that. */
export function callOf(relation: Part | 'nobody', identity: string, callId: string): Call {
  const caller = { ...aCaller(), callId }
  const own = { ...caller, customer: { ...caller.customer, callSid: `CA-${callId}` } }
  if (relation === 'handed-over') {
    const handing = { from: 'Ada', kind: 'queue', reason: '', notes: '' } as const
    return { ...own, handover: { ...handing, fromIdentity: identity } }
  }
  const call = conversationOf(own, relation === 'agent' ? identity : OTHER)
  if (!isIn(call, 'active')) throw new Error('not talking')
  const { phase } = call
  const agent = phase.parties.find(({ role }) => role === 'agent')
  if (agent === undefined) throw new Error('nobody talks')
  const asked = { ...agent, partyId: `asked-${callId}`, identity, callSid: `CA-asked-${callId}` }
  const guest = { ...asked, role: 'consult', agentSince: null } as const
  const left = { kind: 'left', at: T0, because: 'hung-up', reason: 'agent-hung-up' } as const
  switch (relation) {
    case 'guest':
      return { ...call, phase: { ...phase, parties: [...phase.parties, guest] } }
    case 'former': {
      const parties = [...phase.parties, { ...guest, status: left }]
      return { ...call, phase: { ...phase, parties } }
    }
    case 'customer': {
      const parties = phase.parties.map((each) =>
        each.role === 'customer' ? withIdentity(each, identity) : each,
      )
      return { ...call, customer: { ...call.customer, identity }, phase: { ...phase, parties } }
    }
    case 'agent':
    case 'nobody':
      return call
  }
}

function withIdentity(party: Party, identity: string): Party {
  return { ...party, identity }
}

function conversationOf(call: Call, identity: string): Call {
  const [, ...rest] = talking
  const reservation = aReservation('WR1', identity)
  const first: CallEvent = {
    kind: 'agent-reserved',
    reservation,
    waitedSeconds: 5,
    queueName: 'Support',
  }
  const who = { label: 'customer', callSid: call.customer.callSid ?? '' }
  const here: CallEvent = {
    kind: 'participant-joined',
    participant: who,
    place: 1,
    conferenceSid: 'CF1',
  }
  const others = rest.filter(
    (event) => event.kind !== 'participant-joined' || event.participant.label !== who.label,
  )
  return play(call, [first, ...others, here]).call
}
