import { recordOf } from '../model/store.ts'
import type { ReservedCaller } from '../voice-side.ts'
import { changeReservation } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { queuedCallOf } from './parties.ts'
import { accept, complete } from '../engine/outcomes.ts'

/**
 * The caller of a pending Reservation, for TwiML to connect. An unknown Activity is ignored.
 * Docs: voice/twiml/queue (reservationSid, postWorkActivitySid), api/errors/14215.
 */
export function findReservedCaller(
  context: Context,
  {
    sid,
    postWorkActivitySid,
  }: { readonly sid: string; readonly postWorkActivitySid: string | null },
): ReservedCaller | null {
  const { store } = context
  const reservation = store.reservations.get(sid)
  if (reservation?.status !== 'pending' || reservation.onHold) return null
  const callSid = queuedCallOf(recordOf(store.tasks, reservation.taskSid))
  if (callSid === null) return null
  const activity = store.activities.get(postWorkActivitySid ?? '')?.sid ?? null
  const isNow = (status: string) => store.reservations.get(sid)?.status === status
  return {
    callSid,
    bridged(workerCallSid) {
      context.run(() => {
        if (!isNow('pending')) return
        changeReservation(context, sid, { callSid: workerCallSid, postWorkActivitySid: activity })
        accept(context, sid)
      })
    },
    ended() {
      context.run(() => {
        if (isNow('accepted')) complete(context, sid)
      })
    },
  }
}
