import { useCallback, useEffect, useState } from 'react'
import {
  readAlerts,
  readLinks,
  readSnapshot,
  type AlertEntry,
  type Link,
  type Snapshot,
} from './control-api.ts'

const POLL_MS = 1000

/** Runs what the reader asks for, shows what goes wrong with it, and reads the sandbox again. */
export type Run = (action: () => Promise<unknown>) => void

export interface SandboxView {
  /** Null until the sandbox has answered for the first time. */
  readonly reading: {
    readonly snapshot: Snapshot
    readonly alerts: readonly AlertEntry[] | null
    readonly links: readonly Link[]
  } | null
  /** Whether it answered last time. */
  readonly answers: boolean
  readonly problem: string | null
  readonly run: Run
}

/** The sandbox's state, read once a second while somebody can see the page. */
export function useSandbox(): SandboxView {
  const [reading, setReading] = useState<SandboxView['reading']>(null)
  const [answers, setAnswers] = useState(true)
  const [problem, setProblem] = useState<string | null>(null)

  const refresh = useCallback(async () => {
    const snapshot = await readSnapshot()
    setReading({ snapshot, alerts: await readAlerts(), links: await readLinks() })
    setAnswers(true)
  }, [])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    async function poll(): Promise<void> {
      try {
        if (!document.hidden) await refresh()
      } catch {
        setAnswers(false)
      }
      if (!stopped) timer = setTimeout(() => void poll(), POLL_MS)
    }
    void poll()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [refresh])

  async function attempt(action: () => Promise<unknown>): Promise<void> {
    setProblem(null)
    try {
      await action()
      await refresh()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return { reading, answers, problem, run: (action) => void attempt(action) }
}
