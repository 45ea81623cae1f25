import { once } from 'node:events'
import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket, usePCMU } from 'werift'
import { WebSocket } from 'ws'
import { samplesOf, toneOf, toneShare } from './tone.ts'
import { until } from './until.ts'

interface Message {
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** An agent's Device as Voice signalling sees it: it registers, is rung, answers, declines, connects. */
export class DeskDevice {
  readonly #socket: WebSocket
  readonly #received: Message[] = []
  readonly #opened: Promise<unknown>
  readonly #says: () => Buffer
  #media: RTCPeerConnection | null = null
  #callSid: unknown = null
  #heard: readonly number[] = []
  #stopSpeaking: () => void = () => {}

  /** `hz` is the tone that its agent says without end. */
  constructor(signalling: string, hz = 300) {
    this.#says = toneOf(hz)
    this.#socket = new WebSocket(`ws://${signalling}/signal`)
    this.#opened = once(this.#socket, 'open')
    this.#socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.trim() === '') this.#socket.send('\n')
      else this.#received.push(JSON.parse(text))
    })
  }

  async register(token: string): Promise<void> {
    await this.listen(token)
    this.#send('register', { media: { audio: true } })
    await this.#next('ready')
  }

  /** It may connect now, and is not rung: as a second Device beside one that registers. */
  async listen(token: string): Promise<void> {
    await this.#opened
    this.#send('listen', { token, reconnectTimeout: 0, browserinfo: {} })
    await this.#next('connected')
  }

  /** Waits until it is rung; the custom parameters come with the invitation. */
  async rung(): Promise<{ readonly callSid: string; readonly params: URLSearchParams }> {
    const invite = await this.#next('invite')
    const parameters = invite['parameters'] as Record<string, string>
    return {
      callSid: String(invite['callsid']),
      params: new URLSearchParams(parameters['Params'] ?? ''),
    }
  }

  async answer(): Promise<void> {
    const invite = await this.#next('invite')
    const media = this.#open()
    await media.setRemoteDescription({ type: 'offer', sdp: String(invite['sdp']) })
    await media.setLocalDescription(await media.createAnswer())
    this.#callSid = invite['callsid']
    this.#send('answer', { callsid: this.#callSid, sdp: media.localDescription?.sdp ?? '' })
  }

  async decline(): Promise<void> {
    const { callSid } = await this.rung()
    this.#send('reject', { callsid: callSid })
    this.forget()
  }

  async connect(params: Readonly<Record<string, string>>): Promise<void> {
    const media = this.#open()
    await media.setLocalDescription(await media.createOffer())
    const twilio = { params: new URLSearchParams(params).toString() }
    const sdp = media.localDescription?.sdp ?? ''
    this.#send('invite', { callsid: 'TJS-desk', sdp, twilio })
    const answer = await this.#next('answer')
    this.#callSid = answer['callsid']
    await media.setRemoteDescription({ type: 'answer', sdp: String(answer['sdp']) })
  }

  /** The rung call was taken back. */
  canceled(): Promise<unknown> {
    return this.#next('cancel')
  }

  ended(): Promise<unknown> {
    return this.#next('hangup')
  }

  /** What was received so far no longer counts. */
  forget(): void {
    this.#received.length = 0
  }

  /** How much of what is heard is this tone, 0…1, over the last 0.4 s. */
  hears(hz: number): number {
    return toneShare(this.#heard, hz)
  }

  /** As a page that is left: it hangs up first. */
  async close(): Promise<void> {
    this.#stopSpeaking()
    if (this.#callSid !== null) this.#send('hangup', { callsid: this.#callSid })
    this.#socket.close()
    await this.#media?.close()
  }

  /** As a machine whose power is gone: nothing is said, nothing more is sent. */
  die(): void {
    this.#stopSpeaking()
    this.#socket.terminate()
  }

  #send(type: string, payload: object): void {
    this.#socket.send(JSON.stringify({ type, version: '1.6', payload }))
  }

  #next(type: string): Promise<Message['payload']> {
    return until(`the Device receives ${type}`, () => {
      return this.#received.find((message) => message.type === type)?.payload
    })
  }

  #open(): RTCPeerConnection {
    const media = new RTCPeerConnection({
      codecs: { audio: [usePCMU()], video: [] },
      iceServers: [],
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceUseIpv6: false,
    })
    const { sender } = media.addTransceiver(new MediaStreamTrack({ kind: 'audio' }))
    let sequenceNumber = 0
    const speaking = setInterval(() => {
      sequenceNumber = (sequenceNumber + 1) & 0xffff
      const timestamp = sequenceNumber * 160
      const header = new RtpHeader({ payloadType: 0, sequenceNumber, timestamp })
      // Before the connection stands there is nobody to hear it.
      sender.sendRtp(new RtpPacket(header, this.#says())).catch(() => undefined)
    }, 20)
    this.#stopSpeaking()
    this.#stopSpeaking = () => clearInterval(speaking)
    this.#heard = []
    media.onTrack.subscribe((track) =>
      track.onReceiveRtp.subscribe(({ payload }) => {
        this.#heard = [...this.#heard, ...samplesOf(payload)].slice(-3200)
      }),
    )
    this.#media = media
    return media
  }
}
