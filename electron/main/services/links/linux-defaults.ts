import { readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import { writeAtomically } from '../settings/write-atomically.ts'
import { withDefaults, withoutDefaults } from './default-apps.ts'
import type { DefaultApps } from './registration.ts'

/** The desktop entry that the Linux packages install; `desktopName` in package.json is the same. */
const DESKTOP_NAME = 'cordboard.desktop'

/**
 * What opens links for this person on Linux. Electron would start a shell script for each scheme and wait for it, of
 * about a second, and cannot give a scheme up.
 */
export function createLinuxDefaults(env: NodeJS.ProcessEnv, log: Log): DefaultApps {
  const folder = env['XDG_CONFIG_HOME'] || join(homedir(), '.config')

  function change(next: (text: string) => string): void {
    try {
      const file = resolveLink(join(folder, 'mimeapps.list'))
      const text = readOrEmpty(file)
      const changed = next(text)
      if (changed !== text) writeAtomically(file, changed)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      log.warn({ reason }, 'default programs not changed')
    }
  }

  return {
    add: (schemes) => change((text) => withDefaults(text, DESKTOP_NAME, schemes)),
    remove: (schemes) => change((text) => withoutDefaults(text, DESKTOP_NAME, schemes)),
  }
}

/** Some keep such files elsewhere, and have a link here. */
function resolveLink(file: string): string {
  try {
    return realpathSync(file)
  } catch (error) {
    if (isMissing(error)) return file
    throw error
  }
}

/** Without the file nobody has chosen anything. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
