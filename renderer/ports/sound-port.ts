/** Our own sounds. Both are idempotent. */
export interface SoundPort {
  startRinging(): void
  stopRinging(): void
}
