import { isOver } from '../../twilio/call-status.ts'
import type { TwilioGateway } from '../../twilio/gateway.ts'
import type { Reading } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'

/** Reads a call from Twilio: who is in its Conference, and whether the customer's leg is live. */
export async function readTwilio(gateway: TwilioGateway, call: Call): Promise<Reading> {
  const [participants, customerCall] = await Promise.all([
    gateway.participants({ sid: call.conferenceSid, name: call.callId }),
    readCustomerCall(gateway, call.customer.callSid),
  ])
  return {
    participants: participants.ok
      ? participants.value.map(({ callSid, label, hold, muted, answered }) => ({
          participant: { callSid, label },
          held: hold,
          muted,
          answered,
        }))
      : null,
    customerCall,
  }
}

async function readCustomerCall(
  gateway: TwilioGateway,
  callSid: string | null,
): Promise<Reading['customerCall']> {
  if (callSid === null) return 'unknown'
  const status = await gateway.callStatus(callSid)
  if (status.ok && status.value === 'in-progress') return 'answered'
  if (status.ok) return isOver(status.value) ? 'gone' : 'live'
  return status.failure.kind === 'gone' ? 'gone' : 'unknown'
}
