import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { VoiceEvent } from '../domain/model/events.ts'
import type { NetworkAddress } from '../domain/model/connection-state.ts'

/** Voice at this desk. Calls have our own ids. Each id ends in exactly one `voice-ended`, whatever goes wrong. */
export interface VoicePort {
  /** Builds the Device and registers it. An earlier one is destroyed and its calls end. */
  connect(access: TwilioAccess): Promise<void>
  updateToken(token: string): void
  /** Where the signalling goes. */
  addressOf(access: TwilioAccess): NetworkAddress
  /** Also beside an open call: a desk has two at most. */
  dial(id: string, callId: string): void
  answer(id: string): void
  decline(id: string): void
  mute(id: string, muted: boolean): void
  /** 0-9, * and #, after those that still wait. `voice-keys` reports their results in order. */
  sendDigits(id: string, digits: string): void
  /** Drops the keys that still wait, and reports them as lost. */
  stopKeys(id: string): void
  /** Where the far side is heard, at once; null for the system's choice. A missing device changes nothing. */
  useSpeaker(deviceId: string | null): void
  /** The microphone of the current call, at once; null for the system's choice. */
  useMicrophone(deviceId: string | null): void
  /** Ends our own leg, whatever state it is in. */
  hangUp(id: string): void
  destroy(): void
  onEvent(listener: (event: VoiceEvent) => void): () => void
}
