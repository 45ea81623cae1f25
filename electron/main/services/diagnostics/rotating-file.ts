import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface RotatingFile {
  /** Appends a text that ends with a line break. Never throws: a full disk must not end a call. */
  write(text: string): void
}

/**
 * A log file with a size limit, as a destination for pino and for the lines of the server. Before it grows past
 * `maxBytes` it is renamed to `<path>.1`, the older ones to `.2` and so on; `kept` of them stay. Each line is written
 * at once, so that the last lines before a crash are there.
 */
export function openRotatingFile(path: string, maxBytes: number, kept: number): RotatingFile {
  let size = 0
  attempt(() => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }))
  // Also if something else has created them: the system’s folder for logs, or an earlier version.
  attempt(() => chmodSync(dirname(path), 0o700))
  attempt(() => chmodSync(path, 0o600))
  attempt(() => {
    ;({ size } = statSync(path))
  })

  function rotate(): void {
    attempt(() => rmSync(`${path}.${kept}`, { force: true }))
    for (let older = kept - 1; older > 0; older -= 1) {
      attempt(() => renameSync(`${path}.${older}`, `${path}.${older + 1}`))
    }
    attempt(() => renameSync(path, `${path}.1`))
    size = 0
  }

  return {
    write(text) {
      const bytes = Buffer.byteLength(text)
      if (size > 0 && size + bytes > maxBytes) rotate()
      attempt(() => {
        appendFileSync(path, text, { mode: 0o600 })
        size += bytes
      })
    },
  }
}

/** Older files may be missing, and the disk may be full. */
function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // There is no place left to report it.
  }
}
