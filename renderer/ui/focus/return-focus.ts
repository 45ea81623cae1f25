import { useEffect, useRef, type RefObject } from 'react'

/**
 * When something that had the focus closes, returns the focus to where it was before, or to `fallback` if that
 * cannot take it any more. Focus that has moved elsewhere stays.
 */
export function useReturnFocus(open: boolean, fallback: RefObject<HTMLElement | null>): void {
  const before = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    const closed = wasOpen.current && !open
    wasOpen.current = open
    if (!closed || document.activeElement !== document.body) return
    if (before.current instanceof HTMLElement) before.current.focus()
    if (document.activeElement === document.body) fallback.current?.focus()
  }, [open, fallback])

  // The part that opens may take the focus before an effect runs here, so the focus is tracked while it is closed.
  useEffect(() => {
    if (open) return
    const remember = () => {
      before.current = document.activeElement
    }
    remember()
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [open])
}
