import type { Clock } from '../clock.ts'
import { createTimers } from '../timers.ts'
import { dayAround } from './day.ts'

/** Where each agent's day begins: at the midnight of the place in which they sit. */
export interface AgentDays {
  /** Told by the agent's page; an unknown zone leaves them in the server's. */
  sitsIn(identity: string, timeZone: string | null): void
  /** When today began for this agent, on the wall clock. From now on their next midnight is told. */
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
  const timers = createTimers(clock)
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    sitsIn(identity, timeZone) {
      if (timeZone !== null && isZone(timeZone)) zones.set(identity, timeZone)
      else zones.delete(identity)
    },
    today(identity) {
      const wall = clock.wall()
      const { begins, ends } = dayAround(wall, zones.get(identity) ?? own)
      timers.set(identity, clock.now() + ends - wall, () => midnight(identity))
      return begins
    },
    close: () => timers.clearAll(),
  }
}
