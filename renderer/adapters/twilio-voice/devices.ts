import type { PeerConnections } from './peer-connections.ts'
import type { SdkCall, SdkDevice } from './sdk.ts'

export interface OpenDevice {
  readonly device: SdkDevice
  readonly connections: PeerConnections
}

export interface DeviceCall {
  readonly call: SdkCall
  readonly connections: PeerConnections
}

/**
 * The Devices of this desk. A Device has one call at a time (`connect` throws `InvalidStateError` while one is
 * active), so a second call has its own Device. That one is never registered, so it never rings: `connect` opens the
 * signalling by itself (Twilio, "Voice JavaScript SDK: Twilio.Device"). It is kept after its first call, because its
 * socket is open by then.
 */
export class Devices {
  /** The one that is to be registered. */
  readonly first: OpenDevice
  readonly #make: (token: string) => OpenDevice
  /** Devices whose call the SDK is making. */
  readonly #making = new Set<OpenDevice>()
  #second: OpenDevice | null = null
  #token: string
  #speaker: string | null = null
  #microphone: string | null = null
  readonly #refusedSpeaker = new Set<SdkDevice>()
  readonly #refusedMicrophone = new Set<SdkDevice>()
  /** Devices whose microphone was changed during a call. */
  readonly #changed = new Set<SdkDevice>()

  constructor(token: string, make: (token: string) => OpenDevice) {
    this.#token = token
    this.#make = (newest) => this.#follow(make(newest))
    this.first = this.#make(token)
    // We play the ring. The SDK's would play too, and would delay the event.
    this.first.device.audio?.incoming(false)
  }

  /** Makes a call on the first Device if it is free, else on the second. Rejects when both have calls. */
  async connect(params: Readonly<Record<string, string>>): Promise<DeviceCall> {
    const opened = this.#isFree(this.first) ? this.first : (this.#second ??= this.#makeSecond())
    this.#making.add(opened)
    try {
      return { call: await opened.device.connect({ params }), connections: opened.connections }
    } finally {
      this.#making.delete(opened)
    }
  }

  updateToken(token: string): void {
    this.#token = token
    for (const device of this.#devices()) device.updateToken(token)
  }

  /** Where the far side is heard; null for the system's choice. */
  useSpeaker(deviceId: string | null): void {
    this.#speaker = deviceId
    for (const device of this.#devices()) this.#sendTo(device)
  }

  /** Changes the microphone of calls that are up; null for the system's choice. */
  useMicrophone(deviceId: string | null): void {
    this.#microphone = deviceId
    for (const device of this.#devices()) {
      if (!device.isBusy) continue
      this.#changed.add(device)
      this.#speakInto(device)
    }
  }

  /** The SDK refuses a device that it has not listed yet: it gets the same request again after it has. */
  #follow(opened: OpenDevice): OpenDevice {
    const { device } = opened
    device.audio?.on('deviceChange', () => {
      // After the SDK's own choice when it finds the first devices.
      queueMicrotask(() => {
        if (this.#refusedSpeaker.has(device)) this.#sendTo(device)
        if (this.#refusedMicrophone.has(device) && device.isBusy) this.#speakInto(device)
      })
    })
    return opened
  }

  #speakInto(device: SdkDevice): void {
    this.#refusedMicrophone.delete(device)
    // If the device is missing, the call keeps its microphone.
    device.audio
      ?.setInputDevice(this.#microphone ?? 'default')
      .catch(() => this.#refusedMicrophone.add(device))
  }

  /** After a call, a microphone that was changed during it is released, so that the next call opens its own. */
  rest(): void {
    for (const device of this.#changed) {
      if (device.isBusy) continue
      this.#changed.delete(device)
      this.#refusedMicrophone.delete(device)
      device.audio?.unsetInputDevice().catch(() => undefined)
    }
  }

  #sendTo(device: SdkDevice): void {
    this.#refusedSpeaker.delete(device)
    // If the device is missing, the far side stays where it is heard.
    device.audio?.speakerDevices
      .set(this.#speaker ?? 'default')
      .catch(() => this.#refusedSpeaker.add(device))
  }

  destroy(): void {
    for (const device of this.#devices()) device.destroy()
  }

  #devices(): readonly SdkDevice[] {
    return [this.first, this.#second].flatMap((opened) => opened?.device ?? [])
  }

  #makeSecond(): OpenDevice {
    const opened = this.#make(this.#token)
    // No chime over the current call when the other one begins.
    opened.device.audio?.outgoing(false)
    if (this.#speaker !== null) this.#sendTo(opened.device)
    return opened
  }

  /** A Device that rings is not free either: the SDK drops its ring when it connects. */
  #isFree(opened: OpenDevice): boolean {
    const { isBusy, calls } = opened.device
    return !isBusy && calls.length === 0 && !this.#making.has(opened)
  }
}
