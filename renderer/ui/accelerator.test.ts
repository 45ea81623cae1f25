import { expect, it } from 'vitest'
import { acceleratorOf, showAccelerator, type KeyPress } from './accelerator.ts'

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
