import { useEffect, useEffectEvent } from 'react'

/** Runs `action` now and every `ms`, while `ms` is not null. A run that fails is left out. */
export function useEvery(ms: number | null, action: () => Promise<void> | void): void {
  const run = useEffectEvent(action)
  useEffect(() => {
    if (ms === null) return
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    async function repeat(): Promise<void> {
      try {
        await run()
      } catch {
        // The next run may succeed; the events say when the sandbox has stopped.
      }
      if (!stopped) timer = setTimeout(() => void repeat(), ms ?? 0)
    }
    void repeat()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [ms])
}
