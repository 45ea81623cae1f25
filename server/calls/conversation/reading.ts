import { getOperation } from '../model/phase.ts'
import { onLateArrival } from './adopting.ts'
import { onAnswered, onStillRinging } from './inviting.ts'
import type { CallReading, ParticipantRef, Reading } from '../model/call-event.ts'
import type { EventOf } from '../model/event-owner.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { withFailedRequest } from './holding.ts'
import type { Setting } from './holding.ts'
import { chainForParty, forEachParty, getIds } from './party-steps.ts'
import { removeParty } from './leaving.ts'
import {
  findAgent,
  findCustomer,
  isCustomerHere,
  findParticipant,
  getPresentParties,
  withoutOperation,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, isMovingHere, isConnected, isHere, hasFailedToArrive } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { applyReading, createFlag, getRequested, isPending } from '../model/confirmable.ts'
import { onCustomerQueued, onRequeueFailed } from './transferring-to-queue.ts'
import { waitForDesk, waitInQueue } from './waiting-again.ts'
import {
  chain,
  endLeg,
  endOpenLeg,
  placeCustomer,
  stay,
  createFailure,
  chainWhileActive,
} from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** How long two may take until Twilio lists them together, ms. */
export const MEETING_MS = 5000

/** Who was never seen where an agent waits for them is fetched after that, ms: nobody is to be alone for two seconds. */
export const UNSEEN_MS = 1000

type Participants = NonNullable<Reading['participants']>

/** Applies what Twilio lists. A pending request that this reading contradicts has failed. */
export function onCallRead(before: ActiveCall, event: EventOf<'call-read'>, at: number): Step {
  const { participants, customerCall, conferenceSid = before.conferenceSid } = event.reading
  // Another Conference of this name may have begun after the end of the one that was known.
  const call = conferenceSid === before.conferenceSid ? before : { ...before, conferenceSid }
  const asOfRequest = event.asOfRequest ?? Number.POSITIVE_INFINITY
  if (participants === null) return stay(call)
  // A Conference that has just started may be in no list yet.
  const isYoung = at < call.phase.since + MEETING_MS
  if (participants.length === 0 && isYoung && customerCall !== 'gone') return stay(call)
  const { requeue } = getOperation(call.phase)
  if (requeue !== null) {
    const there = participants.some(
      ({ participant }) => findParticipant(call, participant)?.role === 'customer',
    )
    const alive = customerCall === 'answered' || customerCall === 'live'
    if (!there && alive) return onCustomerQueued(call, requeue, at)
    if (!there && customerCall === 'unknown') return stay(call)
  }
  const present = getIds(getPresentParties(call))
  const known = endStrangers(call, participants, at)
  const read = chainWhileActive(known, (next) =>
    forEachParty(next, present, (current, party) => {
      // A customer may be elsewhere and not have hung up. A teammate waits nowhere.
      const away =
        party.partyId === CUSTOMER &&
        !isBetweenTeammates(current) &&
        customerCall !== 'gone' &&
        !participants.some(({ participant }) => isOf(party, participant))
      return away
        ? onCustomerAway(current, { participants, customerCall }, at)
        : applyToParty(current, party, participants, asOfRequest, at)
    }),
  )
  const here = chainWhileActive(read, (next) => onCustomerStillHere(next, asOfRequest, at))
  return chainWhileActive(here, (next) => onStillOpen(next, asOfRequest, at))
}

function applyToParty(
  call: ActiveCall,
  party: Party,
  participants: Participants,
  asOfRequest: number,
  at: number,
): Step {
  const here = participants.find(({ participant }) => isOf(party, participant))
  if (here !== undefined) {
    const { callSid } = here.participant
    const arrived = { ...party, expectedUntil: null }
    const known = withParty(call, arrived)
    const named =
      here.answered === false
        ? onStillRinging(known, arrived, callSid, at)
        : onAnswered(known, arrived, callSid, at)
    const held = chainForParty(named, party.partyId, (next, now) =>
      applyToFlag(next, now, { what: 'hold', value: here.held }, asOfRequest, at),
    )
    return chainForParty(held, party.partyId, (next, now) =>
      applyToFlag(next, now, { what: 'mute', value: here.muted ?? false }, asOfRequest, at),
    )
  }
  if (!isHere(party) || party.status.kind === 'waiting') return stay(call)
  const { status, ending } = party
  // A leg without a SID may still be on its way to Twilio, and so may one that is moved here.
  const underWay = party.callSid === null || isMovingHere(party)
  const expected = status.kind === 'ringing' && !status.uncertain
  if (underWay && expected && ending === null) return stay(call)
  if (party.expectedUntil !== null && at < party.expectedUntil) return stay(call)
  const because = ending?.because ?? whyMissing(party)
  const without = removeParty(call, party, because, at)
  // A list may be wrong: the leg must not stay with a customer who is about to wait.
  const isAgents = party.role !== 'customer' && party.identity !== null && isConnected(party)
  return isAgents ? chain(without, (next) => endOpenLeg(next, party.callSid)) : without
}

function isOf({ callSid, partyId, formerCallSids }: Party, participant: ParticipantRef): boolean {
  // The leg before a new one has the same label.
  if (formerCallSids?.includes(participant.callSid)) return false
  return participant.callSid === callSid || participant.label === partyId
}

/**
 * The customer is not where their agent is, and no report says that they have left: they come to who talks there. Where
 * nobody does, they wait, and meet again.
 */
function onCustomerAway(
  call: ActiveCall,
  { participants, customerCall }: { participants: Participants; customerCall: CallReading },
  at: number,
): Step {
  const { operation, since, closing } = call.phase
  const agent = findAgent(call)
  const isMoving = operation.kind === 'merge' || operation.kind === 'requeue'
  if (isMoving || closing !== null || customerCall === 'unknown') return stay(call)
  const isUnseen = call.seenPlace !== call.place
  if (at < since + (isUnseen ? UNSEEN_MS : MEETING_MS)) return stay(call)
  // In a transfer the customer must not hear what the agent and the target say.
  const isTalk = operation.kind === 'none' || agent === null
  if (isTalk && participants.some(({ answered }) => answered !== false))
    return { call: withFreshFlags(call, at), effects: placeCustomer(call) }
  const others = getPresentParties(call).filter(
    (each) => each.role !== 'customer' && isConnected(each),
  )
  if (isTalk && others.length > (agent === null ? 0 : 1)) return stay(call)
  const alone = withoutOperation(call)
  return agent === null ? waitInQueue(alone, at, {}) : waitForDesk(alone, agent, at)
}

/** A new participant is neither held nor muted. */
function withFreshFlags(call: ActiveCall, at: number): ActiveCall {
  const customer = findCustomer(call)
  if (customer === null) return call
  return withParty(call, { ...customer, hold: createFlag(at), mute: createFlag(at) })
}

/** Why a party is missing whose departure was not reported. */
function whyMissing(party: Party): LeftBecause {
  if (isConnected(party)) return 'hung-up'
  return party.callSid === null || isMovingHere(party) ? 'failed' : 'no-answer'
}

function applyToFlag(
  call: ActiveCall,
  party: Party,
  { what, value }: Setting,
  asOfRequest: number,
  at: number,
): Step {
  const before = party[what]
  if (!isConnected(party) || before.requestNumber > asOfRequest) return stay(call)
  const { flag, failed } = applyReading(before, value, at)
  const known = withParty(call, { ...party, [what]: flag })
  if (failed) {
    const asked = { what, value: getRequested(before) }
    return stay(withFailedRequest(known, party, asked, 'not-confirmed', at))
  }
  return stay(isPending(before) && isFlagFailure(call) ? { ...known, failure: null } : known)
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
