import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const repository = resolve(import.meta.dirname, '../../..')

let placed: string | null = null

/**
 * Puts the built app where a packed one is, in the resources of a runtime, and returns the executable. Electron then
 * loads it before it is ready, as it does for a user; a launcher that gets a folder may be too late for that. The
 * runtime’s files are hard links, so it costs neither time nor space.
 */
export function placeApp(runtime: string): string {
  if (placed !== null) return placed
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-placed-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  linkTree(runtime, folder)
  rmSync(join(folder, 'resources/default_app.asar'), { force: true })
  symlinkSync(repository, join(folder, 'resources/app'))
  placed = join(folder, 'electron')
  return placed
}

export function linkTree(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) {
      mkdirSync(target)
      linkTree(source, target)
    } else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    // Another file system, or one without hard links.
    copyFileSync(source, target)
  }
}
