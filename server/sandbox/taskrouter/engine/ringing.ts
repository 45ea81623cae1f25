import type { Reservation } from '../model/work.ts'
import { changeReservation } from './change.ts'
import type { Context } from './context.ts'

interface Ring {
  cancel(): void
}

/** What rings for Reservations: their time-outs wait meanwhile, and what ends a Reservation ends its ringing. */
export interface Ringing {
  /**
   * `ring` begins to ring, and calls what it is given when that is over: true when the Reservation still waits for it.
   * `postWorkActivitySid` is where the Worker goes when the work is done.
   */
  start(
    reservation: Reservation,
    postWorkActivitySid: string | null,
    ring: (over: () => boolean) => Ring,
  ): void
}

export function createRinging(context: Context): Ringing {
  const rings = new Map<string, Ring>()

  context.onEvent((event) => {
    if (event.kind !== 'reservation' || event.reservation.status === 'pending') return
    const ring = rings.get(event.reservation.sid)
    rings.delete(event.reservation.sid)
    ring?.cancel()
  })

  return {
    start({ sid }, postWorkActivitySid, ring) {
      changeReservation(context, sid, { onHold: true, postWorkActivitySid })
      context.timers.stop(`reservation:${sid}`)
      // It may be over before `ring` has returned.
      const placeholder = { cancel() {} }
      rings.set(sid, placeholder)
      const rung = ring(() => rings.delete(sid))
      if (rings.get(sid) === placeholder) rings.set(sid, rung)
    },
  }
}
