import { afterEach, describe, expect, test } from 'vitest'
import { hotkeyOf, showHotkey } from './hotkeys.ts'

afterEach(() => document.body.replaceChildren())

function pressed(init: KeyboardEventInit, target: HTMLElement = document.body) {
  let hotkey: string | null = null
  const listen = (event: KeyboardEvent) => {
    hotkey = hotkeyOf(event)
  }
  window.addEventListener('keydown', listen)
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }))
  window.removeEventListener('keydown', listen)
  return hotkey
}

function field(tag: 'input' | 'textarea'): HTMLElement {
  return document.body.appendChild(document.createElement(tag))
}

describe('a key press', () => {
  test.each<[KeyboardEventInit, string | null]>([
    [{ key: 'm' }, 'M'],
    [{ key: 'M', shiftKey: true }, 'M'],
    [{ key: 'a', altKey: true }, 'Alt+A'],
    [{ key: 'å', code: 'KeyA', altKey: true }, 'Alt+A'],
    // On a French keyboard A stands where others have Q: the letter counts, not the place.
    [{ key: 'a', code: 'KeyQ', altKey: true }, 'Alt+A'],
    [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ key: 'Enter', metaKey: true }, 'Ctrl+Enter'],
    [{ key: 'm', ctrlKey: true }, null],
    [{ key: 'm', repeat: true }, null],
  ])('%o is %s', (init, hotkey) => {
    expect(pressed(init)).toBe(hotkey)
  })

  test('in a field a letter is a letter, but Alt and Ctrl keys still act', () => {
    expect(pressed({ key: 'm' }, field('textarea'))).toBeNull()
    expect(pressed({ key: 'a', altKey: true }, field('input'))).toBe('Alt+A')
    expect(pressed({ key: 'Enter', ctrlKey: true }, field('textarea'))).toBe('Ctrl+Enter')
  })

  // What a Mac writes with Option, and Windows and Linux with AltGr or Ctrl and Alt, for the letters that work calls.
  const national: readonly (readonly [string, KeyboardEventInit])[] = [
    ['Polish, Option+A', { key: 'ą', code: 'KeyA', altKey: true }],
    ['Polish, Option+S', { key: 'ś', code: 'KeyS', altKey: true }],
    ['Option+D', { key: '∂', code: 'KeyD', altKey: true }],
    ['Option+J', { key: '∆', code: 'KeyJ', altKey: true }],
    ['Option+B', { key: 'ı', code: 'KeyB', altKey: true }],
    ['a dead key', { key: 'Dead', code: 'KeyA', altKey: true }],
    ['a capital', { key: 'Ą', code: 'KeyA', altKey: true, shiftKey: true }],
    ['AltGr on Windows', { key: 'ą', code: 'KeyA', altKey: true, ctrlKey: true }],
    ['AltGr on Linux', { key: 'ą', code: 'KeyA', modifierAltGraph: true }],
    ['AltGr with Alt', { key: 'a', code: 'KeyA', altKey: true, modifierAltGraph: true }],
    ['a composed character', { key: 'a', code: 'KeyA', altKey: true, isComposing: true }],
    ['the first key of a composition', { key: 'Process', code: 'KeyA', altKey: true }],
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
      document.body.innerHTML = html
      const [target] = document.body.children
      if (!(target instanceof HTMLElement)) throw new Error('There is no field.')
      expect(pressed(init, target)).toBeNull()
    })
  })

  test.each([
    ['the letter itself', { key: 's', code: 'KeyS', altKey: true }],
    [
      'on a Russian keyboard, which writes nothing with Alt',
      { key: 'ы', code: 'KeyS', altKey: true },
    ],
  ])('in a text field an Alt key that writes nothing acts: %s', (_case, init) => {
    expect(pressed(init, field('textarea'))).toBe('Alt+S')
  })

  test('where nothing is written, an Option key acts whatever it would write', () => {
    const box = document.createElement('input')
    box.type = 'checkbox'
    document.body.append(box)
    expect(pressed({ key: 'ą', code: 'KeyA', altKey: true }, box)).toBe('Alt+A')
    expect(pressed({ key: 'ą', code: 'KeyA', altKey: true })).toBe('Alt+A')
  })

  test('is written as the system writes it', () => {
    expect(showHotkey('Alt+A', 'X11; Linux x86_64')).toBe('Alt A')
    expect(showHotkey('Alt+A', 'Macintosh; Intel Mac OS X')).toBe('⌥A')
    expect(showHotkey('Ctrl+Enter', 'Windows NT 10.0')).toBe('Ctrl ⏎')
  })
})
