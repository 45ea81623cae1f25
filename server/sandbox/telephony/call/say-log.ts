import type { Clock } from '../../clock.ts'

/** What a `<Say>` said to a call. */
export interface SayEntry {
  readonly callSid: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly text: string
  /** As the document has them; empty when it has none. */
  readonly voice: string
  readonly language: string
}

export interface SayLog {
  add(said: Omit<SayEntry, 'at'>): void
  /** The oldest first; of one call, when it is named. */
  list(callSid?: string): readonly SayEntry[]
  clear(): void
}

const KEPT = 1000

/** The text of what was spoken, because a test cannot listen. */
export function createSaidLog(clock: Clock): SayLog {
  const kept: SayEntry[] = []
  return {
    add(said) {
      kept.push({ ...said, at: clock.now() })
      if (kept.length > KEPT) kept.shift()
    },
    list: (callSid) =>
      callSid === undefined ? [...kept] : kept.filter((said) => said.callSid === callSid),
    clear() {
      kept.length = 0
    },
  }
}
