import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface Lines {
  /** Resolves with the first line that holds the text, also one that came before. */
  waitFor(text: string): Promise<string>
  /** All of them so far. */
  all(): readonly string[]
}

/** Collects a stream's lines, to wait for a fact instead of a while. */
export function watchLines(stream: Readable | null): Lines {
  const seen: string[] = []
  const waiting = new Set<(line: string) => void>()
  if (stream !== null) {
    createInterface({ input: stream }).on('line', (line) => {
      seen.push(line)
      for (const notice of waiting) notice(line)
    })
  }
  return {
    all: () => seen,
    waitFor(text) {
      const before = seen.find((line) => line.includes(text))
      if (before !== undefined) return Promise.resolve(before)
      return new Promise((resolve) => {
        const notice = (line: string): void => {
          if (!line.includes(text)) return
          waiting.delete(notice)
          resolve(line)
        }
        waiting.add(notice)
      })
    },
  }
}
