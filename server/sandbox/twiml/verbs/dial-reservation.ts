import type { Meeting } from '../../telephony/queue/queues.ts'
import type { VerbContext } from '../run/context.ts'
import type { DialQueueVerb, Link } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** What the waiting caller hears before the two talk. Docs: voice/twiml/queue#attributes-url. */
export function announcementOf({ base }: VerbContext, { url }: DialQueueVerb): Link | null {
  return url === null ? null : { ...url, url: resolveUrl(url.url, base) }
}

/**
 * Takes the caller of a Reservation out of the queue, which accepts the Reservation. Null, with a note in the debugger, when no caller
 * waits for it. Docs: voice/twiml/queue#attributes-reservation-sid, api/errors/14215.
 */
export async function meetReserved(
  context: VerbContext,
  verb: DialQueueVerb,
  reservation: NonNullable<DialQueueVerb['reservation']>,
): Promise<{ readonly meeting: Meeting; readonly ended: () => void } | null> {
  const { services, call, base } = context
  const caller = services.tasks().reservedCaller(reservation)
  const entry = caller === null ? null : services.queues.find(caller.callSid)
  if (caller === null || entry === null) {
    const message = `Dial->Queue: Invalid ReservationSid '${reservation.sid}'. Unable to dequeue`
    services.notices.note({ level: 'error', code: 14215, message, callSid: call.sid, url: base })
    return null
  }
  const met = Promise.withResolvers<Meeting | null>()
  let requested = false
  entry.dequeue({
    kind: 'bridge',
    by: call.sid,
    announcement: announcementOf(context, verb),
    meet(meeting) {
      if (requested) return
      requested = true
      // At once: when a caller leaves the queue, a Task that nobody has accepted is canceled.
      if (meeting !== null) caller.bridged(call.sid)
      met.resolve(meeting)
    },
  })
  const meeting = await met.promise
  return meeting === null ? null : { meeting, ended: caller.ended }
}
