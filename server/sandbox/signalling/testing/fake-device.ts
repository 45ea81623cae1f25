import { MediaStreamTrack, RTCPeerConnection, usePCMU } from 'werift'
import type { RtpPacket } from 'werift'
import { WebSocket } from 'ws'

import { createJitterQueue } from '../../media/jitter-queue.ts'
import { createMeter } from '../../media/meter.ts'
import { decodeMulaw } from '../../media/mulaw.ts'
import { createRtpSender } from '../../media/rtp-sender.ts'
import { toneSource } from '../../media/sources.ts'
import type { Ticker } from '../../media/ticker.ts'

interface Message {
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** A Device as the Voice SDK is on the wire. Its microphone is a tone, and it measures what it hears. */
export class FakeDevice {
  readonly received: Message[] = []
  readonly ear = createMeter()
  /** RTP packets that came. */
  packets = 0
  /** Heartbeats that it echoed. */
  beats = 0
  #silent = false
  #socket: WebSocket | undefined
  #media: RTCPeerConnection | undefined
  #stop = (): void => {}
  readonly #ticker: Ticker
  readonly #hz: number

  constructor(ticker: Ticker, hz: number) {
    this.#ticker = ticker
    this.#hz = hz
  }

  async connect(port: number): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`)
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (this.#silent) return
      if (text === '\n') {
        socket.send('\n')
        this.beats++
      } else this.received.push(JSON.parse(text))
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve())
      socket.once('error', reject)
    })
  }

  send(type: string, payload: object): void {
    this.sendText(JSON.stringify({ type, version: '1.6', payload }))
  }

  /** Sends what no Device sends. */
  sendText(text: string): void {
    this.#socket?.send(text)
  }

  listen(token: string): void {
    this.send('listen', { token, reconnectTimeout: 30, browserinfo: { p: 'browser' } })
  }

  /** Cuts the socket as a lost network does. */
  drop(): void {
    this.#socket?.terminate()
  }

  /** Says nothing more, as behind a cable that is cut: the socket stays open, and echoes nothing. */
  async fallSilent(): Promise<void> {
    this.#silent = true
    await this.stopMedia()
  }

  async stopMedia(): Promise<void> {
    this.#stop()
    await this.#media?.close()
  }

  types(): string[] {
    return this.received.map(({ type }) => type)
  }

  /** The newest message of this type. */
  last(type: string): Readonly<Record<string, unknown>> | undefined {
    return this.received.findLast((message) => message.type === type)?.payload
  }

  count(type: string): number {
    return this.received.filter((message) => message.type === type).length
  }

  async offer(options: { iceRestart?: boolean } = {}): Promise<string> {
    const media = this.#open()
    await media.setLocalDescription(await media.createOffer(options))
    return media.localDescription?.sdp ?? ''
  }

  async takeAnswer(sdp: string): Promise<void> {
    const media = this.#open()
    await media.setRemoteDescription({ type: 'answer', sdp })
    // werift leaves a restarted ICE transport idle, where a browser starts it.
    for (const transport of media.iceTransports) {
      if (transport.iceRestarts > 0) void transport.start()
    }
  }

  async answer(sdp: string): Promise<string> {
    const media = this.#open()
    await media.setRemoteDescription({ type: 'offer', sdp })
    await media.setLocalDescription(await media.createAnswer())
    return media.localDescription?.sdp ?? ''
  }

  async close(): Promise<void> {
    this.#socket?.terminate()
    await this.stopMedia()
  }

  #open(): RTCPeerConnection {
    if (this.#media) return this.#media
    const media = new RTCPeerConnection({
      codecs: { audio: [usePCMU()], video: [] },
      iceServers: [],
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceUseIpv6: false,
    })
    const track = new MediaStreamTrack({ kind: 'audio' })
    const sender = createRtpSender(media.addTransceiver(track).sender)
    const heard = createJitterQueue()
    const tone = toneSource(this.#hz)
    const seen = new Set<MediaStreamTrack>()
    media.onTrack.subscribe((remote) => {
      if (seen.has(remote)) return
      seen.add(remote)
      remote.onReceiveRtp.subscribe((packet: RtpPacket) => {
        this.packets++
        heard.push(decodeMulaw(packet.payload))
      })
    })
    this.#stop = this.#ticker.onTick(() => {
      this.ear.write(heard.read())
      sender.write(tone.read())
      sender.tick()
    })
    this.#media = media
    return media
  }
}
