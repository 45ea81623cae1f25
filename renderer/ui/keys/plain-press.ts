import { useEffect } from 'react'
import { isComposed, isTextField } from './key-gate.ts'

/** What Enter presses, and Space too unless it is typed there. */
const pressable = 'button, summary, a, input, select, [role]'

/**
 * Whether an Enter or Space that should press nothing is about to: with Ctrl, Alt or Meta it belongs to a command, and one
 * that is held down belongs to what had the focus before.
 */
function isStrayPress(event: KeyboardEvent): boolean {
  const { key, target, ctrlKey, altKey, metaKey, repeat } = event
  if ((key !== 'Enter' && key !== ' ') || isComposed(event)) return false
  if (!(target instanceof HTMLElement) || target.closest(pressable) === null) return false
  if (isTextField(target) && (key === ' ' || !(target instanceof HTMLInputElement))) return false
  return ctrlKey || altKey || metaKey || repeat
}

function ignore(event: KeyboardEvent): void {
  if (isStrayPress(event)) event.preventDefault()
}

/**
 * Keeps such presses from every button, menu and form. It listens before all of them, and leaves the event on its way,
 * so that a command with that key still gets it.
 */
export function usePlainPresses(): void {
  useEffect(() => {
    // Some browsers press a button with Space when the key is let go.
    const kinds = ['keydown', 'keyup'] as const
    for (const kind of kinds) window.addEventListener(kind, ignore, { capture: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, ignore, { capture: true })
    }
  }, [])
}
