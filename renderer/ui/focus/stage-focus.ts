import { useEffect, useRef, type RefObject } from 'react'
import { isTextField } from '../keys/key-gate.ts'

export type TextInput = HTMLInputElement | HTMLTextAreaElement

/** Whether it is on the screen, and not behind another tab. */
export function isShown(element: Element): boolean {
  return element.closest('[hidden]') === null
}

/** Whether a new screen may take the focus. A field in which the agent types keeps it; a button, a menu or nothing gives it up. */
function mayFocus(element: HTMLElement): boolean {
  return isShown(element) && !isTextField(document.activeElement)
}

/** Focuses a field with the caret at its end. */
export function focusAtEnd(field: TextInput): void {
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}

/**
 * Moves the focus to a new screen's heading, so that keys and screen readers continue from there, and a stray Enter
 * presses nothing. A field in which the agent types keeps it: a word that is being typed must not press Answer.
 * An open menu closes, because the focus leaves it.
 */
export function useStageFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null)
  useEffect(() => {
    const { current } = target
    if (current !== null && mayFocus(current)) current.focus()
  }, [])
  return target
}

/** Focuses a field when its screen appears, with the caret at the end, if that is `wanted` and nobody types elsewhere. */
export function useFieldFocus(
  field: RefObject<TextInput | null>,
  wanted: () => boolean,
  take: (field: TextInput) => void = focusAtEnd,
): void {
  useEffect(() => {
    const { current } = field
    if (current !== null && mayFocus(current) && wanted()) take(current)
    // Only once, when the field appears: after that the agent controls the focus.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
