import type { Clock } from '../clock.ts'
import { createTimers } from '../timers.ts'
import { dayAround } from './day.ts'
import type { Day } from './day.ts'

/** When each agent's day begins: at midnight in their own time zone. */
export interface AgentDays {
  /** With null or an unknown zone, the server's own counts. */
  setTimeZone(identity: string, timeZone: string | null): void
  /** When today began for this agent, on the wall clock. From now on, their next midnight is reported. */
  today(identity: string): number
  close(): void
}

/** Whether this machine knows the time zone. */
function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** `midnight`: another day has begun for this agent. */
export function createAgentDays(clock: Clock, midnight: (identity: string) => void): AgentDays {
  const zones = new Map<string, string>()
  // To find a day costs some fifty formatted dates, and every snapshot needs it.
  const days = new Map<string, Day>()
  const timers = createTimers(clock)
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone

  function dayOf(identity: string, wall: number): Day {
    const known = days.get(identity)
    if (known !== undefined && known.begins <= wall && wall < known.ends) return known
    const day = dayAround(wall, zones.get(identity) ?? own)
    days.set(identity, day)
    return day
  }

  return {
    setTimeZone(identity, timeZone) {
      days.delete(identity)
      if (timeZone !== null && isZone(timeZone)) zones.set(identity, timeZone)
      else zones.delete(identity)
    },
    today(identity) {
      const wall = clock.wall()
      const { begins, ends } = dayOf(identity, wall)
      timers.set(identity, clock.now() + ends - wall, () => midnight(identity))
      return begins
    },
    close: timers.clearAll,
  }
}
