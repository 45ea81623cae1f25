/** Our own sounds. Starting and stopping are idempotent. */
export interface SoundPort {
  startRinging(): void
  stopRinging(): void
  /** Once, short and low: a call waits while the agent talks. */
  beep(): void
}
