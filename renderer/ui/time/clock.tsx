import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { steadyNow } from '../../steady-now.ts'

/** Reads a clock, in milliseconds since 1970. The gallery and the tests use a fixed one. */
export const ClockContext = createContext<() => number>(steadyNow)

interface ServerClockProps {
  readonly offsetMs: number
  readonly children: ReactNode
}

/** Provides the server's clock: this machine's plus the offset. */
export function ServerClock({ offsetMs, children }: ServerClockProps) {
  const read = useContext(ClockContext)
  const server = useMemo(() => () => read() + offsetMs, [read, offsetMs])
  return <ClockContext value={server}>{children}</ClockContext>
}

/** The time now, read every `everyMs` milliseconds. */
export function useNow(everyMs = 500): number {
  const read = useContext(ClockContext)
  const [now, setNow] = useState(read)
  useEffect(() => {
    const look = () => setNow(read())
    // At once too: the clock may differ from that of the first render.
    look()
    const timer = setInterval(look, everyMs)
    return () => clearInterval(timer)
  }, [read, everyMs])
  return now
}
