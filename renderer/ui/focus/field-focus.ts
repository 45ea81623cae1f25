import { useEffect, type RefObject } from 'react'

/**
 * Focuses a field when its screen appears, with the caret at the end, if that is `wanted` and nothing else has the
 * focus.
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
    // Only once, when the field appears: after that the agent controls the focus.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
