import { useEffect, useEffectEvent } from 'react'
import { isText, isTyping } from './keys/key-gate.ts'

/** `A` to `Z`, `Alt+A` to `Alt+Z`, `Ctrl+Enter` (Command on a Mac). */
export type Hotkey = string

/**
 * The intended letter. Outside of a text, `å` (Option+A on a Mac) and `Ы` of another script
 * mean the letter at their place on the keyboard.
 */
function letterOf(event: KeyboardEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toUpperCase()
  return event.altKey && event.code.startsWith('Key') ? event.code.slice(3) : event.key
}

/** How a key press is written as a hotkey; null when the press is no hotkey, such as a letter typed into a field. */
export function hotkeyOf(event: KeyboardEvent): Hotkey | null {
  if (event.repeat || isText(event) || event.getModifierState('AltGraph')) return null
  const key = letterOf(event)
  if (event.ctrlKey || event.metaKey) {
    return key === 'Enter' && !event.altKey ? 'Ctrl+Enter' : null
  }
  if (event.altKey) return `Alt+${key}`
  return isTyping(event.target) ? null : key
}

/** Runs an action when its key is pressed anywhere in the window. An undefined action leaves the key alone. */
export function useHotkeys(actions: Readonly<Record<Hotkey, (() => void) | undefined>>): void {
  function onKeyDown(event: KeyboardEvent) {
    const hotkey = hotkeyOf(event)
    const action = hotkey === null ? undefined : actions[hotkey]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  const onPress = useEffectEvent(onKeyDown)
  useEffect(() => {
    window.addEventListener('keydown', onPress)
    return () => window.removeEventListener('keydown', onPress)
  }, [])
}

const symbols: Readonly<Record<string, string>> = { Alt: '⌥', Ctrl: '⌘', Enter: '⏎' }

/** A hotkey as this system writes it: `Alt+A`, on a Mac `⌥A`. */
export function showHotkey(hotkey: Hotkey, platform = navigator.userAgent): string {
  const parts = hotkey.split('+')
  if (/Mac/.test(platform)) return parts.map((part) => symbols[part] ?? part).join('')
  return parts.map((part) => (part === 'Enter' ? '⏎' : part)).join(' ')
}
