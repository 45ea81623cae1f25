import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { TakenOut } from '../contract/desk.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'
import type { TakenOutStore, Taking } from './taken-out-store.ts'

/** How long a desk shows that its agent is back, ms: enough to read it twice. */
const BACK_SHOWN_MS = 12_000
/** After this time the agent begins another shift, and becomes available themselves. */
const LONGEST_AWAY_MS = 4 * 60 * 60_000

export interface TakenOutDeps {
  readonly clock: Clock
  readonly gateway: Pick<TwilioGateway, 'workerActivity' | 'setActivity'>
  readonly store: TakenOutStore
  readonly log: Logger
  onChange(identity: string): void
}

/** Agents that were taken out of routing: what was taken from each, and what their desks show. */
export function createTakenOut(deps: TakenOutDeps) {
  const { clock, gateway, log, store } = deps
  const taken = new Map<string, Taking>()
  const back = new Map<string, TakenOut>()
  const timers = createTimers(clock)

  async function forget(identity: string): Promise<void> {
    if (!taken.delete(identity)) return
    await store.remove(identity)
    deps.onChange(identity)
  }

  /** Forgets the agent when somebody has changed the Activity since: their choice stays. */
  async function review(identity: string, changedAt: string): Promise<void> {
    const taking = taken.get(identity)
    if (taking !== undefined && taking.changedAt !== changedAt) await forget(identity)
  }

  function announceReturn({ identity, since, reason }: Taking): void {
    back.set(identity, { since: instant(since), reason, back: true })
    timers.set(identity, clock.now() + BACK_SHOWN_MS, () => {
      back.delete(identity)
      deps.onChange(identity)
    })
  }

  return {
    has: (identity: string) => taken.has(identity),
    async add(taking: Taking): Promise<void> {
      taken.set(taking.identity, taking)
      back.delete(taking.identity)
      await store.put(taking)
      deps.onChange(taking.identity)
    },
    /** Back to the Activity from before, unless somebody has chosen another since. */
    async bringBack(identity: string, workerSid: string): Promise<void> {
      if (!taken.has(identity)) return
      const worker = await gateway.workerActivity(workerSid)
      // The next report tries again.
      if (!worker.ok) return
      await review(identity, worker.value.changedAt)
      const taking = taken.get(identity)
      if (taking === undefined) return
      if (Math.abs(clock.now() - taking.since) > LONGEST_AWAY_MS) return forget(identity)
      const moved = await gateway.setActivity(workerSid, taking.activitySid)
      if (!moved.ok) {
        log.warn({ identity, failure: moved.failure }, 'could not be brought back into routing')
        return
      }
      log.info({ identity }, 'the desk proves itself again: back in routing')
      announceReturn(taking)
      await forget(identity)
    },
    review,
    forget,
    shownTo(identity: string): TakenOut | null {
      const taking = taken.get(identity)
      if (taking === undefined) return back.get(identity) ?? null
      return { since: instant(taking.since), reason: taking.reason, back: false }
    },
    async recover(): Promise<void> {
      for (const taking of await store.all()) taken.set(taking.identity, taking)
    },
    close: () => timers.clearAll(),
  }
}
