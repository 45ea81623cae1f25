import { afterEach, describe, expect, test } from 'vitest'
import { ariaKey, canonicalKey, recordWindowKey, showWindowKey, windowKeyOf } from './window-key.ts'

const linux = 'X11; Linux x86_64'
const windows = 'Windows NT 10.0; Win64; x64'
const mac = 'Macintosh; Intel Mac OS X'

afterEach(() => document.body.replaceChildren())

/** The event as listeners see it. */
function press(init: KeyboardEventInit, target: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, ...init })
  target.dispatchEvent(event)
  return event
}

function pressed(init: KeyboardEventInit, target?: HTMLElement, platform = linux) {
  return windowKeyOf(press(init, target), platform)
}

function element(html: string): HTMLElement {
  document.body.innerHTML = html
  const [target] = document.body.children
  if (!(target instanceof HTMLElement)) throw new Error('There is no field.')
  return target
}

const alt = (key: string, code = `Key${key.toUpperCase()}`) => ({ key, code, altKey: true })

describe('a key press', () => {
  test.each<[KeyboardEventInit, string | null]>([
    [alt('m'), 'Alt+M'],
    [{ ...alt('E'), shiftKey: true }, 'Alt+Shift+E'],
    // On a French keyboard A stands where others have Q, and digits need Shift: the letter counts, and a digit's place.
    [alt('a', 'KeyQ'), 'Alt+A'],
    [alt('&', 'Digit1'), 'Alt+1'],
    [alt(',', 'KeyM'), 'Alt+,'],
    [alt('ы', 'KeyS'), 'Alt+S'],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true }, 'CommandOrControl+Enter'],
    [{ key: 'F8', code: 'F8' }, 'F8'],
    [{ key: 'm', code: 'KeyM' }, 'M'],
    [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
    [{ key: 'Enter', code: 'Enter' }, null],
    [{ key: 'Alt', code: 'AltLeft', altKey: true }, null],
  ])('%o is %s', (init, key) => {
    expect(pressed(init)).toBe(key)
  })

  test('in a field a letter is a letter, but a key with Alt or Ctrl acts', () => {
    expect(pressed({ key: 'm', code: 'KeyM' }, element('<textarea></textarea>'))).toBeNull()
    expect(pressed({ key: '?', code: 'Slash' }, element('<input>'))).toBeNull()
    expect(pressed(alt('a'), element('<input>'))).toBe('Alt+A')
    const enter = { key: 'Enter', code: 'Enter', ctrlKey: true }
    expect(pressed(enter, element('<textarea></textarea>'))).toBe('CommandOrControl+Enter')
  })

  test('in an open menu a letter searches the menu', () => {
    expect(pressed({ key: 'm', code: 'KeyM' }, element('<div role="menu"></div>'))).toBeNull()
  })

  test('where a key is being chosen, no key acts', () => {
    expect(pressed(alt('m'), element('<button data-records-keys></button>'))).toBeNull()
  })

  // What Windows and Linux write with AltGr, or with Ctrl and Alt, for the letters that work calls.
  const national: readonly (readonly [string, KeyboardEventInit])[] = [
    ['AltGr on Windows', { key: 'ą', code: 'KeyA', altKey: true, ctrlKey: true }],
    ['AltGr on Linux', { key: 'ą', code: 'KeyA', modifierAltGraph: true }],
    ['AltGr with Alt', { ...alt('a'), modifierAltGraph: true }],
    ['a dead key', { key: 'Dead', code: 'KeyA', altKey: true }],
    ['a composed character', { ...alt('a'), isComposing: true }],
    ['the first key of a composition', alt('Process', 'KeyA')],
    ['a national letter', alt('ą', 'KeyA')],
  ]
  const fields: readonly (readonly [string, string])[] = [
    ['notes', '<textarea></textarea>'],
    ['a text', '<input type="text">'],
    ['a search', '<input type="search">'],
    ['an input without a type', '<input>'],
    ['a select, which searches what is typed', '<select><option>A</option></select>'],
    ['an editable text', '<p contenteditable="true"></p>'],
    ['an editable text, said briefly', '<p contenteditable></p>'],
    ['an editable text without formats', '<p contenteditable="plaintext-only"></p>'],
    ['an ARIA text', '<div role="textbox" tabindex="0"></div>'],
  ]
  describe.each(fields)('in %s', (_field, html) => {
    test.each(national)('%s is text', (_key, init) => {
      expect(pressed(init, element(html))).toBeNull()
    })
  })

  test('AltGr is no key of the window, wherever the focus is', () => {
    const q = { ...alt('q'), ctrlKey: true, modifierAltGraph: true }
    expect(pressed(q, document.body, windows)).toBeNull()
  })
})

describe('on a Mac', () => {
  test('Ctrl with Option is the key, in a field too; Option alone is text', () => {
    const held = { key: 'µ', code: 'KeyM', altKey: true, ctrlKey: true }
    expect(pressed(held, undefined, mac)).toBe('Alt+M')
    expect(pressed(held, element('<textarea></textarea>'), mac)).toBe('Alt+M')
    expect(pressed({ ...held, modifierAltGraph: true }, element('<input>'), mac)).toBe('Alt+M')
    const option = { ...held, ctrlKey: false }
    expect(pressed(option, element('<textarea></textarea>'), mac)).toBeNull()
    expect(pressed(option, undefined, mac)).toBeNull()
  })

  test('Command with Enter completes', () => {
    const enter = { key: 'Enter', code: 'Enter', metaKey: true }
    expect(pressed(enter, undefined, mac)).toBe('CommandOrControl+Enter')
  })

  test('Option alone is refused for an action', () => {
    expect(recordWindowKey(press({ key: 'µ', code: 'KeyM', altKey: true }), mac).kind).toBe(
      'needs-modifier',
    )
  })
})

test.each([
  ['Alt+M', 'Alt M', '⌃⌥M', 'Alt+M', 'Control+Alt+M'],
  ['Alt+Shift+E', 'Alt Shift E', '⌃⌥⇧E', 'Alt+Shift+E', 'Control+Alt+Shift+E'],
  ['CommandOrControl+Enter', 'Ctrl ⏎', '⌘⏎', 'Control+Enter', 'Meta+Enter'],
  ['F8', 'F8', 'F8', 'F8', 'F8'],
  ['?', '?', '?', '?', '?'],
])('%s is written as the system writes it', (key, shown, onMac, aria, ariaOnMac) => {
  expect([showWindowKey(key, linux), showWindowKey(key, mac)]).toEqual([shown, onMac])
  expect([ariaKey(key, windows), ariaKey(key, mac)]).toEqual([aria, ariaOnMac])
})

test.each([
  ['alt+m', 'Alt+M'],
  ['Shift+Option+e', 'Alt+Shift+E'],
  ['Ctrl+Enter', 'CommandOrControl+Enter'],
  ['CmdOrCtrl+Alt+X', 'CommandOrControl+Alt+X'],
  ['?', '?'],
])('however a policy spells %s, it is %s', (key, canonical) => {
  expect(canonicalKey(key, linux)).toBe(canonical)
})
