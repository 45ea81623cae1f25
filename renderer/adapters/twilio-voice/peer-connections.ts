import type { ToneSender } from './sdk.ts'

/** The part of a browser's RTCPeerConnection that is used here. */
export interface ToneConnection {
  readonly connectionState: string
  getSenders(): readonly { readonly dtmf: ToneSender | null }[]
  addEventListener(event: 'connectionstatechange', listener: () => void): void
}

export type ToneConnectionClass = new (...given: never[]) => ToneConnection

/**
 * The connections that one Device makes. The SDK does not show them, but makes them with the class that it is given
 * (Twilio, "Device.Options: RTCPeerConnection"). A Device has one call at a time, so the newest is that of its call.
 */
export class PeerConnections {
  readonly Class: ToneConnectionClass
  #newest: ToneConnection | null = null

  constructor(Base: ToneConnectionClass) {
    const take = (made: ToneConnection) => {
      this.#newest = made
    }
    this.Class = class extends Base {
      constructor(...given: never[]) {
        super(...given)
        take(this)
      }
    }
  }

  /** Calls back once sound can pass: at once when it can already, or when the SDK has made no connection. */
  whenConnected(listener: () => void): void {
    const made = this.#newest
    if (made === null || made.connectionState === 'connected') return listener()
    let told = false
    made.addEventListener('connectionstatechange', () => {
      if (told || made.connectionState !== 'connected') return
      told = true
      listener()
    })
  }

  /** The sender of the call's tones: the first that has one, as in the SDK; null without one. */
  tones(): ToneSender | null {
    if (this.#newest?.connectionState === 'closed') this.#newest = null
    return this.#newest?.getSenders().find(({ dtmf }) => dtmf !== null)?.dtmf ?? null
  }
}
