import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readIfPresent, writeAtomically } from '../../files.ts'
import { reasonOf, type Log } from '../../log.ts'
import { withDefaults, withoutDefaults } from './default-apps.ts'
import type { DefaultApps } from './registration.ts'

/** The desktop entry that the Linux packages install; the same as `desktopName` in package.json. */
const DESKTOP_NAME = 'cordboard.desktop'

/**
 * The default applications of a person on Linux. Electron would start a shell script for each scheme and wait about a
 * second for it, and it cannot remove a default.
 */
export function createLinuxDefaults(env: NodeJS.ProcessEnv, log: Log): DefaultApps {
  const folder = env['XDG_CONFIG_HOME'] || join(homedir(), '.config')

  function change(next: (text: string) => string): void {
    try {
      const named = join(folder, 'mimeapps.list')
      // Some people keep such files elsewhere and have a symbolic link here.
      const file = existsSync(named) ? realpathSync(named) : named
      // Without the file, nothing was chosen.
      const text = readIfPresent(file) ?? ''
      const changed = next(text)
      if (changed !== text) writeAtomically(file, changed)
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'default programs not changed')
    }
  }

  return {
    add: (schemes) => change((text) => withDefaults(text, DESKTOP_NAME, schemes)),
    remove: (schemes) => change((text) => withoutDefaults(text, DESKTOP_NAME, schemes)),
  }
}
