import { useEffect, type RefObject } from 'react'

/**
 * Puts the focus of a screen that appears into a field, with the caret at the end, where that is `wanted` then and the
 * focus is nowhere else by now.
 */
export function useFieldFocus(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  wanted: () => boolean,
): void {
  useEffect(() => {
    const { activeElement } = document
    if (activeElement !== null && activeElement !== document.body) return
    if (!wanted()) return
    field.current?.focus()
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
    // Once, when the field appears: later the focus is the agent's.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
