/** Runs jobs one after the other. A failing job is reported and does not stop the next. */
export interface Serial {
  run<Value>(job: () => Promise<Value>): Promise<Value>
  /** Resolves when everything that was handed in has run. */
  idle(): Promise<void>
}

export function createSerial(): Serial {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    run(job) {
      const next = tail.then(job)
      tail = next.catch(() => undefined)
      return next
    },
    async idle() {
      let seen: Promise<unknown>
      do {
        seen = tail
        await seen
      } while (seen !== tail)
    },
  }
}
