import type { SdkSound } from './sound-rest.ts'

/**
 * As much of the Voice SDK as is used here. Its own types rest on Node's EventEmitter, which a browser
 * program has no types for; these can be stood in for by a plain emitter in a test.
 */
export interface SdkError {
  readonly code?: number
  readonly message?: string
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

/** As much of a browser's RTCDTMFSender as is used here. */
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
  readonly state: string
  /** It has a call that was accepted and is not over. */
  readonly isBusy: boolean
  /** Those that ring. */
  readonly calls: readonly SdkCall[]
  readonly audio: {
    incoming(enabled: boolean): unknown
    outgoing(enabled: boolean): unknown
    /** Changes the microphone under a call, and keeps it open until it is unset. Rejects for one that is not there. */
    setInputDevice(deviceId: string): Promise<unknown>
    /** Rejects while a call is up. */
    unsetInputDevice(): Promise<unknown>
    /** Rejects for a device that is not there, and where the browser offers no choice. */
    readonly speakerDevices: { set(deviceId: string): Promise<unknown> }
    /** The SDK has listed the devices again. Until then it refuses those that are new. */
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

/** Loads the SDK: only now is its module evaluated, so that it finds the WebSocket meant for it. */
export async function loadVoiceSdk(): Promise<MakeDevice> {
  const { Device } = await import('@twilio/voice-sdk')
  // The cast: the SDK has options that its types leave out, and its emitter has no types here.
  return (token, options) => new Device(token, options) as unknown as SdkDevice
}

/** The one AudioContext of all Devices, from the first Device on. */
export async function loadVoiceSound(): Promise<SdkSound | null> {
  const { Device } = await import('@twilio/voice-sdk')
  return Device.audioContext ?? null
}
