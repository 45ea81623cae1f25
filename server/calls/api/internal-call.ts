import { DEVICE_DEADLINE_MS, inboundCall, outboundCall } from '../model/call.ts'
import type { AgentLeg, Call } from '../model/call.ts'
import type { Invitee } from '../model/party.ts'

/** An agent who calls, and the number of ours that others are shown when they are brought in. */
export interface Caller extends Pick<AgentLeg, 'identity' | 'workerSid' | 'name'> {
  readonly callId: string
  readonly callerId: string | null
  readonly at: number
}

/** Like an outbound call whose customer is a colleague. */
export function teammateCall(caller: Caller, colleague: Omit<Invitee, 'partyId' | 'digits'>): Call {
  const call = outboundCall({ ...caller, to: null })
  return { ...call, customer: { ...call.customer, ...colleague } }
}

/** Like an inbound call whose caller is a colleague; it waits for their Device before it is queued. */
export function queueCall(caller: Caller, queueName: string): Call {
  const { callId, callerId: lineNumber, identity, workerSid, name, at } = caller
  const call = inboundCall({ callId, callSid: null, number: null, lineNumber, queueName, at })
  return {
    ...call,
    customer: { ...call.customer, identity, workerSid, name },
    phase: { kind: 'calling', since: at, deadline: at + DEVICE_DEADLINE_MS },
  }
}
