/** What the robots know of each caller, to be held against what the system did with them. */
export interface Caller {
  readonly number: string
  /** Somebody of the conversation was to end it, so its end is no loss. */
  mayEnd: boolean
  /** Talked to an agent. */
  met: boolean
  over: boolean
}

export interface Ledger {
  readonly problems: readonly string[]
  report(problem: string): void
  begin(number: string): Caller
  caller(number: string | null): Caller | null
  open(): readonly Caller[]
  /** The agent has said goodbye: the caller hangs up. */
  release(number: string): void
  onRelease(hangUp: (number: string) => void): void
}

export function createLedger(): Ledger {
  const callers = new Map<string, Caller>()
  const problems: string[] = []
  let hangUp: (number: string) => void = () => undefined
  return {
    problems,
    report: (problem) => void problems.push(problem),
    begin(number) {
      const caller = { number, mayEnd: false, met: false, over: false }
      callers.set(number, caller)
      return caller
    },
    caller: (number) => (number === null ? null : (callers.get(number) ?? null)),
    open: () => [...callers.values()].filter(({ over }) => !over),
    release(number) {
      const caller = callers.get(number)
      if (caller === undefined || caller.over) return
      caller.mayEnd = true
      hangUp(number)
    },
    onRelease(how) {
      hangUp = how
    },
  }
}
