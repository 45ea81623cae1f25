import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { redactText } from './redact.ts'
import { openRotatingFile, type RotatingFile } from './rotating-file.ts'

const MAX_BYTES = 5 * 1024 * 1024
const KEPT = 4

/** Who writes a log of their own: the main process, the page, and a server that runs beside them. */
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
      const file = openRotatingFile(join(folder, `${name}.log`), MAX_BYTES, KEPT)
      return { write: (text) => file.write(redactText(text)) }
    },
    read() {
      return Object.fromEntries(
        namesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
      )
    },
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^[a-z]+\.log(?:\.\d)?$/u.test(name))
  } catch {
    return []
  }
}
