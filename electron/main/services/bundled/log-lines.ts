const KEPT = 200
const LONGEST = 1000

/** The last lines of a log, in memory alone. */
export interface LogLines {
  add(line: string): void
  list(): readonly string[]
  /** From now on, none of these is kept in a line; the server does not log them, and this makes sure. */
  hide(secrets: readonly string[]): void
}

export function createLogLines(): LogLines {
  const lines: string[] = []
  let hidden: readonly string[] = []
  return {
    add(line) {
      const censored = hidden.reduce((text, each) => text.replaceAll(each, '[secret]'), line)
      lines.push(censored.slice(0, LONGEST))
      if (lines.length > KEPT) lines.shift()
    },
    list: () => lines,
    hide(secrets) {
      hidden = secrets.filter((each) => each !== '')
    },
  }
}
