import { useEffect } from 'react'
import type { Actions } from '../../view/actions.ts'

const intervalMs = 5_000

/** Presence changes while the list is open, so it is requested at once and every few seconds. */
export function useFreshTargets(actions: Actions): void {
  useEffect(() => {
    void actions.softphone.directory()
    const timer = setInterval(() => void actions.softphone.directory(), intervalMs)
    return () => clearInterval(timer)
  }, [actions])
}
