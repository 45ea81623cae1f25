import { createWebRtcPeer } from '../../media/webrtc-peer.ts'
import type { WebRtcPeer } from '../../media/webrtc-peer.ts'
import type { Ticker } from '../../media/ticker.ts'
import type { PhoneVoice } from '../../network/handset.ts'
import type { TelephoneNetwork } from '../../network/network.ts'
import type { CallerShown, PhoneView } from '../../network/phone.ts'
import { ControlError, valueOrThrow } from '../control-error.ts'

export interface CustomerPhoneDeps {
  readonly number: string
  readonly network: TelephoneNetwork
  readonly ticker: Ticker
}

/** The telephone of one person at the customer page: a phone of the network whose voice is a browser. */
export class CustomerPhone {
  readonly number: string
  readonly #network: TelephoneNetwork
  readonly #ticker: Ticker
  readonly #closing = new Set<Promise<void>>()
  #peer: WebRtcPeer | null = null
  #watcher: ((view: PhoneView) => void) | null = null

  /** Throws a ControlFault when the number is taken. */
  constructor({ number, network, ticker }: CustomerPhoneDeps) {
    this.number = number
    this.#network = network
    this.#ticker = ticker
    const voice: PhoneVoice = {
      speak: () => this.#peer?.read() ?? null,
      hear: (frame) => this.#peer?.write(frame),
    }
    valueOrThrow(network.makeForPerson(number, { voice, onChange: () => this.#onChange() }))
  }

  view(): PhoneView {
    return valueOrThrow(this.#network.view(this.number))
  }

  get watched(): boolean {
    return this.#watcher !== null
  }

  /** Calls `see` now and at every change, until the returned function is called or another watches. */
  watch(see: (view: PhoneView) => void): () => void {
    this.#watcher = see
    this.#onChange()
    return () => {
      if (this.#watcher === see) this.#watcher = null
    }
  }

  /** Dials with the browser's SDP offer; returns the SDP answer. */
  async dial(
    to: string,
    offer: string,
    shown: CallerShown,
  ): Promise<{ callSid: string; sdp: string }> {
    const state = this.view().call?.state
    if (state && state !== 'ended') throw new ControlError('phone-in-use', 'Hang up first.')
    const sdp = await this.#connect(offer)
    return { callSid: valueOrThrow(this.#network.dial(this.number, to, shown)).callSid, sdp }
  }

  /** Answers a ringing call with the browser's SDP offer; returns the SDP answer. */
  async answer(offer: string): Promise<{ sdp: string }> {
    const sdp = await this.#connect(offer)
    valueOrThrow(this.#network.answer(this.number))
    return { sdp }
  }

  hangUp(): void {
    valueOrThrow(this.#network.hangUp(this.number))
  }

  press(digits: string): void {
    valueOrThrow(this.#network.press(this.number, digits))
  }

  /** Hangs up, frees the number and the UDP sockets. */
  async close(): Promise<void> {
    this.#watcher = null
    this.#network.remove(this.number)
    this.#disconnect()
    await Promise.all(this.#closing)
  }

  #onChange(): void {
    const view = this.#network.view(this.number)
    if (!view.ok) return
    if (view.value.call?.state === 'ended') this.#disconnect()
    this.#watcher?.(view.value)
  }

  /** Connects the person's ear and mouth before the call is made, so that no word of it is lost. */
  async #connect(offer: string): Promise<string> {
    this.#disconnect()
    // A key that comes while no call is answered has no effect.
    this.#peer = createWebRtcPeer(this.#ticker, (key) => void this.#network.press(this.number, key))
    try {
      return await this.#peer.answer(offer)
    } catch {
      this.#disconnect()
      throw new ControlError('bad-request', 'sdp: this is not an offer that can be answered.')
    }
  }

  #disconnect(): void {
    const peer = this.#peer
    this.#peer = null
    if (!peer) return
    const closing = peer.close().finally(() => this.#closing.delete(closing))
    this.#closing.add(closing)
  }
}
