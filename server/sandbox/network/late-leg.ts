import type { Leg, LegEvents } from '../telephony/audio/leg.ts'
import type { PhoneCall } from './phone-call.ts'

/**
 * A leg towards a phone that makes the phone busy only when it rings. Creating a leg must not make the
 * phone busy, and two callers may have legs towards one phone: the second to ring gets busy.
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
        events?.onEnded({ kind: 'busy' })
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
