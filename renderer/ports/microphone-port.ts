import type { SoundDevice } from '../../electron/contract/settings.ts'
import type { MicrophoneState } from '../domain/model/connection-state.ts'

/** Whether there is a microphone that we may use, and one held open before a call. */
export interface MicrophonePort {
  /** Asks for permission if necessary, opens the device once and releases it. */
  check(): Promise<void>
  /** The microphone to open from now on; null for the system's choice. */
  prefer(device: SoundDevice): void
  /** Opens the device so that the next call finds it open. */
  warm(): void
  /** Releases the device unless a call has taken it. */
  cool(): void
  onState(listener: (state: MicrophoneState) => void): () => void
  close(): void
}
