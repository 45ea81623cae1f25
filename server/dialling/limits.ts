import type { LimitReached } from '../contract/dialling-refusal.ts'

/** The most that one agent, or all of the account, may have rung. */
export interface Allowance {
  readonly callsPerMinute: number
  /** Telephones that ring or talk at the same time. */
  readonly legsAtOnce: number
  /** Of all telephones in the last 24 hours, ringing included. */
  readonly minutesPerDay: number
}

export interface Limits {
  readonly agent: Allowance
  readonly account: Allowance
  /** Parties that agents have added to one call. */
  readonly partiesPerCall: number
}

/** What was rung already, without the requested leg. */
export interface Usage {
  readonly agent: Allowance
  readonly account: Allowance
  /** Null when a call begins. */
  readonly parties: number | null
}

/** The limit that the next ring would break; null for none. Desks cost nothing: only their number is limited. */
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

/** A warning comes from this part of a day's minutes on. */
const NEAR = 0.8

/** Whose minutes of the day are nearly used up. */
export function nearLimit(usage: Usage, limits: Limits): 'agent' | 'account' | null {
  const isNear = (who: 'agent' | 'account') =>
    usage[who].minutesPerDay >= NEAR * limits[who].minutesPerDay
  return (['account', 'agent'] as const).find(isNear) ?? null
}
