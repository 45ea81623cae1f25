import type { Handing, Queueing } from '../model/phase.ts'
import { lookForUnnamed } from '../ending/aftermath.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import { depart } from '../ending/departing.ts'
import { partyNamed, presentParties, withPhase } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { isConnected } from '../model/party.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { andThen, endLeg, stay, trouble } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** The customer goes on waiting, in the queue that the call came from, because no agent is left. */
export function backIntoQueue(call: Talk, handing: Handing | null, at: number): Step {
  return queueCustomer(call, { queueName: call.queueName, handing, byPartyId: null }, at)
}

/** Asks Twilio to move the customer out of the Conference into a queue. */
export function queueCustomer(
  call: Talk,
  to: Omit<Queueing, 'deadline' | 'asked'>,
  at: number,
): Step {
  const { callSid } = call.customer
  if (callSid === null) return stay(call)
  const asks = call.asks + 1
  const queueing = { ...to, asked: asks, deadline: at + PROOF_DEADLINE_MS }
  const { queueName, handing } = to
  return {
    call: withPhase({ ...call, asks }, { queueing }),
    commands: [{ kind: 'requeue-caller', callSid, queueName, handing }],
  }
}

/** What came of it. Twilio's reply is the proof; where it is lost, the reading is. */
export function queued(
  call: Talk,
  event: Extract<CallEvent, { kind: 'caller-queued' | 'requeue-failed' }>,
  at: number,
): Step {
  const { queueing } = call.phase
  if (queueing === null) return stay(call)
  if (event.kind === 'caller-queued') return inQueue(call, queueing, at)
  return { call, commands: [{ kind: 'read-back', upTo: call.asks }] }
}

/** The customer is in the queue: whoever is left in the Conference is done. */
export function inQueue(call: Talk, queueing: Queueing, at: number): Step {
  let step: Step = stay(call)
  let talk = call
  const books: CallCommand[] = []
  const rest: CallCommand[] = []
  for (const party of presentParties(call)) {
    const because = party.presence.kind === 'connected' ? 'hung-up' : 'taken-back'
    const reason = party.partyId === queueing.byPartyId ? 'transferred' : 'agent-hung-up'
    const departed = depart(talk, party, { because, reason }, at)
    books.push(...departed.books)
    // Who waits on keeps their Task.
    if (party.role === 'customer') continue
    rest.push(...departed.tasks)
    talk = departed.call
    step = stay(talk)
    const ended = andThen(step, (next) => endLeg(next, party.callSid))
    rest.push(...ended.commands)
    talk = { ...talk, endedLegs: ended.call.endedLegs }
  }
  const spent = call.tasks.flatMap(({ reservationSid }) => reservationSid ?? [])
  return {
    call: {
      ...talk,
      queueName: queueing.queueName,
      handing: queueing.handing,
      queuedAt: at,
      spentReservations: [...new Set([...call.spentReservations, ...spent])],
      trouble: null,
      phase: { kind: 'queued', since: at, answered: null, requeueAt: null, requeueTried: 0 },
    },
    commands: [...books, ...rest, ...lookForUnnamed(call, presentParties(call))],
  }
}

/** The customer is still in the Conference: an agent is told, otherwise it is tried again. */
export function notQueued(call: Talk, queueing: Queueing, at: number): Step {
  const by = queueing.byPartyId === null ? null : partyNamed(call, queueing.byPartyId)
  if (by !== null && isConnected(by)) {
    const told = { ...call, trouble: trouble('transfer', 'not-confirmed', at) }
    return stay(withPhase(told, { queueing: null }))
  }
  const { queueName, handing } = queueing
  return queueCustomer(call, { queueName, handing, byPartyId: null }, at)
}
