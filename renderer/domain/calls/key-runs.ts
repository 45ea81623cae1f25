/** Keys pressed one after another with the same result. `lost`: the connection was down, or the SDK refused. */
export interface KeyRun {
  readonly became: 'sent' | 'lost' | 'waiting'
  readonly keys: string
}

/** Of one call, oldest first. Keys go in order, so only the last run can be waiting. */
export type KeyRuns = readonly KeyRun[]

/** As many keys as a screen can show. */
const KEPT = 64

export const noKeyRuns: KeyRuns = []

export function hasWaiting(runs: KeyRuns): boolean {
  return runs.at(-1)?.became === 'waiting'
}

export function withPressed(runs: KeyRuns, keys: string): KeyRuns {
  return withRun(runs, { became: 'waiting', keys })
}

/** The first `count` waiting keys are sent or lost; a higher count changes nothing more. */
export function withFate(runs: KeyRuns, count: number, became: 'sent' | 'lost'): KeyRuns {
  const last = runs.at(-1)
  if (last?.became !== 'waiting') return runs
  const gone = { became, keys: last.keys.slice(0, count) }
  const left = { ...last, keys: last.keys.slice(count) }
  return withRun(newest(withRun(runs.slice(0, -1), gone)), left)
}

function withRun(runs: KeyRuns, run: KeyRun): KeyRuns {
  if (run.keys === '') return runs
  const last = runs.at(-1)
  if (last?.became !== run.became) return [...runs, run]
  return [...runs.slice(0, -1), { ...run, keys: last.keys + run.keys }]
}

function newest(runs: KeyRuns): KeyRuns {
  const kept: KeyRun[] = []
  let room = KEPT
  for (const run of runs.toReversed()) {
    if (room === 0) break
    const keys = run.keys.slice(-room)
    kept.unshift({ ...run, keys })
    room -= keys.length
  }
  return kept
}
