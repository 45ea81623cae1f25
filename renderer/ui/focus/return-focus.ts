import { useEffect, useRef, type RefObject } from 'react'

/**
 * When something that had the focus closes, returns the focus to where it was before. If that is gone, or is outside of
 * the screen's main part, `fallback` gets it: the next key should not work a menu of the header. Focus that has moved
 * elsewhere stays.
 */
export function useReturnFocus(open: boolean, fallback: RefObject<HTMLElement | null>): void {
  const before = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    const closed = wasOpen.current && !open
    wasOpen.current = open
    if (!closed || document.activeElement !== document.body) return
    const main = fallback.current?.closest('main')
    if (before.current instanceof HTMLElement && main?.contains(before.current)) {
      before.current.focus()
    }
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
