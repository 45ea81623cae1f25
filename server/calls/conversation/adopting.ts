import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { removeParty } from './leaving.ts'
import { reportMerge } from '../ending/finish.ts'
import { findParty, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import {
  CUSTOMER,
  createInvitedParty,
  isMovingHere,
  isConnected,
  hasFailedToArrive,
} from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { isSettled, findOwnPart, withResumed } from './setting-aside.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { stay, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * The call that goes on after a merge: the other call's customer is moved into it, as one more party.
 */

/** How long a customer may take from one Conference to another before Twilio is asked, ms. */
export const MOVE_DEADLINE_MS = 6000

type Adoption = Extract<CallEvent, { kind: 'adoption-requested' }>

/** Moves the other call's customer here. A repeated request is answered with the result. */
export function onAdoptionRequested(call: ActiveCall, event: Adoption, at: number): Step {
  const { who, from, callSid } = event
  const known = findParty(call, who.partyId)
  if (known !== null) return isMovingHere(known) ? stay(call) : reportArrival(call, known, from)
  if (findOwnPart(call, event.by) === null || !isSettled(call)) return refuseAdoption(call, event)
  const deadline = at + MOVE_DEADLINE_MS
  const times = { since: at, deadline, checkAt: deadline }
  const party = createInvitedParty(who, { kind: 'ringing', ...times, uncertain: false }, at)
  return {
    // Their keys were pressed in the other call.
    call: withParty(call, {
      ...party,
      callSid,
      joinedHow: 'merged',
      movedFrom: from,
      keys: 'none',
    }),
    effects: [{ kind: 'move-party', callSid, partyId: who.partyId }],
  }
}

/** There is no conversation to move anybody into. */
export function refuseAdoption(call: Call, { who, from }: Adoption): Step {
  return { call, effects: [reportMerge(from, who.partyId, false)] }
}

export function onPartyMoveFailed(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'party-move-failed' }>,
  at: number,
): Step {
  const party = findParty(call, event.partyId)
  if (party === null || !isMovingHere(party)) return stay(call)
  if (event.failure !== 'unreachable') return removeParty(call, party, 'failed', at)
  // Twilio may have done it although its answer was lost.
  const checkAt = at + CONFIRM_TIMEOUT_MS
  return {
    call: withUncertainty(call, party, checkAt),
    effects: [{ kind: 'read-call', asOfRequest: call.requestCount }],
  }
}

/** Not seen in time: the next reading decides. */
export function withUncertainty(call: ActiveCall, party: Party, checkAt: number): ActiveCall {
  if (party.status.kind !== 'ringing') return call
  return withParty(call, {
    ...party,
    status: { ...party.status, checkAt, uncertain: true },
  })
}

/** Tells the other call how the move ended. A customer who has arrived talks with everybody. */
export function advanceAdoptions(call: ActiveCall): Step {
  let step: Step = stay(call)
  for (const party of call.phase.parties) {
    const { movedFrom } = party
    if (movedFrom === null || isMovingHere(party)) continue
    step = chainWhileActive(step, (next) => {
      const settled = withParty(next, { ...party, movedFrom: null })
      return reportArrival(
        isConnected(party) ? withResumed(settled, CUSTOMER) : settled,
        party,
        movedFrom,
      )
    })
  }
  return step
}

/** Counted as failed, and here after all: they stay, because no other call has them. */
export function onLateArrival(call: ActiveCall, party: Party, at: number): Step {
  if (!hasFailedToArrive(party)) return stay(call)
  const connected = { kind: 'connected', since: at } as const
  const back = withParty(call, { ...party, status: connected, joinedAt: at })
  return { call: back, effects: [{ kind: 'read-call', asOfRequest: call.requestCount }] }
}

function reportArrival(call: Call, { partyId, joinedAt }: Party, from: string): Step {
  return { call, effects: [reportMerge(from, partyId, joinedAt !== null)] }
}
