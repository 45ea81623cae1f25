import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import { moveBack } from '../routing/move-back.ts'
import type { MoveBackDeps } from '../routing/move-back.ts'
import type { Assignment } from './schemas.ts'

/**
 * TaskRouter's choices. Its assignment callback is sent once and can be lost; then the event of the same Reservation says it,
 * and when both are lost, the agent must not pay for it.
 */
export interface Assignments {
  /** True for the first who takes this Reservation. */
  claim(reservationSid: string): boolean
  /** TaskRouter tells of a Reservation: without its callback it is taken from this, a moment later. */
  onReservationCreated(form: Assignment): void
  /** A Worker was moved as if the agent had missed a call, and was not rung: back, unless moved again since. */
  returnToRouting(workerSid: string): void
  close(): void
}

export interface AssignmentsDeps extends MoveBackDeps {
  readonly clock: Clock
  readonly log: Logger
  assign(form: Assignment): Promise<unknown>
}

/** How long the callback may take after the event, ms. */
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
    // Of thousands the oldest is long over.
    if (taken.size >= REMEMBERED) taken.delete([...taken][0] ?? '')
    taken.add(reservationSid)
    return true
  }

  function assignFromEvent(form: Assignment): void {
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
    onReservationCreated(form) {
      const { ReservationSid: sid } = form
      if (!taken.has(sid))
        timers.set(`late ${sid}`, clock.now() + LATE_MS, () => assignFromEvent(form))
    },
    returnToRouting(workerSid) {
      log.warn({ workerSid }, 'TaskRouter has timed out a Worker who was not rung')
      begin(workerSid, 0)
    },
    close: timers.clearAll,
  }
}
