import { getOperation } from '../model/phase.ts'
import { onLateArrival } from './adopting.ts'
import { onAnswered, onStillRinging } from './inviting.ts'
import type { CallEvent, Reading } from '../model/call-event.ts'
import { withFailedRequest } from './holding.ts'
import { removeParty } from './leaving.ts'
import {
  isCustomerHere,
  findParty,
  findParticipant,
  getPresentParties,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, isMovingHere, isConnected, isHere, hasFailedToArrive } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { applyReading, getRequested, isCoveredBy, isPending } from '../model/confirmable.ts'
import { onCustomerQueued, onRequeueFailed } from './requeueing.ts'
import { chain, endLeg, stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'

type Participants = NonNullable<Reading['participants']>

/** Applies what Twilio lists. A pending request that this reading contradicts has failed. */
export function onCallRead(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'call-read' }>,
  at: number,
): Step {
  const { participants, customerCall } = event.reading
  const asOfRequest = event.asOfRequest ?? Number.POSITIVE_INFINITY
  if (participants === null) return stay(call)
  const { requeue } = getOperation(call.phase)
  let step: Step = stay(call)
  if (requeue !== null) {
    const there = participants.some(
      ({ participant }) => findParticipant(call, participant)?.role === 'customer',
    )
    const alive = customerCall === 'answered' || customerCall === 'live'
    if (!there && alive) return onCustomerQueued(call, requeue, at)
    if (!there && customerCall === 'unknown') return stay(call)
  }
  step = chainWhileActive(step, (next) => endStrangers(next, participants, at))
  for (const { partyId } of getPresentParties(call)) {
    step = chainWhileActive(step, (next) => {
      const party = findParty(next, partyId)
      // A customer on the way into another call is not listed, but has not hung up.
      const away =
        next.phase.operation.kind === 'merge' && partyId === CUSTOMER && customerCall !== 'gone'
      if (party === null || away) return stay(next)
      return applyToParty(next, party, participants, asOfRequest, at)
    })
  }
  step = chainWhileActive(step, (next) => onCustomerStillHere(next, asOfRequest, at))
  return chainWhileActive(step, (next) => onStillOpen(next, asOfRequest, at))
}

function applyToParty(
  call: ActiveCall,
  party: Party,
  participants: Participants,
  asOfRequest: number,
  at: number,
): Step {
  const here = participants.find(({ participant }) => {
    return participant.callSid === party.callSid || participant.label === party.partyId
  })
  if (here !== undefined) {
    const { callSid } = here.participant
    const up = here.answered !== false
    const named = up
      ? onAnswered(call, party, callSid, at)
      : onStillRinging(call, party, callSid, at)
    return chainWhileActive(named, (next) => {
      const now = findParty(next, party.partyId)
      if (now === null || !isConnected(now)) return stay(next)
      const held = applyToFlag(next, now, { what: 'hold', value: here.held }, asOfRequest, at)
      const again = findParty(held, party.partyId)
      if (again === null) return stay(held)
      return stay(
        applyToFlag(held, again, { what: 'mute', value: here.muted ?? false }, asOfRequest, at),
      )
    })
  }
  if (!isHere(party) || party.status.kind === 'waiting') return stay(call)
  const { status, ending } = party
  // A leg without a SID may still be on its way to Twilio, and so may one that is moved here.
  const underWay = party.callSid === null || isMovingHere(party)
  const expected = status.kind === 'ringing' && !status.uncertain
  if (underWay && expected && ending === null) return stay(call)
  return removeParty(call, party, ending?.because ?? whyMissing(party), at)
}

/** Why a party is missing whose departure was not reported. */
function whyMissing(party: Party): LeftBecause {
  if (isConnected(party)) return 'hung-up'
  return party.callSid === null || isMovingHere(party) ? 'failed' : 'no-answer'
}

function applyToFlag(
  call: ActiveCall,
  party: Party,
  { what, value }: { readonly what: 'hold' | 'mute'; readonly value: boolean },
  asOfRequest: number,
  at: number,
): ActiveCall {
  const before = party[what]
  if (!isCoveredBy(before, asOfRequest)) return call
  const { flag, failed } = applyReading(before, value, at)
  const wasAsked = isPending(before)
  const withFailure = failed
    ? withFailedRequest(call, party, { what, value: getRequested(before) }, 'not-confirmed', at)
    : wasAsked && isFlagFailure(call)
      ? { ...call, failure: null }
      : call
  const now = findParty(withFailure, party.partyId)
  return now === null ? withFailure : withParty(withFailure, { ...now, [what]: flag })
}

function isFlagFailure({ failure }: ActiveCall): boolean {
  return failure?.command === 'hold' || failure?.command === 'resume' || failure?.command === 'mute'
}

/** Ends the legs of participants who are not of the call, or have left it: legs whose creation was not reported. */
function endStrangers(call: ActiveCall, participants: Participants, at: number): Step {
  let step: Step = stay(call)
  for (const { participant } of participants) {
    const party = findParticipant(call, participant)
    const ours = participant.label?.startsWith('party_') ?? false
    if (party !== null && hasFailedToArrive(party)) {
      step = chainWhileActive(step, (next) => onLateArrival(next, party, at))
    } else if (party === null ? ours : !isHere(party) && party.role !== 'customer') {
      step = chain(step, (next) => endLeg(next, participant.callSid))
    }
  }
  return step
}

/** The move into a queue has failed: the customer is still in the Conference. */
function onCustomerStillHere(call: ActiveCall, asOfRequest: number, at: number): Step {
  const { requeue } = getOperation(call.phase)
  if (requeue === null || requeue.requestNumber > asOfRequest || !isCustomerHere(call))
    return stay(call)
  return onRequeueFailed(call, requeue, at)
}

/** The hang-up has failed: after it nobody would be listed. */
function onStillOpen(call: ActiveCall, asOfRequest: number, at: number): Step {
  const { closing } = call.phase
  if (closing === null || closing.requestNumber > asOfRequest) return stay(call)
  const withFailure = { ...call, failure: createFailure('hang-up', 'not-confirmed', at) }
  return stay(withPhase(withFailure, { closing: null }))
}
