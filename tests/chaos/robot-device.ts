import { once } from 'node:events'
import { MediaStreamTrack, RTCPeerConnection, usePCMU } from 'werift'
import { WebSocket } from 'ws'

interface Message {
  readonly type: string
  readonly payload?: Readonly<Record<string, unknown>>
}

export interface RobotDeviceEvents {
  rung(callSid: string): void
}

/** A Device as Voice signalling sees it, with media that connects and says nothing. */
export class RobotDevice {
  readonly #socket: WebSocket
  readonly #events: RobotDeviceEvents
  readonly #offers = new Map<string, string>()
  readonly #media = new Map<string, RTCPeerConnection>()
  #ready: () => void = () => undefined

  static async register(
    signalling: string,
    token: string,
    events: RobotDeviceEvents,
  ): Promise<RobotDevice> {
    const device = new RobotDevice(signalling, events)
    await once(device.#socket, 'open')
    const ready = new Promise<void>((resolve) => {
      device.#ready = resolve
    })
    device.#send('listen', { token, reconnectTimeout: 0, browserinfo: {} })
    device.#send('register', { media: { audio: true } })
    await ready
    return device
  }

  constructor(signalling: string, events: RobotDeviceEvents) {
    this.#events = events
    this.#socket = new WebSocket(`ws://${signalling}/signal`)
    this.#socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.trim() === '') this.#socket.send('\n')
      else this.#on(JSON.parse(text) as Message)
    })
  }

  async answer(callSid: string): Promise<void> {
    const offer = this.#offers.get(callSid)
    if (offer === undefined) return
    const media = this.#open(callSid)
    await media.setRemoteDescription({ type: 'offer', sdp: offer })
    await media.setLocalDescription(await media.createAnswer())
    this.#send('answer', { callsid: callSid, sdp: media.localDescription?.sdp ?? '' })
  }

  decline(callSid: string): void {
    if (this.#offers.has(callSid)) this.#send('reject', { callsid: callSid })
  }

  /** Calls with these custom parameters, as the page does for an outbound call. */
  async connect(params: Readonly<Record<string, string>>): Promise<void> {
    const name = `TJS-${params['callId'] ?? ''}`
    const media = this.#open(name)
    await media.setLocalDescription(await media.createOffer())
    const twilio = { params: new URLSearchParams(params).toString() }
    this.#send('invite', { callsid: name, sdp: media.localDescription?.sdp ?? '', twilio })
  }

  /** As a page that is left: it hangs up first. */
  async close(): Promise<void> {
    for (const callsid of this.#media.keys()) this.#send('hangup', { callsid })
    this.#socket.close()
    await Promise.all([...this.#media.values()].map((media) => media.close()))
  }

  #on({ type, payload = {} }: Message): void {
    const callSid = String(payload['callsid'])
    if (type === 'ready') this.#ready()
    if (type === 'invite') {
      this.#offers.set(callSid, String(payload['sdp']))
      this.#events.rung(callSid)
    }
    if (type === 'answer') this.#take(callSid, String(payload['sdp']))
    if (type === 'cancel' || type === 'hangup') this.#forget(callSid)
  }

  /** The answer to a call of ours has the real SID; ours is the one that has none yet. */
  #take(callSid: string, sdp: string): void {
    const name = [...this.#media.keys()].find((each) => each.startsWith('TJS-'))
    const media = name === undefined ? undefined : this.#media.get(name)
    if (name === undefined || media === undefined) return
    this.#media.delete(name)
    this.#media.set(callSid, media)
    media.setRemoteDescription({ type: 'answer', sdp }).catch(() => undefined)
  }

  #forget(callSid: string): void {
    this.#offers.delete(callSid)
    void this.#media.get(callSid)?.close()
    this.#media.delete(callSid)
  }

  #send(type: string, payload: object): void {
    if (this.#socket.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify({ type, version: '1.6', payload }))
  }

  #open(name: string): RTCPeerConnection {
    const media = new RTCPeerConnection({
      codecs: { audio: [usePCMU()], video: [] },
      iceServers: [],
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceUseIpv6: false,
    })
    media.addTransceiver(new MediaStreamTrack({ kind: 'audio' }))
    this.#media.set(name, media)
    return media
  }
}
