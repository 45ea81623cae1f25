import { redactText } from '../../../../server/contract/redaction/redact-text.ts'

const MAX_LINES = 200
const MAX_LENGTH = 1000
/** A longer line is cut in the file: no program writes such lines on purpose. */
const MAX_LENGTH_IN_FILE = 10_000

/** The log of the programs that run here: the last lines in memory for the screen, all of them in a file. */
export interface LogLines {
  add(line: string): void
  list(): readonly string[]
  /**
   * From now on these secrets are replaced in each line. The server does not log them; this is a second safeguard.
   */
  hide(secrets: readonly string[]): void
}

export function createLogLines(file: { write(text: string): void }): LogLines {
  const lines: string[] = []
  let hidden: readonly string[] = []
  return {
    add(line) {
      const bounded = line.slice(0, MAX_LENGTH_IN_FILE)
      const censored = hidden.reduce((text, each) => text.replaceAll(each, '[secret]'), bounded)
      const redacted = redactText(censored)
      file.write(`${redacted}\n`)
      lines.push(redacted.slice(0, MAX_LENGTH))
      if (lines.length > MAX_LINES) lines.shift()
    },
    list: () => lines,
    hide(secrets) {
      hidden = secrets.filter((each) => each !== '')
    },
  }
}
