import { describe, expect, it, test } from 'vitest'
import { hotkeys } from '../../../electron/contract/hotkey-names.ts'
import { DEFAULT_VALUES } from '../../../electron/contract/settings.ts'
import { everyKeyOf, windowKeyNames, windowKeys } from '../../../electron/contract/window-keys.ts'
import { isAltGr } from './accelerator.ts'
import { createKeyTable } from './key-table.ts'
import { isKeptBack } from './kept-keys.ts'
import { canonicalKey, globalFormOf } from './window-key.ts'

const windows = 'Windows NT 10.0; Win64; x64'
const defaults = windowKeyNames.flatMap((name) => everyKeyOf(name, windowKeys[name].key))

describe('the defaults', () => {
  it('are each of one action, whatever is possible at once', () => {
    expect(new Set(defaults.map((key) => canonicalKey(key))).size).toBe(defaults.length)
  })

  it('have a modifier, which no typing has; only the list of keys has none, and it works no call', () => {
    const bare = windowKeyNames.filter((name) => !/\+./u.test(windowKeys[name].key))
    expect(bare).toEqual(['show-keys'])
  })

  it('reach the page in every browser, and are never AltGr', () => {
    expect(defaults.filter((key) => isKeptBack(key))).toEqual([])
    expect(defaults.filter((key) => isAltGr(globalFormOf(key, windows), windows))).toEqual([])
  })

  it('never take a key that works in any program', () => {
    const anywhere = Object.entries(hotkeys).flatMap(([, { onWindows, elsewhere }]) =>
      [onWindows, elsewhere].map((key) => `CommandOrControl+Alt+Shift+${key}`),
    )
    for (const platform of [windows, 'Macintosh', 'Linux']) {
      expect(anywhere).not.toEqual(
        expect.arrayContaining([
          expect.toBeOneOf(defaults.map((key) => globalFormOf(key, platform))),
        ]),
      )
    }
  })
})

test('a numbered key says which one it was', () => {
  const table = createKeyTable(DEFAULT_VALUES)
  expect(table.find('Alt+1')).toEqual({ name: 'set-status', place: 1 })
  expect(table.find('Alt+9')).toEqual({ name: 'set-status', place: 9 })
  expect(table.keysOf('set-status')).toHaveLength(9)
})

describe('letters alone', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const found = (settings: Partial<typeof DEFAULT_VALUES>) => {
    const table = createKeyTable({ ...DEFAULT_VALUES, ...settings })
    return letters.map((letter) => table.find(letter)?.name).filter((name) => name !== undefined)
  }

  it('do nothing, unless that is switched on', () => {
    expect(found({})).toEqual([])
    expect(found({ 'keys.bareLetters': true })).toContain('toggle-mute')
  })

  it('never answer, decline, leave or hang up, even when those keys are changed to a plain Alt key', () => {
    const names = found({ 'keys.bareLetters': true, 'key.hang-up': 'Alt+E' })
    for (const name of ['answer', 'decline', 'leave', 'hang-up', 'complete'] as const) {
      expect(names).not.toContain(name)
    }
  })

  it('follow a changed key', () => {
    const table = createKeyTable({
      ...DEFAULT_VALUES,
      'keys.bareLetters': true,
      'key.toggle-mute': 'alt+z',
      'key.transfer': 'F8',
    })
    expect(table.find('Z')?.name).toBe('toggle-mute')
    expect([table.find('M'), table.find('T')]).toEqual([null, null])
  })
})

test('two actions with one key, as a file may have them: the first has it', () => {
  const table = createKeyTable({ ...DEFAULT_VALUES, 'key.hang-up': 'Alt+M' })
  expect(table.find('Alt+M')?.name).toBe('toggle-mute')
})
