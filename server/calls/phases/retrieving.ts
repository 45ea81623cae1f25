import type { AgentLeg } from '../model/phase.ts'
import { everybodyOut } from '../ending/aftermath.ts'
import type { CallEvent, ReadBack } from '../model/call-event.ts'
import { DEVICE_DEADLINE_MS, conversation } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { finish } from '../ending/finish.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { andThen, endLeg, go, partyOf, stay } from '../model/step.ts'
import { endOffered } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'

/*
 * The agent who handed the customer to a queue wants them back, and nobody has answered. The customer leaves the queue
 * at once, so that TaskRouter withdraws the Task and no other desk can answer any more, and meets the agent, whose
 * Device connects, in the Conference. Whenever that fails the customer is put back into the queue.
 */

/** Whether this agent may have the customer back now. */
export function mayTakeBack({ phase, handing }: Call, identity: string): boolean {
  const waits = phase.kind === 'queued' || phase.kind === 'offered'
  return waits && handing?.kind === 'queue' && handing.fromIdentity === identity
}

export function takeBack(call: CallIn<'queued' | 'offered'>, leg: AgentLeg, at: number): Step {
  const { callSid } = call.customer
  if (callSid === null || !mayTakeBack(call, leg.identity)) return stay(call)
  const offer = call.phase.kind === 'offered' ? call.phase.offer : null
  const spent = offer === null ? [] : [offer.reservationSid]
  return go(
    { ...call, spentReservations: [...call.spentReservations, ...spent] },
    { kind: 'taking-back', leg, since: at, deadline: at + DEVICE_DEADLINE_MS, arrived: [] },
    { kind: 'move-caller', callSid },
    ...(offer === null ? [] : endOffered(offer)),
  )
}

export function whileTakingBack(call: CallIn<'taking-back'>, event: CallEvent, at: number): Step {
  const { phase } = call
  const { leg } = phase
  switch (event.kind) {
    case 'device-connected':
      if (leg.callSid !== null) return stay(call)
      return go(call, { ...phase, leg: { ...leg, callSid: event.callSid } })
    case 'joined': {
      const who = partyOf(call, event.who)
      if (who === null) return stay(call)
      const callSid = who === 'agent' ? event.who.callSid : leg.callSid
      const known = { ...call, conferenceSid: event.conferenceSid }
      return arrived({ ...known, phase: { ...phase, leg: { ...leg, callSid } } }, [who], at)
    }
    case 'left':
      return partyOf(call, event.who) === 'agent' ? giveBack(call) : stay(call)
    case 'leg-status': {
      const up = event.status === 'ringing' || event.status === 'in-progress'
      return event.partyId !== leg.partyId || up ? stay(call) : giveBack(call)
    }
    case 'hang-up-asked':
      return giveBack(call)
    case 'move-failed':
      return event.refusal === 'gone' ? finish(call, 'customer-hung-up', at) : giveBack(call)
    case 'customer-gone':
      return finish(call, 'customer-hung-up', at)
    case 'ring-created':
      // The other desk was still being rung when its ring was called off.
      return endLeg(call, event.callSid)
    case 'tick':
      if (at < phase.deadline) return stay(call)
      return go(
        call,
        { ...phase, deadline: at + PROOF_DEADLINE_MS },
        { kind: 'read-back', upTo: call.asks },
      )
    case 'read-back':
      return asRead(call, event.found, at)
    default:
      return stay(call)
  }
}

/** Once both are there they talk, and after-call work begins anew when they have. */
function arrived(
  call: CallIn<'taking-back'>,
  who: readonly ('customer' | 'agent')[],
  at: number,
): Step {
  const { phase } = call
  const here = [...new Set([...phase.arrived, ...who])]
  if (here.length < 2) return go(call, { ...phase, arrived: here })
  const { leg } = phase
  const talking = { ...call, handing: null, phase: conversation(call, leg, at) }
  const { identity } = leg
  return andThen(openTask(talking, leg, null), (next) => ({
    call: next,
    commands: [{ kind: 'withdraw-wrap-up', identity }],
  }))
}

/** What Twilio says of it: after a restart, or when a report is overdue. */
function asRead(call: CallIn<'taking-back'>, found: ReadBack, at: number): Step {
  const { since, leg } = call.phase
  if (found.customerCall === 'gone') return finish(call, 'customer-hung-up', at)
  if (found.participants === null) return stay(call)
  const here = found.participants
    .filter(({ answered }) => answered !== false)
    .flatMap(({ who }) => partyOf(call, who) ?? [])
  if (here.includes('agent') && here.includes('customer')) return arrived(call, here, at)
  if (at < since + DEVICE_DEADLINE_MS && leg.callSid === null) return stay(call)
  // Whoever of the two is alone there waits no longer.
  return andThen(giveBack(call), (next) => everybodyOut(next, found))
}

function giveBack(call: CallIn<'taking-back'>): Step {
  const { customer, queueName, handing, queuedAt, phase } = call
  const { callSid } = customer
  const back =
    callSid === null ? [] : [{ kind: 'requeue-caller', callSid, queueName, handing } as const]
  return andThen(
    go(
      call,
      { kind: 'queued', since: queuedAt, answered: null, requeueAt: null, requeueTried: 0 },
      ...back,
    ),
    (next) => endLeg(next, phase.leg.callSid),
  )
}
