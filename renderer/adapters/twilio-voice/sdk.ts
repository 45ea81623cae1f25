import type { SdkSound } from './sound-rest.ts'

/**
 * The part of the Voice SDK that is used here. Its own types need Node's EventEmitter, which a browser program has no
 * types for. A test can replace these with a plain emitter.
 */
export interface SdkError {
  readonly code?: number
}

export interface SdkCall {
  readonly parameters: Readonly<Record<string, string | undefined>>
  readonly customParameters: ReadonlyMap<string, string>
  status(): string
  accept(): void
  reject(): void
  disconnect(): void
  mute(muted: boolean): void
  sendDigits(digits: string): void
  on(event: 'accept' | 'cancel' | 'reject' | 'disconnect', listener: () => void): unknown
  on(event: 'reconnecting' | 'error', listener: (error: SdkError) => void): unknown
  on(event: 'reconnected' | 'transportClose', listener: () => void): unknown
  on(event: 'warning' | 'warning-cleared', listener: (name: string) => void): unknown
}

/** The part of a browser's RTCDTMFSender that is used here. */
export interface ToneSender {
  /** Telephone events are negotiated, and the sender is up. */
  readonly canInsertDTMF: boolean
  insertDTMF(tones: string): void
  addEventListener(event: 'tonechange', listener: (event: { readonly tone: string }) => void): void
  removeEventListener(
    event: 'tonechange',
    listener: (event: { readonly tone: string }) => void,
  ): void
}

export interface SdkDevice {
  /** It has a call that was accepted and is not over. */
  readonly isBusy: boolean
  /** Those that ring. */
  readonly calls: readonly SdkCall[]
  readonly audio: {
    incoming(enabled: boolean): unknown
    outgoing(enabled: boolean): unknown
    /** Changes the microphone during a call, and keeps it open until it is unset. Rejects for a missing device. */
    setInputDevice(deviceId: string): Promise<unknown>
    /** Rejects while a call is up. */
    unsetInputDevice(): Promise<unknown>
    /** Rejects for a missing device, and when the browser offers no choice. */
    readonly speakerDevices: { set(deviceId: string): Promise<unknown> }
    /** The SDK has listed the devices again. It refuses new ones until then. */
    on(event: 'deviceChange', listener: () => void): unknown
  } | null
  register(): Promise<void>
  connect(options: { readonly params: Readonly<Record<string, string>> }): Promise<SdkCall>
  updateToken(token: string): void
  destroy(): void
  on(event: 'registered' | 'registering' | 'unregistered', listener: () => void): unknown
  on(event: 'incoming', listener: (call: SdkCall) => void): unknown
  on(event: 'error', listener: (error: SdkError) => void): unknown
}

export type MakeDevice = (token: string, options: Readonly<Record<string, unknown>>) => SdkDevice

/** Loads the SDK only now, so that its module finds the WebSocket of `allowLoopbackSignalling`. */
export async function loadVoiceSdk(): Promise<MakeDevice> {
  const { Device } = await import('@twilio/voice-sdk')
  // The cast: some options are not in the SDK's types, and its emitter has no types here.
  return (token, options) => new Device(token, options) as unknown as SdkDevice
}

/** The AudioContext of all Devices; null before the first Device. */
export async function loadVoiceSound(): Promise<SdkSound | null> {
  const { Device } = await import('@twilio/voice-sdk')
  return Device.audioContext ?? null
}
