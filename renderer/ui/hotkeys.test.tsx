// @vitest-environment jsdom
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

  test('is written as the system writes it', () => {
    expect(showHotkey('Alt+A', 'X11; Linux x86_64')).toBe('Alt A')
    expect(showHotkey('Alt+A', 'Macintosh; Intel Mac OS X')).toBe('⌥A')
    expect(showHotkey('Ctrl+Enter', 'Windows NT 10.0')).toBe('Ctrl ⏎')
  })
})
