import { CUSTOMER } from '../calls/model/party.ts'
import { getLeg, getParties } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { createRejoinLabel } from '../calls/conversation/rejoining.ts'

/** Whether a Participant of a call's Conference has a label that the server did not give. */
export function isStranger(call: Call, { label }: { readonly label: string | null }): boolean {
  if (call.phase.kind === 'ended' || label === CUSTOMER) return false
  const parties = getParties(call.phase).flatMap((party) => [
    party.partyId,
    createRejoinLabel(party),
  ])
  // The leg of a Reservation that is over may still arrive.
  const offered = call.spentReservations.map((reservationSid) => `agent_${reservationSid}`)
  const labels = [...parties, ...offered, getLeg(call.phase)?.partyId]
  return label === null || !labels.includes(label)
}
