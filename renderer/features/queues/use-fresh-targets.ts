import { useEffect } from 'react'
import type { Actions } from '../../view/actions.ts'

/**
 * Loads the teammates and the queues at once, and again every `everyMs` while the page is visible; at once too when it
 * becomes visible. Their load and statuses change while they are seen.
 */
export function useFreshTargets(
  softphone: Pick<Actions['softphone'], 'directory'>,
  everyMs: number,
): void {
  useEffect(() => {
    const load = () => {
      if (document.visibilityState === 'visible') void softphone.directory()
    }
    load()
    const timer = setInterval(load, everyMs)
    document.addEventListener('visibilitychange', load)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', load)
    }
  }, [softphone, everyMs])
}
