import { createContext, useContext } from 'react'

/**
 * The container of menus and tooltips: the page's main landmark, so that a screen reader's list of landmarks has
 * everything. Null until it is mounted.
 */
export const OverlayContext = createContext<HTMLElement | null>(null)

/** The container for a portal, as a prop for Radix. */
export function useOverlay(): { container?: HTMLElement } {
  const container = useContext(OverlayContext)
  return container === null ? {} : { container }
}
