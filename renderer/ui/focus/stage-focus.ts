import { useEffect, useRef, type RefObject } from 'react'

/**
 * Moves the focus to a new screen's heading if the old screen had it, so that keys and screen readers
 * continue from there. Focus that is somewhere else stays: a word that is being typed must not press Answer.
 */
export function useStageFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null)
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) target.current?.focus()
  }, [])
  return target
}
