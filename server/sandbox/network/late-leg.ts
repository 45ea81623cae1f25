import type { Leg, LegEvents } from '../telephony/audio/leg.ts'
import type { PhoneCall } from './phone-call.ts'

/**
 * A leg towards a phone that takes the phone's line only when it rings. Asking for a leg must not make the
 * phone busy, and two callers may hold legs towards one phone: the second to ring is told busy.
 */
export function createLateLeg(takeLine: (from: string, to: string) => PhoneCall | null): Leg {
  let events: LegEvents | undefined
  let leg: Leg | undefined
  return {
    kind: 'phone',
    attach(given) {
      events = given
    },
    ring(info) {
      leg = takeLine(info.from, info.to) ?? undefined
      if (!leg) {
        events?.ended({ kind: 'busy' })
        return
      }
      if (events) leg.attach(events)
      leg.ring(info)
    },
    answersAs: () => leg?.answersAs?.() ?? null,
    progress: (callSid) => leg?.progress(callSid),
    accept: (callSid) => leg?.accept(callSid),
    close: (end) => leg?.close(end),
    read: () => leg?.read() ?? null,
    write: (frame) => leg?.write(frame),
  }
}
