import type { Clock } from '../clock.ts'
import type { LimitReached } from '../contract/dialling-refusal.ts'
import type { Logger } from '../log/logger.ts'

/** What `/health` says of the limits in the last quarter of an hour. */
export type AlarmState = 'ok' | 'near-limit' | 'limit-reached'

/** How long `/health` says it, ms. */
const TOLD_MS = 15 * 60_000
/** How often the same may be logged, ms: somebody at a limit tries again and again. */
const AGAIN_MS = 60_000

/** Tells who runs the server that somebody dials more than an agent should. */
export function createAlarm(clock: Clock, log: Logger) {
  const logged = new Map<string, number>()
  let reachedAt = -Infinity
  let nearAt = -Infinity

  function isNews(what: string): boolean {
    const now = clock.now()
    for (const [key, at] of logged) if (at <= now - AGAIN_MS) logged.delete(key)
    if (logged.has(what)) return false
    logged.set(what, now)
    return true
  }
  return {
    onLimitReached(limit: LimitReached, identity: string): void {
      reachedAt = clock.now()
      if (isNews(`${limit} ${identity}`))
        log.error({ limit, identity }, 'a dialling limit is reached')
    },
    onLimitNear(who: 'agent' | 'account', identity: string): void {
      nearAt = clock.now()
      if (isNews(`near ${who} ${identity}`)) {
        log.warn({ of: who, identity }, 'the minutes of a day are nearly used up')
      }
    },
    state(): AlarmState {
      const since = clock.now() - TOLD_MS
      if (reachedAt > since) return 'limit-reached'
      return nearAt > since ? 'near-limit' : 'ok'
    },
  }
}
