import { useEffect, useRef, type RefObject } from 'react'

function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body
}

/**
 * Moves the focus to a new screen's heading if the old screen had it, so that keys and screen readers
 * continue from there. Focus that is somewhere else stays: a word that is being typed must not press Answer.
 */
export function useStageFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null)
  useEffect(() => {
    if (isFocusFree()) target.current?.focus()
  }, [])
  return target
}

/**
 * Focuses a field when its screen appears, with the caret at the end, if that is `wanted` and nothing else has the
 * focus.
 */
export function useFieldFocus(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  wanted: () => boolean,
): void {
  useEffect(() => {
    if (!isFocusFree() || !wanted()) return
    field.current?.focus()
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
    // Only once, when the field appears: after that the agent controls the focus.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
