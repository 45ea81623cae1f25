export interface ClockPort {
  /**
   * Milliseconds since 1970 as the wall clock had it when the page began, and from then on only forward, a second each
   * second, whatever the wall clock is set to: for every duration and deadline.
   */
  now(): number
  /** Milliseconds since 1970 on this machine's wall clock, which can be set: for what is read as a time of day. */
  wall(): number
  /** Calls `listener` about every `milliseconds`, hidden windows included, until the result is called. */
  every(milliseconds: number, listener: () => void): () => void
  after(milliseconds: number, listener: () => void): () => void
}
