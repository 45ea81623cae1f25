import { moveBack } from '../../routing/move-back.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { putOff, refusalOf } from './put-off.ts'
import type { PutOff } from './put-off.ts'
import { noted } from './effect-deps.ts'
import type { CommandDeps } from './effect-deps.ts'

type ReservationCommand = Extract<
  CallCommand,
  {
    kind: 'accept-reservation' | 'reject-reservation' | 'wrap-reservation' | 'complete-reservation'
  }
>

/** Tells TaskRouter what becomes of a Reservation. Whatever keeps an agent from routing is told until it is so. */
export async function runReservation(
  deps: CommandDeps,
  call: Call,
  command: ReservationCommand,
): Promise<CallEvent | PutOff | null> {
  const { gateway } = deps
  const { reservationSid } = command
  switch (command.kind) {
    case 'accept-reservation': {
      const taken = await gateway.acceptReservation(command)
      if (taken.ok) return { kind: 'accept-succeeded', reservationSid }
      noted(deps, taken, command)
      const { failure } = taken
      // While an agent and a caller wait for it the call itself says how long; any other is put off like the rest.
      const again = putOff(failure)
      if (again !== null && !isWaitedFor(call, reservationSid)) return again
      const retryAfterMs = failure.kind === 'unavailable' ? failure.retryAfterMs : null
      return { kind: 'accept-failed', reservationSid, refusal: refusalOf(failure), retryAfterMs }
    }
    case 'reject-reservation':
      return reject(deps, command)
    case 'wrap-reservation':
    case 'complete-reservation': {
      const to = command.kind === 'wrap-reservation' ? 'wrapping' : 'completed'
      const told = await gateway.advanceReservation(command, to)
      if (told.ok) return null
      noted(deps, told, command)
      return putOff(told.failure)
    }
  }
}

function isWaitedFor(call: Call, reservationSid: string): boolean {
  return isIn(call, 'accepting') && call.phase.offer.reservationSid === reservationSid
}

async function reject(
  deps: CommandDeps,
  command: Extract<CallCommand, { kind: 'reject-reservation' }>,
): Promise<CallEvent | PutOff | null> {
  const { gateway, workspace } = deps
  const { because, workerSid, engagedWorkerSid } = command
  // Or TaskRouter would choose the same Worker again at once.
  if (engagedWorkerSid !== undefined) await deps.engaged(engagedWorkerSid)
  // A desk that did not answer must not be offered the same caller again at once, and for ever.
  const activitySid = because === 'missed' ? workspace.timeoutActivitySid : null
  const told = await gateway.rejectReservation(command, activitySid)
  if (told.ok) return null
  noted(deps, told, command)
  // Accepted with the Worker's own token, it would keep the caller from everybody else.
  if ('state' in told.failure && told.failure.state === 'accepted') {
    const { taskSid, reservationSid } = command
    return { kind: 'offer-taken', taskSid, reservationSid }
  }
  const late = told.failure.kind === 'gone' && told.failure.state === 'timeout'
  if (late && because !== 'missed' && workerSid !== undefined) {
    // TaskRouter was told too late, and has moved the Worker as if the agent had missed the call.
    const moved = await moveBack(deps, workerSid)
    return moved.ok ? null : putOff(moved.failure)
  }
  return putOff(told.failure)
}
