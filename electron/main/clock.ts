export interface Clock {
  /** Milliseconds. */
  now(): number
  /** Runs once after `ms`. The returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
