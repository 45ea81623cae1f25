import { RTCRtpCodecParameters } from 'werift'

/** The clock of PCMU, and so of its telephone events. Docs: RFC 4733, 2.4.1. */
const CLOCK_RATE = 8000
/** The payload type that an offer of ours gives it; an answer takes over that of the other side's offer. */
const OFFERED_AS = 101

export function telephoneEventCodec(): RTCRtpCodecParameters {
  return new RTCRtpCodecParameters({
    mimeType: 'audio/telephone-event',
    clockRate: CLOCK_RATE,
    channels: 1,
    payloadType: OFFERED_AS,
    // The sixteen keys, without the events of modems and exchanges.
    parameters: '0-15',
  })
}

/** Under which payload type telephone events come; null where none were negotiated. */
export function telephoneEventTypeOf(codecs: readonly RTCRtpCodecParameters[]): number | null {
  const found = codecs.find(({ name }) => name.toLowerCase() === 'telephone-event')
  return found?.payloadType ?? null
}

/**
 * An offer without telephone events on another clock than PCMU's. A browser offers them for Opus, too, and first, and
 * werift goes by the name alone: it would answer 48000, and the browser would hold every key for six times as long.
 */
export function withPcmuEventsOnly(offer: string): string {
  return offer.replaceAll(/^a=rtpmap:\d+ telephone-event\/(?!8000\b).*\r?\n/gimu, '')
}
