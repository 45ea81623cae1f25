import type { EventFor } from '../model/event-owner.ts'
import { endAllLegs } from '../ending/aftermath.ts'
import { abandon } from '../ending/finish.ts'
import type { CallEffect } from '../model/call-effect.ts'
import { backOffMs, LONGEST_WHILE_WAITING_MS } from '../model/back-off.ts'
import type { Reading } from '../model/call-event.ts'
import type { CallIn } from '../model/call.ts'
import { enterPhase, requeueCaller, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { writeReservationHistory } from '../model/reservation.ts'
import { reserveFor, RETRY_MS } from './reserved.ts'
import { retrieve } from './retrieving.ts'
import { onOldReservationAccepted, onDequeuedElsewhere } from './taken-elsewhere.ts'

export function handleQueued(call: CallIn<'queued'>, event: EventFor<'queued'>, at: number): Step {
  switch (event.kind) {
    case 'agent-reserved':
      return withMissed(call, reserveFor(call, event))
    case 'retrieve-requested':
      return withMissed(call, retrieve(call, event.leg, at))
    case 'reservation-accepted-elsewhere':
      return onOldReservationAccepted(call, event)
    case 'dequeued-elsewhere':
      return onDequeuedElsewhere(call, event.queuing)
    case 'customer-left':
      return abandon(call, at, ...writeAnsweredHistory(call, 'abandoned'))
    case 'requeue-failed':
      return onRequeueFailed(call, event.retryAfterMs ?? null, at)
    case 'task-missing':
      return enterPhase(call, { ...call.phase, requeueAt: call.phase.requeueAt ?? at + RETRY_MS })
    case 'tick': {
      const { requeueAt } = call.phase
      if (requeueAt === null || at < requeueAt || call.customer.callSid === null) return stay(call)
      return enterPhase(call, { ...call.phase, requeueAt: null }, ...requeueCaller(call))
    }
    case 'call-read':
      return onCallRead(call, event.reading, at)
    case 'ring-created':
      // The Reservation ended while Twilio was still creating its leg.
      return { call, effects: [{ kind: 'end-leg', callSid: event.callSid }] }
  }
}

/** The caller hears nobody until it works, so it is retried often, and without an end. */
function onRequeueFailed(call: CallIn<'queued'>, retryAfterMs: number | null, at: number): Step {
  const { phase, callId } = call
  const { requeueAt, requeueAttempts } = phase
  if (requeueAt !== null) return stay(call)
  const pause = backOffMs(callId, requeueAttempts, retryAfterMs, LONGEST_WHILE_WAITING_MS)
  return enterPhase(call, { ...phase, requeueAt: at + pause, requeueAttempts: requeueAttempts + 1 })
}

function withMissed(call: CallIn<'queued'>, step: Step): Step {
  if (step.call === call) return step
  return { ...step, effects: [...writeAnsweredHistory(call, 'missed'), ...step.effects] }
}

/** For the agent who answered too late: only now is it known whether the caller had hung up. */
function writeAnsweredHistory(
  call: CallIn<'queued'>,
  outcome: 'missed' | 'abandoned',
): readonly CallEffect[] {
  const { answered } = call.phase
  return answered === null ? [] : [writeReservationHistory(answered, outcome)]
}

function onCallRead(call: CallIn<'queued'>, reading: Reading, at: number): Step {
  const { customerCall } = reading
  const { effects, call: out } = endAllLegs(call, reading)
  if (customerCall === 'gone')
    return abandon(out, at, ...writeAnsweredHistory(call, 'abandoned'), ...effects)
  if (customerCall === 'unknown' || call.phase.answered === null) return { call: out, effects }
  return enterPhase(
    out,
    { ...call.phase, answered: null },
    ...writeAnsweredHistory(call, 'missed'),
    ...effects,
  )
}
