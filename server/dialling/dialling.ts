import type { Call } from '../calls/model/call.ts'
import { CUSTOMER } from '../calls/model/party.ts'
import type { Clock } from '../clock.ts'
import { limitReached } from '../contract/dialling-refusal.ts'
import type { DiallingRefusal } from '../contract/dialling-refusal.ts'
import type { Logger } from '../log/logger.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { createAlarm } from './alarm.ts'
import type { AlarmState } from './alarm.ts'
import type { LegStore } from './leg-store.ts'
import { DAY_MS, countBroughtInto, isOver, legsMergedInto, usedBy } from './legs.ts'
import type { Leg } from './legs.ts'
import { nearLimit } from './limits.ts'
import type { Usage } from './limits.ts'
import { decide } from './policy.ts'
import type { DialPolicy } from './policy.ts'

/** Somebody to ring, for which agent, and in which call. */
export interface LegRequest {
  readonly callId: string
  readonly partyId: string
  readonly identity: string
  /** Null for a desk or a queue. */
  readonly number: string | null
}

export type RingRefusal = { readonly code: DiallingRefusal; readonly message: string }

/** Everybody that an agent rings is admitted here: by the policy and the limits, and the leg is counted. */
export interface Dialling {
  /**
   * Counts the leg and calls `begin`. Nothing is awaited between the check and the count, so that many requests at once do not
   * go beyond a limit.
   */
  admit<Value>(leg: LegRequest, begin: () => Promise<Value>): Promise<Result<Value, RingRefusal>>
  /** Ends legs that are no longer in the call. */
  onCallChanged(call: Call): void
  /** Reads what an earlier run has counted. */
  recover(): Promise<void>
  alarm(): AlarmState
}

export interface DiallingDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly policy: DialPolicy
  readonly store: LegStore
  find(callId: string): Call | null
}

export function createDialling(deps: DiallingDeps): Dialling {
  const { clock, log, policy, store } = deps
  const alarm = createAlarm(clock, log)
  /** Requested, and not yet in the call. */
  const requested = new Set<Leg>()
  let legs: readonly Leg[] = []

  function logFailure(work: Promise<void>): void {
    work.catch((error: unknown) => log.error({ err: error }, 'a leg was not written down'))
  }
  function open(leg: Leg): void {
    const yesterday = clock.now() - DAY_MS
    const counted = legs.filter(({ endedAt }) => endedAt === null || endedAt > yesterday)
    if (counted.length < legs.length) logFailure(store.forget(yesterday))
    legs = [...counted, leg]
    logFailure(store.save(leg))
  }
  function endOver(callId: string): void {
    legs = legs.map((leg) => {
      if (leg.callId !== callId || leg.endedAt !== null || requested.has(leg)) return leg
      if (!isOver(leg, deps.find(callId))) return leg
      const ended = { ...leg, endedAt: clock.now() }
      logFailure(store.save(ended))
      return ended
    })
  }
  function usageOf({ identity, callId, partyId }: LegRequest): Usage {
    const now = clock.now()
    const own = legs.filter((leg) => leg.identity === identity)
    const parties = partyId === CUSTOMER ? null : countBroughtInto(legs, callId)
    return { agent: usedBy(own, now), account: usedBy(legs, now), parties }
  }
  function refuse(why: DiallingRefusal, identity: string) {
    const limit = limitReached.safeParse(why)
    if (limit.success) alarm.onLimitReached(limit.data, identity)
    else log.warn({ why, identity }, 'a number was refused')
    return fail({ code: why, message: 'the dial policy or a limit forbids it' })
  }

  return {
    async admit(asked, begin) {
      const { number, ...who } = asked
      const usage = usageOf(asked)
      const decision = decide(number, policy, usage)
      if (decision.kind === 'refused') return refuse(decision.why, asked.identity)
      const near = nearLimit(usage, policy.limits)
      if (near !== null) alarm.onLimitNear(near, asked.identity)
      const leg = { ...who, isTelephone: number !== null, startedAt: clock.now(), endedAt: null }
      requested.add(leg)
      open(leg)
      try {
        return succeed(await begin())
      } finally {
        requested.delete(leg)
        endOver(asked.callId)
      }
    },
    onCallChanged(call) {
      for (const leg of legsMergedInto(call, legs, clock.now())) open(leg)
      endOver(call.callId)
    },
    async recover() {
      const before = await store.load()
      // Legs that were requested since the server listens are counted already.
      const isKnown = (leg: Leg) =>
        legs.some(({ callId, partyId }) => callId === leg.callId && partyId === leg.partyId)
      legs = [...before.filter((leg) => !isKnown(leg)), ...legs]
      for (const { callId, endedAt } of legs) if (endedAt === null) endOver(callId)
    },
    alarm: alarm.state,
  }
}
