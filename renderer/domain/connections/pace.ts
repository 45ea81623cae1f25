/** How often something was done recently, so that a loop gets slower and slower. */
export interface Pace {
  /** When it was last done, this machine's clock; null before the first time. */
  readonly lastAt: number | null
  /** How often it was done without a long pause between. */
  readonly inRow: number
}

export const unpaced: Pace = { lastAt: null, inRow: 0 }

/** The pause after the first, the second and so on. Two at once are no loop yet. */
const PAUSES_MS = [0, 0, 2_000, 4_000, 8_000, 16_000] as const
const LONGEST_PAUSE_MS = 30_000
/** Well above the longest pause, so that a loop never counts as quiet. */
const QUIET_MS = 120_000

export function withOneMore({ lastAt, inRow }: Pace, at: number): Pace {
  const quiet = lastAt === null || at - lastAt >= QUIET_MS
  return { lastAt: at, inRow: quiet ? 1 : inRow + 1 }
}

/** When it may be done next, this machine's clock. */
export function nextAt({ lastAt, inRow }: Pace): number {
  return lastAt === null ? 0 : lastAt + (PAUSES_MS[inRow] ?? LONGEST_PAUSE_MS)
}
