/** Average, minimum, maximum and total of durations, in whole seconds; all 0 without durations. */
export interface Spread {
  readonly avg: number
  readonly min: number
  readonly max: number
  readonly total: number
}

export function spreadOf(milliseconds: readonly number[]): Spread {
  const all = milliseconds.map((each) => Math.floor(each / 1000))
  if (all.length === 0) return { avg: 0, min: 0, max: 0, total: 0 }
  const total = all.reduce((sum, each) => sum + each, 0)
  return {
    avg: Math.floor(total / all.length),
    min: Math.min(...all),
    max: Math.max(...all),
    total,
  }
}
