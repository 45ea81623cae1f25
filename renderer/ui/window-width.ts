import { useSyncExternalStore } from 'react'

/** From this width on, in CSS pixels, the queues and the team stand beside the screen between calls. */
export const roomForQueues = 1000

/** From this width on, in CSS pixels, the customer stands beside the call. */
export const roomForCustomer = 1160

/** Whether the window is at least that wide, in CSS pixels. */
export function useMinWidth(px: number): boolean {
  const query = `(min-width: ${px}px)`
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}
