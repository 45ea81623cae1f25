import type { PeerConnections } from './peer-connections.ts'
import type { SdkCall, SdkDevice } from './sdk.ts'

/** A Device, and the connections that it makes for its calls. */
export interface OpenDevice {
  readonly device: SdkDevice
  readonly connections: PeerConnections
}

/** A call of the SDK, and the connections of the Device that has it. */
export interface DeviceCall {
  readonly call: SdkCall
  readonly connections: PeerConnections
}

/**
 * The Devices of this desk. A Device has one call at a time (`connect` throws `InvalidStateError` while one is active),
 * so a second call has a Device of its own beside the registered one: never registered, for `connect` opens the
 * signalling by itself (Twilio, "Voice JavaScript SDK: Twilio.Device"), and so never rung. It is made when it is first
 * needed and kept, because its socket is open by then.
 */
export class Devices {
  /** The one that is to be registered. */
  readonly first: OpenDevice
  readonly #make: (token: string) => OpenDevice
  /** Those whose call the SDK is making. */
  readonly #making = new Set<OpenDevice>()
  #second: OpenDevice | null = null
  #token: string
  #speaker: string | null = null
  #microphone: string | null = null
  readonly #refusedSpeaker = new Set<SdkDevice>()
  readonly #refusedMicrophone = new Set<SdkDevice>()
  /** Those whose microphone was changed under a call. */
  readonly #changed = new Set<SdkDevice>()

  constructor(token: string, make: (token: string) => OpenDevice) {
    this.#token = token
    this.#make = (newest) => this.#follow(make(newest))
    this.first = this.#make(token)
    // The ring is ours: the SDK's would play beside it, and delays the event until it does.
    this.first.device.audio?.incoming(false)
  }

  /** Makes a call on the first Device if that is free, else on the second. Rejects when both have calls. */
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

  /** Changes the microphone under the calls that are up; null for the system's choice. */
  useMicrophone(deviceId: string | null): void {
    this.#microphone = deviceId
    for (const device of this.#devices()) {
      if (!device.isBusy) continue
      this.#changed.add(device)
      this.#speakInto(device)
    }
  }

  /** What the SDK refused, because it had not listed the device yet, it is asked for again once it has. */
  #follow(opened: OpenDevice): OpenDevice {
    const { device } = opened
    device.audio?.on('deviceChange', () => {
      // After what the SDK chooses by itself when it finds the first devices.
      queueMicrotask(() => {
        if (this.#refusedSpeaker.has(device)) this.#sendTo(device)
        if (this.#refusedMicrophone.has(device) && device.isBusy) this.#speakInto(device)
      })
    })
    return opened
  }

  #speakInto(device: SdkDevice): void {
    this.#refusedMicrophone.delete(device)
    // A device that is not there: the call keeps the one that it has.
    device.audio
      ?.setInputDevice(this.#microphone ?? 'default')
      .catch(() => this.#refusedMicrophone.add(device))
  }

  /** A call is over: a microphone that was changed under it is let go, so that the next call asks for its own. */
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
    // A device that is not there: the far side stays where it can be heard.
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
    // Somebody is being talked to: no chime over them when the other call begins.
    opened.device.audio?.outgoing(false)
    if (this.#speaker !== null) this.#sendTo(opened.device)
    return opened
  }

  /** One that rings is not free either: the SDK gives up what rings when it connects. */
  #isFree(opened: OpenDevice): boolean {
    const { isBusy, calls } = opened.device
    return !isBusy && calls.length === 0 && !this.#making.has(opened)
  }
}
