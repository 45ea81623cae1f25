import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, sourceFiles } from './imports.ts'

/** Where the wall clock is read, each with the reason; everything else gets a clock that nobody sets. */
const WALL: Readonly<Record<string, string>> = {
  'server/clock.ts': 'the port itself',
  'server/accounts.ts': 'the time of day at which an account was made, and its sessions ended',
  'renderer/adapters/browser/clock.ts': 'the port itself',
  'renderer/panels/start-panel.tsx': 'a page of its own, with which ours shares no other clock',
  'electron/main/services/tray/tray.ts': 'as in the small windows: the page tells the offset to it',
  'electron/main/index.ts': 'the name of a file that is kept aside',
  'electron/main/diagnostics.ts': 'the time of day in a log',
  'electron/main/self-update.ts': 'compared with the day on which a release was published',
  'electron/main/security/network-policy.ts': 'compared with the dates of a certificate',
}

it('durations are measured on a clock that is never set', () => {
  const readers = sourceFiles(['electron', 'renderer', 'server']).filter(
    (name) =>
      !name.startsWith('server/sandbox/') &&
      !name.includes('/testing/') &&
      !name.includes('.test.') &&
      /\bDate\.now\b/.test(readFileSync(join(root, name), 'utf8')),
  )
  expect(readers.filter((name) => WALL[name] === undefined)).toEqual([])
  expect(Object.keys(WALL).filter((name) => !readers.includes(name))).toEqual([])
})
