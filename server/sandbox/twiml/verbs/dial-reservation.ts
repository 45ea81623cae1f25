import type { Meeting } from '../../telephony/queue/queues.ts'
import type { VerbContext } from '../run/context.ts'
import type { DialQueueVerb, Link } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** What the one who waited hears before the two talk. Docs: voice/twiml/queue#attributes-url. */
export function announcementOf({ base }: VerbContext, { url }: DialQueueVerb): Link | null {
  return url === null ? null : { ...url, url: resolveUrl(url.url, base) }
}

/**
 * Takes the caller of a Reservation out of the queue, which accepts the Reservation. Null, and noted, when no caller
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
  let asked = false
  entry.dequeue({
    kind: 'bridge',
    by: call.sid,
    announcement: announcementOf(context, verb),
    meet(meeting) {
      if (asked) return
      asked = true
      // At once: a caller who leaves the queue takes along a Task that nobody has accepted.
      if (meeting !== null) caller.bridged(call.sid)
      met.resolve(meeting)
    },
  })
  const meeting = await met.promise
  return meeting === null ? null : { meeting, ended: caller.ended }
}
