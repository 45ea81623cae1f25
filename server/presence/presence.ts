import type { Clock } from '../clock.ts'
import type { ReadinessReport } from '../contract/realtime.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'
import { LEASE_MS, proves } from './lease.ts'

/** Presence is a lease: when a desk stops proving itself, the server takes its Worker out of routing. */
export interface Presence {
  /** From now on this Worker must prove itself. */
  watch(identity: string, workerSid: string): void
  report(identity: string, report: ReadinessReport): void
  /** Whether the desk's last word, and a fresh one, was that a call can reach a person there. */
  canBeRung(identity: string): boolean
  close(): void
}

export interface PresenceDeps {
  readonly clock: Clock
  readonly gateway: Pick<TwilioGateway, 'workerAvailability' | 'setActivity'>
  readonly offlineActivitySid: string
  readonly log: Logger
}

export function createPresence(deps: PresenceDeps): Presence {
  const workers = new Map<string, string>()
  /** Until when the last proof of each desk holds. */
  const proved = new Map<string, number>()
  const timers = createTimers(deps.clock)

  function renew(identity: string, workerSid: string): void {
    timers.set(identity, deps.clock.now() + LEASE_MS, () => {
      // Whatever a client says meanwhile, a Worker made available without proof is found again.
      renew(identity, workerSid)
      expire(identity, workerSid).catch((error: unknown) =>
        deps.log.error({ err: error, identity }, 'a lease did not end'),
      )
    })
  }

  async function expire(identity: string, workerSid: string): Promise<void> {
    const worker = await deps.gateway.workerAvailability(workerSid)
    if (!worker.ok) {
      deps.log.warn({ identity, failure: worker.failure }, 'a desk without proof stays as it is')
      return
    }
    if (!worker.value.available) return
    const moved = await deps.gateway.setActivity(workerSid, deps.offlineActivitySid)
    if (moved.ok) deps.log.info({ identity }, 'no proof from this desk: taken out of routing')
    else deps.log.warn({ identity, failure: moved.failure }, 'could not be taken out of routing')
  }

  return {
    watch(identity, workerSid) {
      if (workers.has(identity)) return
      workers.set(identity, workerSid)
      renew(identity, workerSid)
    },
    report(identity, report) {
      const workerSid = workers.get(identity)
      if (proves(report)) proved.set(identity, deps.clock.now() + LEASE_MS)
      else proved.delete(identity)
      if (workerSid !== undefined && proves(report)) renew(identity, workerSid)
    },
    canBeRung: (identity) => (proved.get(identity) ?? 0) > deps.clock.now(),
    close() {
      timers.clearAll()
      proved.clear()
      workers.clear()
    },
  }
}
