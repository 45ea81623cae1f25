import { RtpHeader, RtpPacket } from 'werift'
import type { RTCRtpSender } from 'werift'

import { FRAME_SAMPLES } from './frame.ts'
import type { Frame } from './frame.ts'
import { encodeMulaw } from './mulaw.ts'

const PCMU = 0
const SILENCE = Buffer.alloc(FRAME_SAMPLES, 0xff)

export interface PacedSender {
  /** What the next tick sends; null is silence. */
  write(frame: Frame | null): void
  /** The next tick's packet is lost: its number is used and nothing leaves. */
  skip(): void
  /** Sends one packet. Sequence numbers and timestamps run on through hold, silence and renegotiation. */
  tick(): void
}

/** Turns frames into a continuous RTP stream. werift drops packets before the connection is up. */
export function createRtpSender(sender: RTCRtpSender): PacedSender {
  let next: Buffer | null = null
  let skips = false
  let sequenceNumber = 0
  let timestamp = 0
  return {
    write(frame) {
      // At once: the frame is overwritten in the next tick.
      next = frame && Buffer.from(encodeMulaw(frame).buffer)
    },
    skip() {
      skips = true
    },
    tick() {
      const payload = next ?? SILENCE
      next = null
      sequenceNumber = (sequenceNumber + 1) & 0xffff
      timestamp = (timestamp + FRAME_SAMPLES) >>> 0
      if (skips) {
        skips = false
        return
      }
      const header = new RtpHeader({ payloadType: PCMU, sequenceNumber, timestamp })
      // The socket may close between two ticks; a lost packet is what UDP promises anyway.
      sender.sendRtp(new RtpPacket(header, payload)).catch(() => {})
    },
  }
}
