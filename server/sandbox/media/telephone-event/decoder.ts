import { TelephoneEventRtpPayload } from 'werift'

/** The first sixteen event codes. Docs: RFC 4733, 3.2. */
const KEYS = '0123456789*#ABCD'
const PAYLOAD_BYTES = 4

/** One RTP packet with the payload type of telephone events. */
export interface EventPacket {
  /** In samples, the same for all packets of a key: when it went down. */
  readonly timestamp: number
  /** Set in the first packet of a key. */
  readonly marker: boolean
  readonly payload: Buffer
}

export interface TelephoneEventDecoder {
  /** Takes the next packet of a stream and answers with the key of which it is the first that came, else null. */
  read(packet: EventPacket): string | null
}

interface Event {
  readonly code: number
  readonly timestamp: number
  readonly duration: number
  readonly ended: boolean
}

/**
 * Keys that come as RFC 4733 packets, each once. A key is reported at its first packet that arrives: every packet has
 * all that is needed, so a key is lost only when all of its packets are.
 */
export function createTelephoneEventDecoder(): TelephoneEventDecoder {
  let last: Event | null = null
  return {
    read({ timestamp, marker, payload }) {
      if (payload.length < PAYLOAD_BYTES) return null
      const { event: code, duration, end } = TelephoneEventRtpPayload.deSerialize(payload)
      const key = KEYS[code]
      // Sequence numbers are not looked at: what is late has an older timestamp.
      if (key === undefined || (last !== null && isLater(last.timestamp, timestamp))) return null
      const event: Event = { code, timestamp, duration, ended: end }
      const before = last
      last = before?.timestamp === timestamp ? longerOf(before, event) : event
      return before !== null && isSameKey(before, event, marker) ? null : key
    },
  }
}

/** An update, one of the repeated last packets, or the next segment of a key that is held for longer than 8 s. */
function isSameKey(before: Event, { code, timestamp }: Event, marker: boolean): boolean {
  if (before.timestamp === timestamp) return true
  const next = (before.timestamp + before.duration) >>> 0
  return !marker && !before.ended && before.code === code && next === timestamp
}

function longerOf(before: Event, event: Event): Event {
  return {
    ...event,
    duration: Math.max(before.duration, event.duration),
    ended: before.ended || event.ended,
  }
}

/** Timestamps run on from 2^32 - 1 to 0. */
function isLater(timestamp: number, than: number): boolean {
  const ahead = (timestamp - than) >>> 0
  return ahead !== 0 && ahead < 2 ** 31
}
