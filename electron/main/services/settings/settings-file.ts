import { renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseJson } from '../../../contract/parse-json.ts'
import type { SomeSettings } from '../../../contract/settings.ts'
import { readIfPresent, writeAtomically } from '../../files.ts'
import type { Log } from '../../log.ts'
import { readChoices, writeChoices, type ReadChoices } from './settings-format.ts'

export interface SettingsFile {
  get(): SomeSettings
  /** The name under which an unreadable file was kept; null if the file was readable. */
  readonly keptAside: string | null
  /** Whether the file has an earlier format, until it is written again. */
  readonly isOldFormat: boolean
  /** Writes the choices to the disk and then uses them. Throws if the disk fails; then the old file is unchanged. */
  replace(choices: SomeSettings): void
}

/**
 * Opens `settings.json` in a folder. An unreadable file is renamed to `settings.unreadable-<time>.json`, so that
 * nothing is lost, and the defaults apply.
 */
export function openSettingsFile(
  folder: string,
  log: Log,
  now: () => number,
  platform: string = process.platform,
): SettingsFile {
  const file = join(folder, 'settings.json')
  const found = read(file, log, now, platform)
  let choices = found.choices
  return {
    get: () => choices,
    keptAside: found.keptAside,
    isOldFormat: found.isOldFormat,
    replace(next) {
      writeAtomically(file, writeChoices(next))
      choices = next
    },
  }
}

function read(
  file: string,
  log: Log,
  now: () => number,
  platform: string,
): ReadChoices & { readonly keptAside: string | null } {
  const none = { choices: {}, isOldFormat: false }
  let text: string | null = null
  try {
    text = readIfPresent(file)
  } catch (error) {
    // It is left where it is.
    log.warn({ error: String(error) }, 'settings not readable')
  }
  if (text === null) return { ...none, keptAside: null }
  const known = readChoices(parseJson(text), platform)
  if (known !== null) return { ...known, keptAside: null }
  const kept = join(dirname(file), `settings.unreadable-${now()}.json`)
  try {
    renameSync(file, kept)
    log.warn({ kept }, 'settings not understood; kept aside')
    return { ...none, keptAside: basename(kept) }
  } catch (error) {
    log.warn({ error: String(error) }, 'settings not understood; could not be kept aside')
    return { ...none, keptAside: basename(file) }
  }
}
