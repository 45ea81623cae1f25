export interface ClockPort {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `listener` about every `milliseconds`, hidden windows included, until the result is called. */
  every(milliseconds: number, listener: () => void): () => void
  after(milliseconds: number, listener: () => void): () => void
}
