/** How long the page and the server may take, ms. A program that is asked to end must end. */
const TIMEOUT_MS = 3_000

export interface CallEnd {
  /** Makes the page end its calls. Resolves when no call is left, or when it takes too long. */
  endCalls(): Promise<void>
  /** Call it when the page has reported its state. */
  onDesk(): void
}

export interface CallEndDeps {
  leaveCalls(): void
  isInCall(): boolean
  after(ms: number, run: () => void): unknown
}

/** The server must hear that the agent ends the call: a leg that only disappears is a lost desk, whose customer waits on. */
export function createCallEnd({ leaveCalls, isInCall, after }: CallEndDeps): CallEnd {
  let settle: (() => void) | null = null
  return {
    endCalls() {
      const ended = new Promise<void>((resolve) => {
        settle = resolve
        after(TIMEOUT_MS, resolve)
      })
      leaveCalls()
      return ended
    },
    onDesk() {
      if (!isInCall()) settle?.()
    },
  }
}
