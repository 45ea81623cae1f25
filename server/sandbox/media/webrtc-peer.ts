import { MediaStream, MediaStreamTrack, RTCPeerConnection, usePCMU } from 'werift'
import type { RtpPacket } from 'werift'

import type { Frame } from './frame.ts'
import { createJitterQueue } from './jitter-queue.ts'
import { decodeMulaw } from './mulaw.ts'
import { createRtpSender } from './rtp-sender.ts'
import {
  telephoneEventCodec,
  telephoneEventTypeOf,
  withPcmuEventsOnly,
} from './telephone-event/codec.ts'
import { createTelephoneEventDecoder } from './telephone-event/decoder.ts'
import type { Ticker } from './ticker.ts'

/** The far end of one browser's WebRTC connection: it speaks PCMU, and hears keys as telephone events. */
export interface WebRtcPeer {
  /** Answers an offer: the first one, a renegotiation, or an ICE restart. Rejects when the SDP is unusable. */
  answer(offer: string): Promise<string>
  /** Makes the offer for a call towards the browser. */
  offer(): Promise<string>
  /** Takes the browser's answer to our offer. Rejects when the SDP is unusable. */
  accept(answer: string): Promise<void>
  /** The browser's next 20 ms, or null when none has come. */
  read(): Frame | null
  /** What the browser hears next; null is silence. */
  write(frame: Frame | null): void
  /** The next packet is lost. */
  skip(): void
  /** Frees the UDP sockets. */
  close(): Promise<void>
}

const PCMU = 0
/** A refused media section has port 0; one with telephone events alone has keys and no voice. */
const ACCEPTED_AUDIO = /^m=audio [1-9]\d* \S+(?: \d+)*? 0(?:\s|$)/mu

/**
 * One werift connection paced by `ticker`: 50 packets a second leave from its creation on, silence included,
 * so that the browser's media watchdog sees a living call.
 *
 * Telephone events are negotiated, as with Twilio; a browser that takes none has to send its keys another way. Comfort
 * noise is not. ICE is full, not lite, because lite fails with more than one candidate.
 *
 * @param onKey One key that the browser pressed: `0`-`9`, `*`, `#`, `A`-`D`.
 * @param onPacket A packet of the browser came, silence included.
 */
export function createWebRtcPeer(
  ticker: Ticker,
  onKey: (key: string) => void,
  onPacket: () => void = () => {},
): WebRtcPeer {
  const connection = new RTCPeerConnection({
    codecs: { audio: [usePCMU(), telephoneEventCodec()], video: [] },
    headerExtensions: { audio: [], video: [] },
    iceServers: [],
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceUseIpv6: false,
    iceLite: false,
    bundlePolicy: 'max-bundle',
  })
  const heard = createJitterQueue()
  const outgoing = new MediaStreamTrack({ kind: 'audio' })
  const transceiver = connection.addTransceiver(outgoing, {
    direction: 'sendrecv',
    // With a stream named in the SDP, the browser's track event carries one, which the Voice SDK plays.
    streams: [new MediaStream([outgoing])],
  })
  const sender = createRtpSender(transceiver.sender)
  const stopTicking = ticker.onTick(() => sender.tick(), 'deliver')
  const subscribed = new Set<MediaStreamTrack>()

  // werift announces a track again at every renegotiation; a second subscription would double the audio.
  connection.onTrack.subscribe((track) => {
    if (subscribed.has(track)) return
    subscribed.add(track)
    const keys = createTelephoneEventDecoder()
    track.onReceiveRtp.subscribe(({ header, payload }: RtpPacket) => {
      onPacket()
      if (header.payloadType === PCMU) heard.push(decodeMulaw(payload))
      if (header.payloadType !== telephoneEventTypeOf(transceiver.codecs)) return
      const { timestamp, marker } = header
      const key = keys.read({ timestamp, marker, payload })
      if (key !== null) onKey(key)
    })
  })

  /** Every candidate is in the description: the Voice SDK neither sends nor takes them one by one. */
  function localSdp(): string {
    const sdp = connection.localDescription?.sdp
    if (!sdp || !ACCEPTED_AUDIO.test(sdp)) throw new Error('There is no PCMU audio in common.')
    return sdp
  }

  return {
    async answer(offer) {
      const restarts = restartsOf(connection)
      await connection.setRemoteDescription({ type: 'offer', sdp: withPcmuEventsOnly(offer) })
      await connection.setLocalDescription(await connection.createAnswer())
      startRestarted(connection, restarts)
      return localSdp()
    },
    async offer() {
      await connection.setLocalDescription(await connection.createOffer())
      return localSdp()
    },
    async accept(answer) {
      await connection.setRemoteDescription({ type: 'answer', sdp: answer })
    },
    read: () => heard.read(),
    write: (frame) => sender.write(frame),
    skip: () => sender.skip(),
    async close() {
      stopTicking()
      await connection.close()
    },
  }
}

/**
 * Starts the ICE transports that an offer restarted, and only those: werift leaves them idle because DTLS is
 * up already.
 */
function startRestarted(connection: RTCPeerConnection, restartsBefore: number): void {
  if (restartsOf(connection) === restartsBefore) return
  // The browser notices a failed restart, and then tries again or ends the call.
  for (const transport of connection.iceTransports) transport.start().catch(() => {})
}

function restartsOf(connection: RTCPeerConnection): number {
  return connection.iceTransports.reduce((sum, { iceRestarts }) => sum + iceRestarts, 0)
}
