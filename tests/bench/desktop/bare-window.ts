import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { linkTree } from '../../e2e/electron/placed-app.ts'
import type { Opened } from './opened.ts'

const source = join(import.meta.dirname, 'bare-app')

/** Opens Electron with one window and one button, placed as a packed program lies. */
export async function openBareWindow(
  runtime: string | null,
  env: Readonly<Record<string, string>>,
  userData: string,
): Promise<Opened> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    ...(runtime === null ? {} : { executablePath: runtime }),
    args: [...asRoot, ...(runtime === null ? [source] : [])],
    env: { ...(process.env as Record<string, string>), ...env, BENCH_USER_DATA: userData },
  })
  const child = app.process()
  const page = await app.firstWindow()
  return {
    app,
    page,
    async close() {
      const gone = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
      await app.evaluate(({ app }) => app.exit(0)).catch(() => undefined)
      await gone
    },
  }
}

/** A runtime with the bare program in it, as `placeApp` does for ours; the executable. */
export function placeBareApp(runtime: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-bare-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  linkTree(runtime, folder)
  rmSync(join(folder, 'resources/default_app.asar'), { force: true })
  symlinkSync(source, join(folder, 'resources/app'))
  return join(folder, 'electron')
}
