import { createContext, useContext } from 'react'

/**
 * Where menus and tooltips are put: the page's main landmark, so that a screen reader's list of landmarks holds
 * everything. Null until it is there.
 */
export const OverlayContext = createContext<HTMLElement | null>(null)

/** The container for a portal, as a prop for Radix. */
export function useOverlay(): { container?: HTMLElement } {
  const container = useContext(OverlayContext)
  return container === null ? {} : { container }
}
