import type { CallEvent } from '../calls/model/call-event.ts'
import type { Call } from '../calls/model/call.ts'
import { createQueueCall, createTeammateCall } from '../calls/api/dial.ts'
import { T0, dialling } from './calls.ts'

export const ADA = 'tenant_main_user_ada'
export const GRACE = 'tenant_main_user_grace'

const callerId = '+15005550006'

/** Ada calls Grace. */
export function aTeammateCall(): Call {
  const caller = {
    callId: 'call_2',
    callerId,
    identity: ADA,
    workerSid: 'WK1',
    name: 'Ada',
    at: T0,
  }
  return createTeammateCall(caller, {
    identity: GRACE,
    workerSid: 'WK2',
    number: null,
    name: 'Grace',
  })
}

/** Grace calls the queue Support. */
export function aQueueCall(): Call {
  const who = { identity: GRACE, workerSid: 'WK2', name: 'Grace' }
  return createQueueCall({ callId: 'call_1', callerId, ...who, at: T0 }, 'Support')
}

/** Ada is in the Conference, and Grace's desk rings. */
export const ringingGrace: readonly CallEvent[] = [
  ...dialling.slice(0, -1),
  {
    kind: 'ring-created',
    partyId: 'customer',
    callSid: 'CA-grace',
    place: 1,
    conferenceSid: 'CF2',
  },
]

/** Ada has called Grace, who has answered. */
export const talkingToTeammate: readonly CallEvent[] = [
  { kind: 'device-connected', callSid: 'CA-agent' },
  {
    kind: 'participant-joined',
    participant: { label: 'agent_call_2', callSid: 'CA-agent' },
    place: 1,
    conferenceSid: 'CF1',
  },
  { kind: 'leg-status', partyId: 'customer', callSid: 'CA-customer', status: 'in-progress' },
]
