import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '../../log.ts'
import { DEFAULT_SETTINGS } from './schema.ts'
import { createServerAddress } from './server-address.ts'
import { openSettingsFile } from './settings-file.ts'

const log = createLog('silent')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function open() {
  return openSettingsFile(folder, log, () => 1234)
}

test('the first start has the defaults and writes nothing', () => {
  expect(open().get()).toEqual(DEFAULT_SETTINGS)
  expect(readdirSync(folder)).toEqual([])
})

test('a change outlasts the program, and leaves no other file behind', () => {
  open().update({ serverOrigin: 'https://cordboard.test' })
  expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, serverOrigin: 'https://cordboard.test' })
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test.each([
  ['is cut short', '{ "version": 1, "serv'],
  ['is of a newer version', JSON.stringify({ ...DEFAULT_SETTINGS, version: 2 })],
  ['is something else', '[]'],
  ['is empty', ''],
])('a file that %s is kept aside, and the defaults hold', (_name, text) => {
  writeFileSync(join(folder, 'settings.json'), text)
  const file = open()
  expect(file.get()).toEqual(DEFAULT_SETTINGS)
  expect(readdirSync(folder)).toEqual(['settings.unreadable-1234.json'])
  expect(readFileSync(join(folder, 'settings.unreadable-1234.json'), 'utf8')).toBe(text)
  file.update({ serverOrigin: 'https://cordboard.test' })
  expect(open().get().serverOrigin).toBe('https://cordboard.test')
})

test('the chosen server comes before the environment’s, and that before the default', () => {
  const changes: string[] = []
  const changed = (before: string, after: string) => void changes.push(`${before} → ${after}`)
  const file = open()
  const plain = createServerAddress({ file, fromEnvironment: null, changed })
  expect(plain.origin()).toBe('http://127.0.0.1:4400')
  const address = createServerAddress({ file, fromEnvironment: 'https://env.test', changed })
  expect(address.origin()).toBe('https://env.test')
  expect(address.choose('http://plain.test')).toBeNull()
  expect(address.choose('chosen.test/ignored')).toBe('https://chosen.test')
  expect(address.choose('https://chosen.test')).toBe('https://chosen.test')
  expect(address.origin()).toBe('https://chosen.test')
  expect(changes).toEqual(['https://env.test → https://chosen.test'])
})
