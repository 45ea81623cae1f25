import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import { moveBack } from '../routing/move-back.ts'
import type { MoveBackDeps } from '../routing/move-back.ts'
import type { Assignment } from './schemas.ts'

/**
 * TaskRouter's choices. Its assignment callback is sent once and can be lost. Then the event of the same Reservation stands in.
 * When both are lost, the agent has not missed a call.
 */
export interface Assignments {
  /** True for the first claim of this Reservation. */
  claim(reservationSid: string): boolean
  /** Assigns what TaskRouter has chosen while the server was away, or what its callback did not say. */
  take(form: Assignment): void
  /** Assigns from this event, unless the callback comes within three seconds. */
  onReservationCreated(form: Assignment): void
  /** Puts a Worker back who was not rung, and whose Activity TaskRouter changed as after a missed call. */
  returnToRouting(workerSid: string): void
  close(): void
}

export interface AssignmentsDeps extends MoveBackDeps {
  readonly clock: Clock
  readonly log: Logger
  assign(form: Assignment): Promise<unknown>
}

/** How long the callback may come after the event, ms. */
export const LATE_MS = 3000
const FIRST_RETRY_MS = 1000
const TRIES = 8
const REMEMBERED = 5000

export function createAssignments(deps: AssignmentsDeps): Assignments {
  const { clock, log } = deps
  const timers = createTimers(clock)
  const taken = new Set<string>()

  function claim(reservationSid: string): boolean {
    if (taken.has(reservationSid)) return false
    // The oldest of thousands is long over.
    if (taken.size >= REMEMBERED) taken.delete([...taken][0] ?? '')
    taken.add(reservationSid)
    return true
  }

  function take(form: Assignment): void {
    if (!claim(form.ReservationSid)) return
    log.warn({ reservationSid: form.ReservationSid }, 'an assignment callback did not come')
    deps.assign(form).catch((error: unknown) => log.error({ err: error }, 'not assigned'))
  }

  async function putBack(workerSid: string, tries: number): Promise<void> {
    const moved = await moveBack(deps, workerSid)
    if (moved.ok || tries >= TRIES) return
    const at = clock.now() + FIRST_RETRY_MS * 2 ** tries
    timers.set(`back ${workerSid}`, at, () => begin(workerSid, tries + 1))
  }

  function begin(workerSid: string, tries: number): void {
    putBack(workerSid, tries).catch((error: unknown) =>
      log.error({ err: error, workerSid }, 'not put back'),
    )
  }

  return {
    claim,
    take,
    onReservationCreated(form) {
      const { ReservationSid: sid } = form
      if (!taken.has(sid)) timers.set(`late ${sid}`, clock.now() + LATE_MS, () => take(form))
    },
    returnToRouting(workerSid) {
      log.warn({ workerSid }, 'TaskRouter has timed out a Worker who was not rung')
      begin(workerSid, 0)
    },
    close: timers.clearAll,
  }
}
