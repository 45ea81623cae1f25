import type { Result } from '../../contract/result.ts'
import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn, partiesOf } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { putOff, refusalOf } from './put-off.ts'
import type { PutOff } from './put-off.ts'
import type { CommandDeps } from './effect-deps.ts'
import { howToRing } from './how-to-ring.ts'
import type { Ring } from './how-to-ring.ts'

/** How often somebody is rung in vain while a person waits at the telephone, before that person is told. */
const TRIES = 4

/**
 * Creates a leg. After a try whose answer was lost it looks for the leg first, so that nobody is rung twice. A queue's agent is
 * tried as long as the Reservation lives: that Twilio does not ring is nothing of theirs.
 */
export async function ring(
  deps: CommandDeps,
  call: Call,
  command: Ring,
  tried: number,
): Promise<CallEvent | PutOff | null> {
  const urls = deps.urls()
  const { partyId, ...how } = howToRing(call, command, deps.callerIds)
  if (tried > 0) {
    const found = await deps.gateway.findLeg({ conference: call.callId, label: partyId })
    if (!found.ok) return notRung(deps, command, partyId, found, tried)
    if (found.value !== null) return { kind: 'ring-created', partyId, ...found.value }
  }
  if (!isWanted(call, command)) return null
  const rung = await deps.gateway.ring({
    conference: call.callId,
    label: partyId,
    legStatusUrl: urls.legStatus(call.callId, partyId),
    conferenceStatusUrl: urls.conferenceStatus(call.callId),
    ...how,
  })
  if (rung.ok) return { kind: 'ring-created', partyId, ...rung.value }
  return notRung(deps, command, partyId, rung, tried)
}

function notRung(
  deps: CommandDeps,
  command: Ring,
  partyId: string,
  { failure }: Extract<Result<unknown, TwilioFailure>, { ok: false }>,
  tried: number,
): CallEvent | PutOff {
  deps.log.warn({ command: command.kind, tried, failure }, 'not rung')
  const again = putOff(failure)
  if (again !== null && (command.kind === 'ring-agent' || tried + 1 < TRIES)) return again
  return { kind: 'ring-refused', partyId, refusal: refusalOf(failure) }
}

/** Whether the leg is still to be made: the call may have gone on meanwhile, or a callback may have named it. */
function isWanted(call: Call, command: Ring): boolean {
  switch (command.kind) {
    case 'ring-agent': {
      if (!isIn(call, 'offered')) return false
      const { leg } = call.phase.offer
      return leg.partyId === command.leg.partyId && leg.callSid === null
    }
    case 'ring-customer':
      return isIn(call, 'dialing') && call.customer.callSid === null
    case 'ring-party':
      return partiesOf(call.phase).some(
        ({ partyId, presence, ending, callSid }) =>
          partyId === command.party.partyId &&
          presence.kind === 'ringing' &&
          ending === null &&
          callSid === null,
      )
  }
}
