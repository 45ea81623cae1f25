/** How many passwords are judged at a time: each costs a tenth of a second of a core, and 32 MB. */
const AT_A_TIME = 2
/** Anybody who would wait behind more is told to come back. */
const WAITING_MAX = 20

/** Judging passwords, a few at a time, so that a flood of guesses leaves the machine to the calls. */
export interface PasswordQueue {
  /** Null when too many wait already; where somebody has signed in before, there is always room. */
  run<Value>(known: boolean, judge: () => Promise<Value>): Promise<Value | null>
}

export function createPasswordQueue(): PasswordQueue {
  const waiting: (() => void)[] = []
  let running = 0

  async function waitForTurn(): Promise<void> {
    running += 1
    if (running > AT_A_TIME) await new Promise<void>((go) => waiting.push(go))
  }

  return {
    async run(known, judge) {
      if (!known && waiting.length >= WAITING_MAX) return null
      await waitForTurn()
      try {
        return await judge()
      } finally {
        running -= 1
        waiting.shift()?.()
      }
    },
  }
}
