import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hotkeyNames } from '../../../contract/hotkey-names.ts'
import type { SomeSettings } from '../../../contract/settings.ts'
import { createLog } from '../../log.ts'
import { createServerAddress } from './server-address.ts'
import { openSettingsFile } from './settings-file.ts'
import { createSettings } from './settings.ts'

const log = createLog('silent')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(platform = 'linux') {
  return openSettingsFile(folder, log, () => 1234, platform)
}

test('the first start has no choices and writes nothing', () => {
  expect(open().get()).toEqual({})
  expect(open().keptAside).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('a choice is stored, and leaves no other file', () => {
  open().replace({ 'server.origin': 'https://cordboard.test' })
  expect(open().get()).toEqual({ 'server.origin': 'https://cordboard.test' })
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test('the first format of the file is read, and its choices stay', () => {
  const hotkeys = { answer: 'F13', 'toggle-mute': 'CommandOrControl+Alt+Shift+M' }
  const older = { version: 1, serverOrigin: 'https://cordboard.test', hotkeys }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(older))
  expect(open().get()).toEqual({
    'server.origin': 'https://cordboard.test',
    'hotkey.answer': 'F13',
  })
})

test.each([2, 3])(
  'in format %d a former key is read as the one of today, and no choice is lost',
  (version) => {
    const settings = { 'presence.whenLocked': 'Break', 'hotkey.next-activity': 'F13' }
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version, settings }))
    const file = open()
    expect(file.keptAside).toBeNull()
    expect(file.get()).toEqual({ 'status.whenLocked': 'Break', 'hotkey.next-status': 'F13' })
    file.replace({ ...file.get(), 'appearance.theme': 'dark' })
    const kept = readFileSync(join(folder, 'settings.json'), 'utf8')
    expect(JSON.parse(kept)).toEqual({
      version: 3,
      settings: {
        'status.whenLocked': 'Break',
        'hotkey.next-status': 'F13',
        'appearance.theme': 'dark',
      },
    })
  },
)

const oldAnswer = 'CommandOrControl+Alt+Shift+A'
const oldHangUp = 'CommandOrControl+Alt+Shift+E'

function keep(settings: SomeSettings): void {
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 2, settings }))
}

function settingsOn(platform: string, policy: SomeSettings = {}) {
  return createSettings({ file: open(platform), policy: () => policy, platform })
}

test('on Windows today’s default replaces an old one, a chosen key stays, and it is reported once', () => {
  keep({ 'hotkey.hang-up': oldHangUp, 'hotkey.answer': 'F13', 'hotkey.toggle-hold': null })
  const settings = settingsOn('win32')
  expect(settings.value('hotkey.hang-up')).toBe('CommandOrControl+Alt+Shift+F8')
  expect(settings.value('hotkey.toggle-mute')).toBe('CommandOrControl+Alt+Shift+F6')
  expect(settings.value('hotkey.answer')).toBe('F13')
  expect(settings.value('hotkey.toggle-hold')).toBeNull()
  expect(settings.status().keysMoved).toBe(true)
  expect(settingsOn('win32').status().keysMoved).toBe(false)
  expect(settingsOn('win32').value('hotkey.answer')).toBe('F13')
})

test('on Windows the old default can be chosen from then on', () => {
  keep({})
  settingsOn('win32').change({ 'hotkey.answer': oldAnswer })
  const next = settingsOn('win32')
  expect(next.effective().sources['hotkey.answer']).toBe('user')
  expect(next.value('hotkey.answer')).toBe(oldAnswer)
})

test('on Windows a key that a policy has set stays, and nothing is reported if all are set', () => {
  keep({})
  const every = Object.fromEntries(hotkeyNames.map((name) => [`hotkey.${name}`, oldAnswer]))
  const settings = settingsOn('win32', every)
  expect(settings.value('hotkey.answer')).toBe(oldAnswer)
  expect(settings.status().keysMoved).toBe(false)
})

test('the first start on Windows has the new keys, and nothing to report', () => {
  const settings = settingsOn('win32')
  expect(settings.value('hotkey.hang-up')).toBe('CommandOrControl+Alt+Shift+F8')
  expect(settings.status().keysMoved).toBe(false)
})

test.each(['darwin', 'linux'])(
  'on %s the keys are as they were, and nobody is told',
  (platform) => {
    keep({ 'hotkey.answer': oldAnswer })
    const settings = settingsOn(platform)
    expect(settings.value('hotkey.answer')).toBe(oldAnswer)
    expect(settings.value('hotkey.hang-up')).toBe(oldHangUp)
    expect(settings.status().keysMoved).toBe(false)
  },
)

test('reading does not write: the next start still has the older format', () => {
  keep({ 'hotkey.answer': 'F13' })
  expect(open('win32').isOldFormat).toBe(true)
  expect(open('win32').isOldFormat).toBe(true)
})

test.each([
  ['is cut short', '{ "version": 2, "sett'],
  ['is of a newer version', JSON.stringify({ version: 4, settings: {} })],
  ['has a value of another kind', '{ "version": 2, "settings": { "window.closeToTray": "yes" } }'],
  ['is something else', '[]'],
  ['is empty', ''],
])('a file that %s is kept under another name, and the defaults apply', (_name, text) => {
  writeFileSync(join(folder, 'settings.json'), text)
  const file = open()
  expect(file.get()).toEqual({})
  expect(file.keptAside).toBe('settings.unreadable-1234.json')
  expect(readdirSync(folder)).toEqual(['settings.unreadable-1234.json'])
  expect(readFileSync(join(folder, 'settings.unreadable-1234.json'), 'utf8')).toBe(text)
  file.replace({ 'server.origin': 'https://cordboard.test' })
  expect(open().get()).toEqual({ 'server.origin': 'https://cordboard.test' })
})

test('a policy wins over the person’s choice, refuses another one, and can be removed again', () => {
  let policy: SomeSettings = {}
  const settings = createSettings({ file: open(), policy: () => policy })
  const told: unknown[] = []
  settings.onChange((now, before) =>
    told.push([before.values['appearance.theme'], now.values['appearance.theme']]),
  )
  expect(settings.change({ 'appearance.theme': 'dark' })).toEqual([])
  policy = { 'appearance.theme': 'light' }
  settings.change({})
  settings.change({})
  expect(settings.effective().sources['appearance.theme']).toBe('policy')
  const both = { 'appearance.theme': 'dark', 'window.closeToTray': false } as const
  expect(settings.change(both)).toEqual(['appearance.theme'])
  expect(settings.value('window.closeToTray')).toBe(true)
  policy = {}
  settings.change({})
  expect(told).toEqual([
    ['system', 'dark'],
    ['dark', 'light'],
    ['light', 'dark'],
  ])
})

test('the chosen server wins over the environment’s, and that over the default', () => {
  const changes: string[] = []
  const changed = (before: string, after: string) => void changes.push(`${before} → ${after}`)
  const settings = createSettings({ file: open(), policy: () => ({}) })
  const plain = createServerAddress({
    settings,
    bundled: () => null,
    fromEnvironment: null,
    onChange: () => undefined,
  })
  expect(plain.origin()).toBe('http://127.0.0.1:4400')
  const address = createServerAddress({
    settings,
    bundled: () => null,
    fromEnvironment: 'https://env.test',
    onChange: changed,
  })
  expect(address.origin()).toBe('https://env.test')
  expect(address.choose('http://plain.test')).toBeNull()
  expect(address.choose('chosen.test/ignored')).toBe('https://chosen.test')
  expect(address.choose('https://chosen.test')).toBe('https://chosen.test')
  expect(address.origin()).toBe('https://chosen.test')
  expect(changes).toEqual(['https://env.test → https://chosen.test'])
})

test('a server that a policy has chosen cannot be changed', () => {
  const policy = { 'server.origin': 'https://managed.test' }
  const settings = createSettings({ file: open(), policy: () => policy })
  const address = createServerAddress({
    settings,
    bundled: () => null,
    fromEnvironment: null,
    onChange: () => undefined,
  })
  expect(address.choose('https://chosen.test')).toBeNull()
  expect(address.origin()).toBe('https://managed.test')
})
