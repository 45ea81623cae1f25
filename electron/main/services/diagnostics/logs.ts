import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { redactText } from '../../../../server/contract/redaction/redact-text.ts'
import { openRotatingFile, type RotatingFile } from './rotating-file.ts'

const MAX_BYTES = 5 * 1024 * 1024
const MAX_OLD_FILES = 4

/** Who writes a log of their own: the main process, the page, and the server that the desktop runs. */
export type LogName = 'main' | 'renderer' | 'server'

export interface Logs {
  /** A file into which nothing comes unredacted. */
  open(name: LogName): RotatingFile
  /** All that is there, older files included, by name. */
  read(): Readonly<Record<string, string>>
}

/** The logs of this program in the system's folder for logs. */
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

/** One that cannot be read keeps nobody from the others. */
function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return `not readable: ${error instanceof Error ? error.message : 'unknown'}\n`
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^[a-z]+\.log(?:\.\d)?$/u.test(name))
  } catch {
    return []
  }
}
