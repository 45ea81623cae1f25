import { useEffect, useRef, type RefObject } from 'react'

/**
 * Gives the focus to a new screen's heading when the old screen took it away, so that keys and screen readers
 * go on from there. Focus that is somewhere else stays: nobody presses Answer by a word half typed.
 */
export function useStageFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null)
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) target.current?.focus()
  }, [])
  return target
}
