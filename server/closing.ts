/** What has been opened so far, closed together: at the end, and when a start comes to nothing half-way. */
export interface Closing {
  add(close: () => Promise<void> | void): void
  /** The last opened first. What cannot be closed keeps nothing else open; throws the first such error at the end. */
  close(): Promise<void>
}

export function createClosing(): Closing {
  const open: (() => Promise<void> | void)[] = []
  return {
    add: (close) => void open.push(close),
    async close() {
      const errors: unknown[] = []
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        try {
          await next()
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}
