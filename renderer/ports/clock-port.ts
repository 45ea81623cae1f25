export interface ClockPort {
  /**
   * Milliseconds since 1970, for every duration and deadline. It begins at the wall clock's time when the page
   * begins, and then only goes forward.
   */
  now(): number
  /** Milliseconds since 1970 on this machine's wall clock, which can be set: only for times that people read. */
  wall(): number
  /** Calls `listener` about every `milliseconds`, hidden windows included, until the result is called. */
  every(milliseconds: number, listener: () => void): () => void
  after(milliseconds: number, listener: () => void): () => void
}
