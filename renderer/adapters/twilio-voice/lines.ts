import type { SdkCall, SdkDevice } from './sdk.ts'

/**
 * The Devices of this desk. A Device has one call at a time (`connect` throws `InvalidStateError` while one is active),
 * so a second call has a Device of its own beside the registered one: never registered, for `connect` opens the
 * signalling by itself (Twilio, "Voice JavaScript SDK: Twilio.Device"), and so never rung. It is made when it is first
 * needed and kept, because its socket is open by then.
 */
export class Lines {
  /** The one that is to be registered. */
  readonly first: SdkDevice
  readonly #make: (token: string) => SdkDevice
  /** Those whose call the SDK is making. */
  readonly #making = new Set<SdkDevice>()
  #second: SdkDevice | null = null
  #token: string
  #speaker: string | null = null
  #microphone: string | null = null
  readonly #refusedSpeaker = new Set<SdkDevice>()
  readonly #refusedMicrophone = new Set<SdkDevice>()
  /** Those whose microphone was changed under a call. */
  readonly #changed = new Set<SdkDevice>()

  constructor(token: string, make: (token: string) => SdkDevice) {
    this.#token = token
    this.#make = (newest) => this.#followed(make(newest))
    this.first = this.#make(token)
    // The ring is ours: the SDK's would play beside it, and delays the event until it does.
    this.first.audio?.incoming(false)
  }

  /** Makes a call on the first Device if that is free, else on the second. Rejects when both have calls. */
  async connect(params: Readonly<Record<string, string>>): Promise<SdkCall> {
    const device = this.#isFree(this.first) ? this.first : (this.#second ??= this.#makeSecond())
    this.#making.add(device)
    try {
      return await device.connect({ params })
    } finally {
      this.#making.delete(device)
    }
  }

  updateToken(token: string): void {
    this.#token = token
    this.first.updateToken(token)
    this.#second?.updateToken(token)
  }

  /** Where the far side is heard; null for the system's choice. */
  useSpeaker(deviceId: string | null): void {
    this.#speaker = deviceId
    for (const device of [this.first, this.#second]) if (device !== null) this.#sendTo(device)
  }

  /** Changes the microphone under the calls that are up; null for the system's choice. */
  useMicrophone(deviceId: string | null): void {
    this.#microphone = deviceId
    for (const device of [this.first, this.#second]) {
      if (device?.isBusy !== true) continue
      this.#changed.add(device)
      this.#speakInto(device)
    }
  }

  /** What the SDK refused, because it had not listed the device yet, it is asked for again once it has. */
  #followed(device: SdkDevice): SdkDevice {
    device.audio?.on('deviceChange', () => {
      // After what the SDK chooses by itself when it finds the first devices.
      queueMicrotask(() => {
        if (this.#refusedSpeaker.has(device)) this.#sendTo(device)
        if (this.#refusedMicrophone.has(device) && device.isBusy) this.#speakInto(device)
      })
    })
    return device
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
    this.first.destroy()
    this.#second?.destroy()
  }

  #makeSecond(): SdkDevice {
    const device = this.#make(this.#token)
    // Somebody is being talked to: no chime over them when the other call begins.
    device.audio?.outgoing(false)
    if (this.#speaker !== null) this.#sendTo(device)
    return device
  }

  /** One that rings is not free either: the SDK gives up what rings when it connects. */
  #isFree(device: SdkDevice): boolean {
    return !device.isBusy && device.calls.length === 0 && !this.#making.has(device)
  }
}
