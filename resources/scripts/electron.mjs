import { existsSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectNode, root, toolEnvironment } from './root.mjs'

/**
 * The Electron program, or null. `ELECTRON_OVERRIDE_DIST_PATH` wins; else the one that the electron package
 * has downloaded.
 */
export function findElectron() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist')
  const pathFile = join(root, 'node_modules/electron/path.txt')
  const names = existsSync(pathFile) ? [readFileSync(pathFile, 'utf8').trim()] : []
  const platformName = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }[process.platform]
  for (const name of [...names, platformName ?? 'electron']) {
    if (existsSync(join(dist, name))) return join(dist, name)
  }
  return null
}

/** Downloads the binary that the electron package names. False where it cannot be had. */
export function fetchElectron() {
  const done = spawnSync(projectNode, [join(root, 'node_modules/electron/install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: 300_000,
    env: toolEnvironment(),
  })
  return done.status === 0 && findElectron() !== null
}
