import { readIfLegUnknown } from '../ending/aftermath.ts'
import { depart } from '../ending/departing.ts'
import { reportMerge } from '../ending/finish.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Call } from '../model/call.ts'
import { createQueuedPhase } from '../model/call.ts'
import { createFlag } from '../model/confirmable.ts'
import { describeHandover, findParty, getPresentParties, withPhase } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, hasFailedToArrive, isConnected, isMovingHere } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import type { CallHandover, PhaseOf } from '../model/phase.ts'
import { nextPlace } from '../model/place.ts'
import { chain, endLeg, endLegs, placeCustomer } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { createQueueTask } from '../tasks/tasks.ts'

/*
 * Nobody is with the customer any more. They wait again, in another place of the call: who waits there hears music,
 * and everybody who joins them is heard at once.
 */

/** How long the customer waits for the agent whose desk was lost, ms. */
const RETURN_MS = 12_000

/** How the customer came to wait again. */
interface Cause {
  /** Where they wait already; without it they are moved to the call's next place. */
  readonly place?: number
  /** A place to which they may have been moved already, which is not used again. */
  readonly tried?: number
  /** The queue and its handover; without them the last queue, and who left the customer. */
  readonly queueName?: string
  readonly handover?: CallHandover
  /** The party of the agent who has transferred them. */
  readonly byPartyId?: string
  /** The party of the agent whose desk was lost. */
  readonly lost?: string
}

/** The customer waits in a queue. Everybody who was with them is done. */
export function waitInQueue(call: ActiveCall, at: number, cause: Cause): Step {
  const left = clear(call, getPresentParties(call), cause, at)
  const spent = call.tasks.flatMap(({ reservationSid }) => reservationSid ?? [])
  const by = findParty(call, cause.lost ?? '') ?? null
  const known: Call = {
    ...left.call,
    queueName: cause.queueName ?? call.queueName,
    handover: cause.handover ?? describeHandover(call, by, 'left'),
    queuedAt: at,
    spentReservations: [...new Set([...call.spentReservations, ...spent])],
    failure: null,
    phase: createQueuedPhase(at, cause.place !== undefined),
  }
  const waits = goToPlace(known, Math.max(call.place, cause.tried ?? 0), cause.place)
  const queued = cause.place === undefined ? waits : chain(waits, createQueueTask)
  const step = chain(queued, (next) => endLegs(next, left.legs))
  const effects = [...left.history, ...step.effects, ...left.tasks]
  const unnamed = readIfLegUnknown(call, getPresentParties(call))
  return { call: step.call, effects: [...effects, ...unnamed] }
}

/**
 * The customer waits for the agent whose desk was lost, who may come back into the conversation. `place`: where they
 * wait already.
 */
export function waitForDesk(call: ActiveCall, agent: Party, at: number, place?: number): Step {
  const { partyId, identity, workerSid, name } = agent
  if (identity === null || workerSid === null) return waitInQueue(call, at, { lost: partyId })
  const others = getPresentParties(call).filter(
    (each) => each.partyId !== partyId && each.partyId !== CUSTOMER,
  )
  const left = clear(call, others, {}, at)
  const { since, parties } = left.call.phase
  const leg = { partyId, identity, workerSid, name, callSid: null }
  const phase: PhaseOf<'returning'> = {
    kind: 'returning',
    leg,
    since: at,
    deadline: at + RETURN_MS,
    placed: place !== undefined,
    talk: { since, parties: parties.map((each) => withoutLeg(each, partyId)) },
  }
  const waits = goToPlace({ ...left.call, failure: null, phase }, call.place, place)
  const ended = chain(waits, (next) => endLeg(next, agent.callSid))
  const moved = chain(ended, (next) => endLegs(next, left.legs))
  return { call: moved.call, effects: [...left.history, ...moved.effects, ...left.tasks] }
}

/** The conversation as it was before the desk was lost. Without a leg the agent has not come back. */
export function resumeTalk(
  call: Call,
  talk: NonNullable<PhaseOf<'returning'>['talk']> & { readonly callSid?: string },
  at: number,
): ActiveCall {
  const { since, parties, callSid = null } = talk
  const leg = call.phase.kind === 'returning' ? call.phase.leg.partyId : null
  return {
    ...call,
    phase: {
      kind: 'active',
      since,
      parties: parties.map((each) =>
        comeToPlace(each, each.partyId === leg ? callSid : each.callSid, at),
      ),
      operation: { kind: 'none' },
      releasing: [],
      closing: null,
      setAside: null,
    },
  }
}

/** In a new Conference nobody is held or muted. */
function comeToPlace(party: Party, callSid: string | null, at: number): Party {
  return { ...party, callSid, hold: createFlag(at), mute: createFlag(at) }
}

function withoutLeg(party: Party, partyId: string): Party {
  if (party.partyId !== partyId) return party
  const former = party.callSid === null ? [] : [party.callSid]
  const formerCallSids = [...(party.formerCallSids ?? []), ...former]
  return { ...party, callSid: null, formerCallSids, expectedUntil: null, ending: null }
}

/** Their documents lead a customer from the old place to the new one by themselves, or the server moves them. */
function goToPlace(call: Call, from: number, there: number | undefined): Step {
  const place = there ?? nextPlace(from)
  const conferenceSid = place === from ? call.conferenceSid : null
  const next = { ...call, place, conferenceSid }
  return { call: next, effects: there === undefined ? placeCustomer(next) : [] }
}

/** Takes these parties out of the conversation. Their Tasks end when the customer's next one stands in the queue. */
function clear(call: ActiveCall, parties: readonly Party[], cause: Cause, at: number) {
  let next = call
  const history: CallEffect[] = []
  const tasks: CallEffect[] = []
  const legs: string[] = []
  for (const party of parties) {
    const because = isConnected(party) ? 'hung-up' : 'taken-back'
    const departed = depart(next, party, { because, reason: getReason(party, cause) }, at, true)
    history.push(...departed.history)
    // A customer who waits again keeps their own Task.
    next = party.role === 'customer' ? next : departed.call
    if (party.role === 'customer') continue
    tasks.push(...departed.tasks)
    if (!hasNotArrived(party)) legs.push(...(party.callSid === null ? [] : [party.callSid]))
  }
  const all = next.phase.parties
  const released = call.phase.parties.filter(hasNotArrived).flatMap(({ callSid }) => callSid ?? [])
  return {
    call: withPhase(
      { ...next, releasedLegs: [...next.releasedLegs, ...released] },
      { parties: all.map((each) => ({ ...each, movedFrom: null })) },
    ),
    history,
    tasks: [...tasks, ...all.flatMap(reportMove)],
    legs,
  }
}

/** Another call goes on with its customer, who has not come. */
function hasNotArrived(party: Party): boolean {
  return isMovingHere(party) || hasFailedToArrive(party)
}

/** Tells the other call what became of its customer. */
function reportMove({ movedFrom, partyId, joinedAt }: Party): readonly CallEffect[] {
  return movedFrom === null ? [] : [reportMerge(movedFrom, partyId, joinedAt !== null)]
}

function getReason({ partyId }: Party, { byPartyId, lost }: Cause) {
  if (partyId === byPartyId) return 'transferred'
  return partyId === lost ? 'connection-lost' : 'agent-hung-up'
}
