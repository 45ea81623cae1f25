import type { Handing } from '../model/phase.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn, legOf } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { isBetweenColleagues, isCustomer } from '../model/internal.ts'
import { wouldEnd } from './leaving.ts'
import { customerIsHere, endParty, partyNamed, presentParties } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { isComing } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { queueCustomer } from './requeueing.ts'
import { stay, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * An agent whose access has ended: signed out, removed, disabled. Their leg ends, whatever they were doing, and nobody hangs
 * up on the customer.
 */
type AgentOut = Extract<CallEvent, { kind: 'agent-out' }>

/** Outside a conversation it is as if they had hung up, which gives a caller back to the queue. Null: nothing is to be done. */
export function hangUpInstead(call: Call, { by }: AgentOut): CallEvent | null {
  if (isIn(call, 'accepting') && call.phase.agentGone) return null
  const concerned = legOf(call.phase)?.identity === by || isCustomer(call, by)
  return concerned ? { kind: 'hang-up-asked', by } : null
}

/**
 * The conversation goes on with anybody else who can go on with it. A customer who would be left with nobody is moved back into
 * the queue first, before everybody who waits there.
 */
export function goOnWithout(call: Talk, { by }: AgentOut, at: number): Step {
  const { closing, merging, queueing } = call.phase
  const party = presentParties(call).find(({ identity }) => identity === by)
  if (party === undefined || party.ending !== null) return stay(call)
  // A call that ends does so by itself; and a customer who is on the way into a call has arrived in a moment.
  if (closing !== null || merging !== null || call.phase.parties.some(isComing)) return stay(call)
  const alone = wouldEnd(call, by) && customerIsHere(call) && !isBetweenColleagues(call)
  const { queueName } = call
  const back = { queueName, handing: leftBehind(call, party), byPartyId: null }
  const step = alone && queueing === null ? queueCustomer(call, back, at) : stay(call)
  return whileTalking(step, (next) => {
    const now = partyNamed(next, party.partyId)
    return now === null ? stay(next) : endParty(next, now, 'hung-up', at)
  })
}

/** What the next agent learns. */
function leftBehind({ notes }: Call, { name, identity }: Party): Handing {
  return { from: name ?? '', fromIdentity: identity ?? '', kind: 'left', reason: '', notes }
}
