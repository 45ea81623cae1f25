import { isOver } from '../../twilio/call-status.ts'
import type { TwilioGateway } from '../../twilio/gateway.ts'
import type { CallReading, Reading } from '../model/call-event.ts'
import { getLeg } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { nameConference } from '../model/place.ts'

/** Reads a call from Twilio: who is in its Conference, and whether the legs of customer and agent are live. */
export async function readTwilio(gateway: TwilioGateway, call: Call): Promise<Reading> {
  const name = nameConference(call.callId, call.place)
  const leg = getLeg(call.phase)?.callSid ?? null
  const [participants, customerCall, agentCall] = await Promise.all([
    listParticipants(gateway, call.conferenceSid, name),
    readLeg(gateway, call.customer.callSid),
    readLeg(gateway, leg),
  ])
  const conferenceSid = participants.ok ? participants.value[0]?.conferenceSid : undefined
  return {
    ...(conferenceSid === undefined ? {} : { conferenceSid }),
    participants: participants.ok
      ? participants.value.map(({ callSid, label, hold, muted, answered }) => ({
          participant: { callSid, label },
          held: hold,
          muted,
          answered,
        }))
      : null,
    customerCall,
    agentCall,
  }
}

/** Nobody may be in the Conference that is known, because another one of this name was begun after its end. */
async function listParticipants(gateway: TwilioGateway, sid: string | null, name: string) {
  const known = await gateway.participants({ sid, name })
  const isEmpty = known.ok && known.value.length === 0
  return isEmpty && sid !== null ? gateway.participants({ sid: null, name }) : known
}

async function readLeg(gateway: TwilioGateway, callSid: string | null): Promise<CallReading> {
  if (callSid === null) return 'unknown'
  const status = await gateway.callStatus(callSid)
  if (status.ok && status.value === 'in-progress') return 'answered'
  if (status.ok) return isOver(status.value) ? 'gone' : 'live'
  return status.failure.kind === 'gone' ? 'gone' : 'unknown'
}
