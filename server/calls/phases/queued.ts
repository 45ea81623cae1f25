import { everybodyOut } from '../ending/aftermath.ts'
import { abandon } from '../ending/finish.ts'
import type { CallCommand } from '../model/call-effect.ts'
import { backOffMs, LONGEST_WHILE_WAITING_MS } from '../model/back-off.ts'
import type { CallEvent, ReadBack } from '../model/call-event.ts'
import type { CallIn } from '../model/call.ts'
import { andThen, go, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { recordOffer } from '../model/reservation.ts'
import { offerTo, RETRY_MS } from './reserved.ts'
import { takeBack } from './retrieving.ts'
import { spentOfferTaken, takenFromQueue } from './taken-elsewhere.ts'

export function whileQueued(call: CallIn<'queued'>, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'offered': {
      const next = offerTo(call, event)
      return next.call === call
        ? next
        : { ...next, commands: [...books(call, 'missed'), ...next.commands] }
    }
    case 'take-back-asked':
      return andThen(takeBack(call, event.leg, at), (next) => ({
        call: next,
        commands: next === call ? [] : books(call, 'missed'),
      }))
    case 'offer-taken':
      return spentOfferTaken(call, event)
    case 'taken-from-queue':
      return takenFromQueue(call, event.queuing)
    case 'customer-gone':
      return abandon(call, at, ...books(call, 'abandoned'))
    case 'requeue-failed':
      return notQueued(call, event.retryAfterMs ?? null, at)
    case 'task-missing':
      return go(call, { ...call.phase, requeueAt: call.phase.requeueAt ?? at + RETRY_MS })
    case 'tick': {
      const { requeueAt } = call.phase
      const { callSid } = call.customer
      if (requeueAt === null || at < requeueAt || callSid === null) return stay(call)
      return go(
        call,
        { ...call.phase, requeueAt: null },
        {
          kind: 'requeue-caller',
          callSid,
          queueName: call.queueName,
          handing: call.handing,
        },
      )
    }
    case 'read-back':
      return asRead(call, event.found, at)
    case 'ring-created':
      // The offer ended while Twilio was still creating its leg.
      return { call, commands: [{ kind: 'end-leg', callSid: event.callSid }] }
    default:
      return stay(call)
  }
}

/** The caller hears nobody until it is done, so it is tried often, and for ever. */
export function notQueued(call: CallIn<'queued'>, retryAfterMs: number | null, at: number): Step {
  const { phase, callId } = call
  const { requeueAt, requeueTried } = phase
  if (requeueAt !== null) return stay(call)
  const pause = backOffMs(callId, requeueTried, retryAfterMs, LONGEST_WHILE_WAITING_MS)
  return go(call, { ...phase, requeueAt: at + pause, requeueTried: requeueTried + 1 })
}

/** The agent who answered in vain: whether the caller had given up is known only now. */
export function books(
  call: CallIn<'queued'>,
  outcome: 'missed' | 'abandoned',
): readonly CallCommand[] {
  const { answered } = call.phase
  return answered === null ? [] : [recordOffer(answered, outcome)]
}

export function asRead(call: CallIn<'queued'>, found: ReadBack, at: number): Step {
  const { customerCall } = found
  const { commands, call: out } = everybodyOut(call, found)
  if (customerCall === 'gone') return abandon(out, at, ...books(call, 'abandoned'), ...commands)
  if (customerCall === 'unknown' || call.phase.answered === null) return { call: out, commands }
  return go(out, { ...call.phase, answered: null }, ...books(call, 'missed'), ...commands)
}
