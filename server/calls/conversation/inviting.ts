import { comesAfterAll, doubted } from './adopting.ts'
import type { CallEvent, LegStatus } from '../model/call-event.ts'
import { keysDue } from './keys.ts'
import { gone } from './leaving.ts'
import { endParty, partyNamed, partyWho, withParty } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { invitee, invited, isComing, isHere, wasGivenUp, CUSTOMER } from '../model/party.ts'
import type { Invitee, LeftBecause, Party } from '../model/party.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { endLeg, stay, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'
import { RING_PARTY_SECONDS, LOOK_MS, REPORT_GRACE_MS } from '../model/ringing.ts'

/** Rings somebody into the conversation. Early media only where the customer cannot hear it. */
export function ringParty(call: Talk, who: Invitee, earlyMedia: boolean, at: number): Step {
  const deadline = at + RING_PARTY_SECONDS * 1000
  const ringing = {
    kind: 'ringing',
    since: at,
    deadline,
    look: at + LOOK_MS,
    doubted: false,
  } as const
  const before = partyNamed(call, who.partyId)
  const party = before === null ? invited(who, ringing, at) : { ...before, presence: ringing }
  const ring = { kind: 'ring-party', party: invitee.parse(who), earlyMedia } as const
  return { call: withParty(call, party), commands: [ring] }
}

type LegEvent = Extract<
  CallEvent,
  { kind: 'ring-created' | 'ring-refused' | 'leg-status' | 'joined' }
>

/** What becomes of somebody who is brought in, from the ring to the end of the leg. */
export function bringing(call: Talk, event: LegEvent, at: number): Step {
  switch (event.kind) {
    case 'ring-created':
      return created(call, event)
    case 'ring-refused':
      return notRung(call, event, at)
    case 'leg-status':
      return reported(call, event, at)
    case 'joined': {
      const known =
        call.conferenceSid === null ? { ...call, conferenceSid: event.conferenceSid } : call
      const party = partyWho(known, event.who)
      if (party === null) return stay(known)
      if (wasGivenUp(party)) return comesAfterAll(known, party, at)
      const seen = keysDue(known, party)
      // A telephone that is rung can be in the Conference before it is answered: early media.
      if (party.identity === null && !isComing(party)) return stay(seen)
      return answered(seen, partyNamed(seen, party.partyId) ?? party, event.who.callSid, at)
    }
  }
}

/** The leg is up. One that is being taken back ends as soon as it can be named. */
export function answered(call: Talk, party: Party, callSid: string, at: number): Step {
  return whileTalking(named(call, party, callSid), (next) => {
    const now = partyNamed(next, party.partyId)
    if (now === null || now.presence.kind !== 'ringing') return stay(next)
    const connected = { kind: 'connected', since: at } as const
    return guestsTask(withParty(next, { ...now, presence: connected, joinedAt: at }), now)
  })
}

/** While a teammate is asked in, TaskRouter offers them nobody. A transfer's Task tells of the handover too. */
function guestsTask(call: Talk, { partyId, role, identity, workerSid }: Party): Step {
  const transferred = call.phase.transfer?.partyId === partyId
  if (role !== 'consult' || identity === null || workerSid === null || transferred)
    return stay(call)
  return openTask(call, { partyId, identity, workerSid }, null)
}

/** Twilio says that it rings still: one that should have ended long ago is ended. */
export function stillRings(call: Talk, party: Party, callSid: string, at: number): Step {
  return whileTalking(named(call, party, callSid), (next) => {
    const now = partyNamed(next, party.partyId)
    if (now?.presence.kind !== 'ringing' || now.ending !== null) return stay(next)
    const { presence } = now
    if (at >= presence.deadline + REPORT_GRACE_MS) return endParty(next, now, 'no-answer', at)
    if (!presence.doubted) return stay(next)
    return stay(withParty(next, { ...now, presence: { ...presence, doubted: false } }))
  })
}

function created(call: Talk, event: Extract<LegEvent, { kind: 'ring-created' }>): Step {
  const { partyId, callSid } = event
  const party = partyNamed(call, partyId)
  if (party === null || !isHere(party)) return endLeg(call, callSid)
  return named(call, party, callSid)
}

function named(call: Talk, party: Party, callSid: string): Step {
  if (party.callSid !== null) return stay(call)
  const known = withParty(call, { ...party, callSid })
  const customer =
    party.partyId === CUSTOMER ? { ...known, customer: { ...call.customer, callSid } } : known
  return party.ending === null ? stay(customer) : endLeg(customer, callSid)
}

function notRung(call: Talk, event: Extract<LegEvent, { kind: 'ring-refused' }>, at: number): Step {
  const party = partyNamed(call, event.partyId)
  if (party === null || party.presence.kind !== 'ringing' || party.callSid !== null) {
    return stay(call)
  }
  if (event.refusal !== 'unreachable')
    return gone(call, party, party.ending?.because ?? 'failed', at)
  // The reply may have been lost after the deed: the leg may ring all the same.
  const look = at + PROOF_DEADLINE_MS
  const doubted = { ...party, presence: { ...party.presence, look, doubted: true } }
  return {
    call: withParty(call, doubted),
    commands: [{ kind: 'read-back', upTo: call.asks }],
  }
}

function reported(call: Talk, event: Extract<LegEvent, { kind: 'leg-status' }>, at: number): Step {
  const { callSid, status } = event
  const party = partyNamed(call, event.partyId)
  if (party === null || !isHere(party)) return stay(call)
  if (party.callSid !== null && party.callSid !== callSid) return stay(call)
  if (status === 'ringing') return named(call, party, callSid)
  if (status === 'in-progress') return answered(call, party, callSid, at)
  return gone(call, party, party.ending?.because ?? becauseOf(party, status), at)
}

function becauseOf(
  { presence, identity }: Party,
  status: Exclude<LegStatus, 'ringing' | 'in-progress'>,
): LeftBecause {
  if (presence.kind === 'connected') return 'hung-up'
  switch (status) {
    case 'busy':
      return identity === null ? 'busy' : 'declined'
    case 'failed':
      return 'failed'
    case 'no-answer':
    case 'canceled':
    case 'completed':
      return 'no-answer'
  }
}

/** Rings whose end was not reported, and legs that do not end, are looked after. */
export function overdue(call: Talk, party: Party, at: number): Step | null {
  const { presence, ending, callSid } = party
  const later = at + PROOF_DEADLINE_MS
  if (ending !== null && at >= ending.deadline) {
    const again = withParty(call, { ...party, ending: { ...ending, deadline: later } })
    return endLeg(again, callSid)
  }
  if (presence.kind !== 'ringing' || ending !== null || at < presence.look) return null
  if (isComing(party)) return stay(doubted(call, party, later))
  // A lost report may have been the answer: nobody is hung up on before Twilio was asked.
  const unnamed = callSid === null
  const look = unnamed || at >= presence.deadline ? later : at + LOOK_MS
  const looked = { ...presence, look, doubted: presence.doubted || unnamed }
  return stay(withParty(call, { ...party, presence: looked }))
}
