import { useEffect, type RefObject } from 'react'

/** Puts the focus where the typing goes on, with the caret at the end, unless it is somewhere else by now. */
export function useWrapUpFocus(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
): void {
  useEffect(() => {
    const { activeElement } = document
    if (activeElement !== null && activeElement !== document.body) return
    field.current?.focus()
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
    // Once, when the wrap-up appears: later the focus is the agent's.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
