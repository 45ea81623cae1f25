import type { LimitReached } from '../contract/dialling-refusal.ts'

/** The most that one agent, or all of the account, may have rung. */
export interface Allowance {
  readonly callsPerMinute: number
  /** Telephones at once, ringing or talking. */
  readonly legsAtOnce: number
  /** Of all telephones in the last 24 hours, ringing included. */
  readonly minutesPerDay: number
}

export interface Limits {
  readonly agent: Allowance
  readonly account: Allowance
  /** Who agents have brought into one call. */
  readonly partiesPerCall: number
}

/** What has been rung already, without what is asked for now. */
export interface Usage {
  readonly agent: Allowance
  readonly account: Allowance
  /** Null where a call begins. */
  readonly parties: number | null
}

/** Which limit the next ring would go beyond; null for none. Desks cost nothing: only their number is limited. */
export function decideUsage(
  usage: Usage,
  limits: Limits,
  isTelephone: boolean,
): LimitReached | null {
  if (usage.parties !== null && usage.parties >= limits.partiesPerCall) return 'party-limit'
  for (const who of ['agent', 'account'] as const) {
    const used = usage[who]
    const most = limits[who]
    if (used.callsPerMinute >= most.callsPerMinute) return `${who}-call-rate`
    if (!isTelephone) continue
    if (used.legsAtOnce >= most.legsAtOnce) return `${who}-leg-limit`
    if (used.minutesPerDay >= most.minutesPerDay) return `${who}-minute-limit`
  }
  return null
}

/** From this part of a day's minutes on it is told, before anybody is refused. */
const NEAR = 0.8

/** Whose minutes of the day are nearly used up. */
export function nearLimit(usage: Usage, limits: Limits): 'agent' | 'account' | null {
  const isNear = (who: 'agent' | 'account') =>
    usage[who].minutesPerDay >= NEAR * limits[who].minutesPerDay
  return (['account', 'agent'] as const).find(isNear) ?? null
}
