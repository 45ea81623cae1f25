import { moveBack } from '../../routing/move-back.ts'
import type { CallEffect, EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import { postponeUnlessFinal } from './postponed.ts'
import type { Postponed } from './postponed.ts'
import { logFailure, postponeIfFailed } from './effect-deps.ts'
import type { EffectDeps } from './effect-deps.ts'

type ReservationCommand = Extract<CallEffect, { kind: `${string}-reservation` }>

/** Tells TaskRouter how a Reservation ends. Effects that keep an agent from routing are retried until they succeed. */
export async function runReservation(
  deps: EffectDeps,
  effect: ReservationCommand,
): Promise<CallEvent | Postponed | null> {
  const { gateway } = deps
  const { reservationSid } = effect
  switch (effect.kind) {
    case 'accept-reservation': {
      const taken = await gateway.acceptReservation(effect)
      if (taken.ok) return { kind: 'accept-succeeded', reservationSid }
      logFailure(deps, taken, effect)
      return postponeUnlessFinal(taken.failure) ?? { kind: 'accept-failed', reservationSid }
    }
    case 'reject-reservation':
      return reject(deps, effect)
    case 'wrap-reservation':
    case 'complete-reservation': {
      const to = effect.kind === 'wrap-reservation' ? 'wrapping' : 'completed'
      return postponeIfFailed(deps, await gateway.advanceReservation(effect, to), effect)
    }
  }
}

async function reject(
  deps: EffectDeps,
  effect: EffectOf<'reject-reservation'>,
): Promise<CallEvent | Postponed | null> {
  const { gateway, workspace } = deps
  const { because, workerSid, engagedWorkerSid } = effect
  // Otherwise TaskRouter would choose the same Worker again at once.
  if (engagedWorkerSid !== undefined) await deps.limitToOneCall(engagedWorkerSid)
  // A desk that did not answer must not get the same caller again and again.
  const activitySid = because === 'missed' ? workspace.timeoutActivitySid : null
  const answer = await gateway.rejectReservation(effect, activitySid)
  if (answer.ok) return null
  logFailure(deps, answer, effect)
  // Accepted with the Worker's own token, it would keep the caller from all other agents.
  if ('state' in answer.failure && answer.failure.state === 'accepted') {
    const { taskSid, reservationSid } = effect
    return { kind: 'reservation-accepted-elsewhere', taskSid, reservationSid }
  }
  const late = answer.failure.kind === 'gone' && answer.failure.state === 'timeout'
  if (late && because !== 'missed' && workerSid !== undefined) {
    // The rejection came too late: TaskRouter has moved the Worker as if the agent had missed the call.
    const moved = await moveBack(deps, workerSid)
    return moved.ok ? null : postponeUnlessFinal(moved.failure)
  }
  return postponeUnlessFinal(answer.failure)
}
