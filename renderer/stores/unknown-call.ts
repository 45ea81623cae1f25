import type { CallSnapshot } from '../../server/contract/desk.ts'
import { callIdOf } from '../domain/calls/local-call.ts'
import type { LocalCall } from '../domain/model/call-state.ts'
import type { State } from '../domain/model/state.ts'

/** An open leg that the server does not know: the agent must be able to end it. */
export function unknownToServer(
  state: State,
  call: Extract<LocalCall, { kind: 'open' | 'reconnecting' }>,
): CallSnapshot {
  const callId = callIdOf(state) ?? call.id
  const takenBack = state.link.desk?.handedOver.find((waiting) => waiting.callId === callId)
  const since = new Date(call.since + state.link.clockOffsetMs).toISOString()
  const open = { requested: false, confirmed: false, since }
  return {
    callId,
    direction: call.direction,
    state: { kind: 'active', since },
    returnUntil: null,
    callWaiting: false,
    queueName: null,
    waitedSeconds: 0,
    lineNumber: null,
    parties: [
      {
        partyId: call.id,
        role: 'customer',
        self: false,
        userId: null,
        number: takenBack?.customerNumber ?? call.from,
        digits: '',
        name: takenBack?.customerName ?? null,
        callSid: null,
        state: 'connected',
        hold: open,
        mute: open,
        joinedAt: since,
        joinedHow: call.direction === 'outbound' ? 'dialled' : 'called',
        speaking: false,
        spokenSeconds: 0,
        leftBecause: null,
      },
    ],
    transfer: null,
    handover: null,
    recording: null,
    endedBy: null,
    failure: null,
    notes: '',
  }
}
