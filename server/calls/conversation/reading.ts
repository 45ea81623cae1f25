import { comesAfterAll } from './adopting.ts'
import { answered, stillRings } from './inviting.ts'
import type { CallEvent, ReadBack } from '../model/call-event.ts'
import { couldNot } from './holding.ts'
import { gone } from './leaving.ts'
import {
  customerIsHere,
  partyNamed,
  partyWho,
  presentParties,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { CUSTOMER, isComing, isConnected, isHere, wasGivenUp } from '../model/party.ts'
import type { LeftBecause, Party } from '../model/party.ts'
import { found as settledBy, isWithin } from '../model/confirmable.ts'
import { inQueue, notQueued } from './requeueing.ts'
import { andThen, endLeg, stay, trouble, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'

type Participants = NonNullable<ReadBack['participants']>

/** What Twilio says is true; a request that it does not bear out is over, and said to have failed. */
export function readBack(
  call: Talk,
  event: Extract<CallEvent, { kind: 'read-back' }>,
  at: number,
): Step {
  const { participants, customerCall } = event.found
  const upTo = event.upTo ?? Number.POSITIVE_INFINITY
  if (participants === null) return stay(call)
  const { queueing } = call.phase
  let step: Step = stay(call)
  if (queueing !== null) {
    const there = participants.some(({ who }) => partyWho(call, who)?.role === 'customer')
    const alive = customerCall === 'answered' || customerCall === 'live'
    if (!there && alive) return inQueue(call, queueing, at)
    if (!there && customerCall === 'unknown') return stay(call)
  }
  step = whileTalking(step, (next) => strangersOut(next, participants, at))
  for (const { partyId } of presentParties(call)) {
    step = whileTalking(step, (next) => {
      const party = partyNamed(next, partyId)
      // On the way into another call the customer is not here, and is not gone.
      const away = next.phase.merging !== null && partyId === CUSTOMER && customerCall !== 'gone'
      if (party === null || away) return stay(next)
      return readParty(next, party, participants, upTo, at)
    })
  }
  step = whileTalking(step, (next) => stillThere(next, upTo, at))
  return whileTalking(step, (next) => stillOpen(next, upTo, at))
}

function readParty(
  call: Talk,
  party: Party,
  participants: Participants,
  upTo: number,
  at: number,
): Step {
  const here = participants.find(({ who }) => {
    return who.callSid === party.callSid || who.label === party.partyId
  })
  if (here !== undefined) {
    const { callSid } = here.who
    const up = here.answered !== false
    const named = up ? answered(call, party, callSid, at) : stillRings(call, party, callSid, at)
    return whileTalking(named, (next) => {
      const now = partyNamed(next, party.partyId)
      if (now === null || !isConnected(now)) return stay(next)
      const held = readFlag(next, now, { what: 'hold', value: here.held }, upTo, at)
      const again = partyNamed(held, party.partyId)
      if (again === null) return stay(held)
      return stay(readFlag(held, again, { what: 'mute', value: here.muted ?? false }, upTo, at))
    })
  }
  if (!isHere(party) || party.presence.kind === 'waiting') return stay(call)
  const { presence, ending } = party
  // A leg that has no name yet may still be on its way to Twilio, as may one that is moved here.
  const underWay = party.callSid === null || isComing(party)
  const expected = presence.kind === 'ringing' && !presence.doubted
  if (underWay && expected && ending === null) return stay(call)
  return gone(call, party, ending?.because ?? whyLost(party), at)
}

/** Why somebody is not there whose departure nobody has reported. */
function whyLost(party: Party): LeftBecause {
  if (isConnected(party)) return 'hung-up'
  return party.callSid === null || isComing(party) ? 'failed' : 'no-answer'
}

function readFlag(
  call: Talk,
  party: Party,
  { what, value }: { readonly what: 'hold' | 'mute'; readonly value: boolean },
  upTo: number,
  at: number,
): Talk {
  const before = party[what]
  if (!isWithin(before, upTo)) return call
  const { flag, failed } = settledBy(before, value, at)
  const wasAsked = before.deadline !== null
  const told = failed
    ? couldNot(call, party, { what, value: before.requested }, 'not-confirmed', at)
    : wasAsked && isOwnTrouble(call)
      ? { ...call, trouble: null }
      : call
  const now = partyNamed(told, party.partyId)
  return now === null ? told : withParty(told, { ...now, [what]: flag })
}

function isOwnTrouble({ trouble: told }: Talk): boolean {
  return told?.command === 'hold' || told?.command === 'resume' || told?.command === 'mute'
}

/** Somebody in the Conference whom the call has done with: a leg whose creation we never heard of. */
function strangersOut(call: Talk, participants: Participants, at: number): Step {
  let step: Step = stay(call)
  for (const { who } of participants) {
    const party = partyWho(call, who)
    const ours = who.label?.startsWith('party_') ?? false
    if (party !== null && wasGivenUp(party)) {
      step = whileTalking(step, (next) => comesAfterAll(next, party, at))
    } else if (party === null ? ours : !isHere(party) && party.role !== 'customer') {
      step = andThen(step, (next) => endLeg(next, who.callSid))
    }
  }
  return step
}

/** The way into a queue has failed for a customer who is in the Conference all the same. */
function stillThere(call: Talk, upTo: number, at: number): Step {
  const { queueing } = call.phase
  if (queueing === null || queueing.asked > upTo || !customerIsHere(call)) return stay(call)
  return notQueued(call, queueing, at)
}

/** A hang-up that was carried out would have left nobody to be read. */
function stillOpen(call: Talk, upTo: number, at: number): Step {
  const { closing } = call.phase
  if (closing === null || closing.asked > upTo) return stay(call)
  const told = { ...call, trouble: trouble('hang-up', 'not-confirmed', at) }
  return stay(withPhase(told, { closing: null }))
}
