import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../../log.ts'
import { DEFAULT_SETTINGS, settings, type Settings } from './schema.ts'

export interface SettingsFile {
  get(): Settings
  /** Keeps the change and writes it down. Throws when the disk refuses; the old file is whole then. */
  update(change: Partial<Omit<Settings, 'version'>>): void
}

/**
 * Opens `settings.json` in a folder. A file that cannot be understood is moved aside as
 * `settings.unreadable-<time>.json`, so that nothing of it is lost, and the defaults hold.
 */
export function openSettingsFile(folder: string, log: Log, now: () => number): SettingsFile {
  const file = join(folder, 'settings.json')
  let current = read(file, log, now)
  return {
    get: () => current,
    update(change) {
      const next = settings.parse({ ...current, ...change })
      writeWhole(file, `${JSON.stringify(next, null, 2)}\n`)
      current = next
    },
  }
}

function read(file: string, log: Log, now: () => number): Settings {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    // The first start has no file. One that exists and cannot be read is left where it is.
    if (!isMissing(error)) log.warn({ error: String(error) }, 'settings not readable')
    return DEFAULT_SETTINGS
  }
  const parsed = settings.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const kept = join(dirname(file), `settings.unreadable-${now()}.json`)
  try {
    renameSync(file, kept)
    log.warn({ kept }, 'settings not understood; kept aside')
  } catch (error) {
    log.warn({ error: String(error) }, 'settings not understood; could not be kept aside')
  }
  return DEFAULT_SETTINGS
}

/** Writes beside the file and renames: a crash leaves the old file or the new one, never half of one. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, file)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
