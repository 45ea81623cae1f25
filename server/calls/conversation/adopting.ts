import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { gone } from './leaving.ts'
import { tell } from '../ending/finish.ts'
import { partyNamed, withParty } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { CUSTOMER, invited, isComing, isConnected, wasGivenUp } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { isSettled, ownPart, released } from './setting-aside.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { stay, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * The conversation that goes on after a merger: the other call's customer is moved into it, as one more party.
 */

/** How long a customer may take from one Conference into another before Twilio is asked, ms. */
export const MOVE_DEADLINE_MS = 6000

type Adoption = Extract<CallEvent, { kind: 'adopt-asked' }>

/** Moves the other call's customer here. Asked again, it says what came of it. */
export function adopt(call: Talk, event: Adoption, at: number): Step {
  const { who, from, callSid } = event
  const known = partyNamed(call, who.partyId)
  if (known !== null) return isComing(known) ? stay(call) : told(call, known, from)
  if (ownPart(call, event.by) === null || !isSettled(call)) return notAdopted(call, event)
  const deadline = at + MOVE_DEADLINE_MS
  const times = { since: at, deadline, look: deadline }
  const party = invited(who, { kind: 'ringing', ...times, doubted: false }, at)
  return {
    // What was to be pressed for them was pressed in the other call.
    call: withParty(call, {
      ...party,
      callSid,
      joinedHow: 'merged',
      movedFrom: from,
      keys: 'none',
    }),
    commands: [{ kind: 'move-party', callSid, partyId: who.partyId }],
  }
}

/** There is no conversation that anybody could be moved into. */
export function notAdopted(call: Call, { who, from }: Adoption): Step {
  return { call, commands: [tell(from, who.partyId, false)] }
}

export function moveFailed(
  call: Talk,
  event: Extract<CallEvent, { kind: 'party-move-failed' }>,
  at: number,
): Step {
  const party = partyNamed(call, event.partyId)
  if (party === null || !isComing(party)) return stay(call)
  if (event.refusal !== 'unreachable') return gone(call, party, 'failed', at)
  // The reply may have been lost after the deed.
  const look = at + PROOF_DEADLINE_MS
  return { call: doubted(call, party, look), commands: [{ kind: 'read-back', upTo: call.asks }] }
}

/** Not seen in time: the next reading decides. */
export function doubted(call: Talk, party: Party, look: number): Talk {
  if (party.presence.kind !== 'ringing') return call
  return withParty(call, { ...party, presence: { ...party.presence, look, doubted: true } })
}

/** Tells the other call what came of it. Whoever has come is heard by all, and hears all. */
export function advanceAdoptions(call: Talk): Step {
  let step: Step = stay(call)
  for (const party of call.phase.parties) {
    const { movedFrom } = party
    if (movedFrom === null || isComing(party)) continue
    step = whileTalking(step, (next) => {
      const settled = withParty(next, { ...party, movedFrom: null })
      return told(isConnected(party) ? released(settled, CUSTOMER) : settled, party, movedFrom)
    })
  }
  return step
}

/** Given up, and there all the same: they stay, for nobody else has them any more. */
export function comesAfterAll(call: Talk, party: Party, at: number): Step {
  if (!wasGivenUp(party)) return stay(call)
  const connected = { kind: 'connected', since: at } as const
  const back = withParty(call, { ...party, presence: connected, joinedAt: at })
  return { call: back, commands: [{ kind: 'read-back', upTo: call.asks }] }
}

function told(call: Call, { partyId, joinedAt }: Party, from: string): Step {
  return { call, commands: [tell(from, partyId, joinedAt !== null)] }
}
