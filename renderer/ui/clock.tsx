import { createContext, useContext, useEffect, useMemo, useReducer, type ReactNode } from 'react'

/** Reads a clock, in milliseconds since 1970. The gallery and the tests put a still one in its place. */
export const ClockContext = createContext<() => number>(() => Date.now())

interface ServerClockProps {
  readonly offsetMs: number
  readonly children: ReactNode
}

/** Below it, the clock is the server's: this machine's plus the offset. */
export function ServerClock({ offsetMs, children }: ServerClockProps) {
  const read = useContext(ClockContext)
  const server = useMemo(() => () => read() + offsetMs, [read, offsetMs])
  return <ClockContext value={server}>{children}</ClockContext>
}

/** The time now, read anew every `everyMs` milliseconds. */
export function useNow(everyMs = 500): number {
  const read = useContext(ClockContext)
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return read()
}
