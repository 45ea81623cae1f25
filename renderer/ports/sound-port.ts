/** Our own sounds. Starting and stopping are idempotent. */
export interface SoundPort {
  startRinging(): void
  stopRinging(): void
  /** Once, short and low: a call waits while the agent talks. */
  beep(): void
  /** `deviceId`: null for the system's choice; `volume`: 0 to 1. */
  choose(ringer: { readonly deviceId: string | null; readonly volume: number }): void
  /** Plays the ring for a moment, to hear where it comes from. */
  sample(): void
}
