import { changeReservation } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { timeOut } from '../engine/outcomes.ts'

/** The calls that ring for pending Reservations. */
export interface Ringing {
  /**
   * Rings for a Reservation, whose time-out waits meanwhile. What ends the Reservation ends the ringing. `begin` is
   * given a function that settles the ringing: false when it was settled before, and then nothing is to follow.
   */
  start(
    reservationSid: string,
    postWorkActivitySid: string | null,
    begin: (settle: () => boolean) => { cancel(): void },
  ): void
  /** The ringing has no more effect, and nothing ends it. */
  release(reservationSid: string): void
  /** The ringing is over and the Reservation still waits: its time-out starts again. */
  resume(reservationSid: string): void
}

export function createRinging(context: Context): Ringing {
  const ringing = new Map<string, { cancel(): void }>()

  context.onEvent((event) => {
    if (event.kind !== 'reservation' || event.reservation.status === 'pending') return
    const ring = ringing.get(event.reservation.sid)
    ringing.delete(event.reservation.sid)
    ring?.cancel()
  })

  return {
    start(sid, postWorkActivitySid, begin) {
      changeReservation(context, sid, { onHold: true, postWorkActivitySid })
      context.timers.stop(`reservation:${sid}`)
      const placeholder = { cancel() {} }
      ringing.set(sid, placeholder)
      const ring = begin(() => ringing.delete(sid))
      if (ringing.get(sid) === placeholder) ringing.set(sid, ring)
    },
    release: (sid) => void ringing.delete(sid),
    resume(sid) {
      const { timeout } = changeReservation(context, sid, { onHold: false })
      context.timers.start(`reservation:${sid}`, timeout * 1000, () =>
        context.run(() => timeOut(context, sid)),
      )
    },
  }
}
