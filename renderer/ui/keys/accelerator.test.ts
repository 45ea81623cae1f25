import { expect, it } from 'vitest'
import { defaultValuesFor } from '../../../electron/contract/settings.ts'
import { hotkeyNames } from '../../../electron/contract/hotkey-names.ts'
import { acceleratorOf, isAltGr, showAccelerator, type KeyPress } from './accelerator.ts'

function press(code: string, ...held: readonly ('ctrl' | 'alt' | 'shift' | 'meta')[]): KeyPress {
  return {
    code,
    key: code,
    ctrlKey: held.includes('ctrl'),
    altKey: held.includes('alt'),
    shiftKey: held.includes('shift'),
    metaKey: held.includes('meta'),
  }
}

it.each([
  [press('KeyA', 'ctrl', 'alt'), 'Linux', 'CommandOrControl+Alt+A'],
  [press('Digit1', 'ctrl', 'shift'), 'Windows', 'CommandOrControl+Shift+1'],
  [press('KeyA', 'meta'), 'Macintosh', 'CommandOrControl+A'],
  [press('KeyA', 'ctrl'), 'Macintosh', 'Control+A'],
  [press('KeyA', 'meta'), 'Windows', 'Super+A'],
  [press('F13'), 'Linux', 'F13'],
  [press('F5', 'shift'), 'Linux', 'Shift+F5'],
  [press('MediaPlayPause'), 'Linux', 'MediaPlayPause'],
  [press('ArrowUp', 'alt'), 'Linux', 'Alt+Up'],
  [press('Numpad7', 'ctrl'), 'Linux', 'CommandOrControl+num7'],
  [press('Space', 'ctrl'), 'Linux', 'CommandOrControl+Space'],
])('%j on %s is %s', (event, platform, accelerator) => {
  expect(acceleratorOf(event, platform)).toEqual({ kind: 'accelerator', accelerator })
})

it('refuses what typing would set off, and waits for more than modifiers', () => {
  expect(acceleratorOf(press('KeyA'), 'Linux').kind).toBe('needs-modifier')
  expect(acceleratorOf(press('KeyA', 'shift'), 'Linux').kind).toBe('needs-modifier')
  expect(acceleratorOf(press('ControlLeft', 'ctrl'), 'Linux').kind).toBe('more')
})

it('is written as the system writes it', () => {
  expect(showAccelerator('CommandOrControl+Alt+A', 'Linux')).toBe('Ctrl Alt A')
  expect(showAccelerator('CommandOrControl+Alt+A', 'Macintosh')).toBe('⌘⌥A')
})

it.each([
  ['CommandOrControl+Alt+Shift+E', true],
  ['Ctrl+Alt+Q', true],
  ['Control+Alt+2', true],
  ['AltGr+E', true],
  ['CommandOrControl+Alt+,', true],
  ['CommandOrControl+Alt+Shift+F8', false],
  ['CommandOrControl+Shift+E', false],
  ['Alt+E', false],
  ['F13', false],
  ['CommandOrControl+Alt+Up', false],
])('on Windows %s is set off by typing: %s', (accelerator, typed) => {
  expect(isAltGr(accelerator, 'Windows NT 10.0; Win64; x64')).toBe(typed)
  expect(isAltGr(accelerator, 'Macintosh; Intel Mac OS X')).toBe(false)
  expect(isAltGr(accelerator, 'X11; Linux x86_64')).toBe(false)
})

it('no default of Windows is set off by typing, and none stands twice', () => {
  const values = defaultValuesFor('win32')
  const keys = hotkeyNames.map((name) => values[`hotkey.${name}`]).filter((key) => key !== null)
  expect(keys.filter((key) => isAltGr(key, 'Windows NT 10.0'))).toEqual([])
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toHaveLength(7)
})
