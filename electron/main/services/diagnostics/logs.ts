import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { redactText } from '../../../../server/contract/redaction/redact-text.ts'
import { reasonOf } from '../../log.ts'
import { openRotatingFile, type RotatingFile } from './rotating-file.ts'

const MAX_BYTES = 5 * 1024 * 1024
const MAX_OLD_FILES = 4

/** The processes with a log of their own: the main process, the page, and the bundled server. */
export type LogName = 'main' | 'renderer' | 'server'

export interface Logs {
  /** Opens a log file. Everything that is written to it is redacted. */
  open(name: LogName): RotatingFile
  /** All log files by name, older ones included. */
  read(): Readonly<Record<string, string>>
}

/** The logs of this program, in the system’s folder for logs. */
export function openLogs(folder: string): Logs {
  return {
    open(name) {
      const file = openRotatingFile(join(folder, `${name}.log`), MAX_BYTES, MAX_OLD_FILES)
      return { write: (text) => file.write(redactText(text)) }
    },
    read() {
      return Object.fromEntries(namesIn(folder).map((name) => [name, readLog(join(folder, name))]))
    },
  }
}

/** A log that cannot be read does not stop the others. */
function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return `not readable: ${reasonOf(error)}\n`
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^[a-z]+\.log(?:\.\d)?$/u.test(name))
  } catch {
    return []
  }
}
