import type { SoundDevice } from '../../electron/contract/settings.ts'
import type { MicrophoneState } from '../domain/model/connection-state.ts'

/** The microphone: whether there is one that we may use, and one held open while a call is coming. */
export interface MicrophonePort {
  /** Asks for permission when need be, opens the device once and lets it go. */
  check(): Promise<void>
  /** The microphone to open from now on, looked up each time; null for the system's choice. */
  prefer(device: SoundDevice): void
  /** Opens the device so that the next call finds it open. */
  warm(): void
  /** Lets the device go unless a call has taken it. */
  cool(): void
  onState(listener: (state: MicrophoneState) => void): () => void
  close(): void
}
