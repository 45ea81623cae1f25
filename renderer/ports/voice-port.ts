import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { VoiceEvent } from '../domain/model/events.ts'
import type { NetworkAddress } from '../domain/model/connection-state.ts'

/**
 * Voice at this desk. Calls are known by our own ids; every id that was given out or taken in `dial`
 * ends in exactly one `voice-ended`, whatever goes wrong.
 */
export interface VoicePort {
  /** Builds the Device and registers it; one that was there before is destroyed, its calls ended. */
  connect(access: TwilioAccess): Promise<void>
  updateToken(token: string): void
  /** Where the signalling goes. */
  addressOf(access: TwilioAccess): NetworkAddress
  /** Beside a call that is open, too: a desk has two at most. */
  dial(id: string, callId: string): void
  answer(id: string): void
  decline(id: string): void
  mute(id: string, muted: boolean): void
  /** 0-9, * and #, after those that are not out yet. What became of them is told in `voice-keys`, in their order. */
  sendDigits(id: string, digits: string): void
  /** Keys that are not out yet go nowhere, and are told as lost. */
  stopKeys(id: string): void
  /** Where the far side is heard, at once; null for the system's choice. A device that is gone changes nothing. */
  useSpeaker(deviceId: string | null): void
  /** The microphone of a call that is up, at once; null for the system's choice. Later calls ask for theirs. */
  useMicrophone(deviceId: string | null): void
  /** Ends our own leg, whatever state it is in. */
  hangUp(id: string): void
  destroy(): void
  onEvent(listener: (event: VoiceEvent) => void): () => void
}
