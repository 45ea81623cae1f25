import { createTimers } from '../timers.ts'
import { createQueues } from '../queues.ts'
import type { TakenOut } from '../contract/desk.ts'
import type { ReadinessReport } from '../contract/realtime.ts'
import type { ActivityChange, Answer } from '../twilio/gateway.ts'
import { LEASE_MS, proves, whyNot } from './lease.ts'
import { createTakenOut } from './taken-out.ts'
import type { TakenOutDeps } from './taken-out.ts'

/**
 * Presence is a lease: when a desk stops proving itself, the server takes its Worker out of routing, and brings it back
 * when the proof holds again.
 */
export interface Presence {
  /** From now on this Worker's desk must prove itself. */
  watch(identity: string, workerSid: string): void
  report(identity: string, report: ReadinessReport): void
  /** Whether a recent report was a proof, and no other has followed. */
  canBeRung(identity: string): boolean
  /** What the desk shows of a lease that ended; null when there is nothing to show. */
  takenOut(identity: string): TakenOut | null
  /** The agent has missed a call: they are not brought back into routing. */
  onCallMissed(identity: string): void
  /** Takes the agent out of routing at once. The next sign-in does not bring them back. */
  onSignedOut(identity: string): void
  /** Reads who an earlier run took out of routing. */
  recover(): Promise<void>
  close(): void
}

export interface PresenceDeps extends TakenOutDeps {
  readonly offlineActivitySid: string
}

export function createPresence(deps: PresenceDeps): Presence {
  const { clock, gateway, log } = deps
  const workers = new Map<string, string>()
  /** Until when each desk's last proof is valid. */
  const proved = new Map<string, number>()
  /** The last report of each desk at which somebody is signed in. */
  const reports = new Map<string, ReadinessReport>()
  const left = new Set<string>()
  const timers = createTimers(clock)
  const out = createTakenOut(deps)
  const canBeRung = (identity: string) => (proved.get(identity) ?? 0) > clock.now()
  const queueOf = createQueues()

  function inTurn(identity: string, job: () => Promise<void>): void {
    queueOf(identity)
      .add(job)
      .catch((error: unknown) =>
        log.error({ err: error, identity }, 'a lease did not end or begin'),
      )
  }

  function renew(identity: string, workerSid: string): void {
    timers.set(identity, clock.now() + LEASE_MS, () => {
      // Again and again: somebody may make a Worker available whose desk has no proof.
      renew(identity, workerSid)
      inTurn(identity, () => expire(identity, workerSid))
    })
  }

  async function expire(identity: string, workerSid: string): Promise<void> {
    const worker = await gateway.workerActivity(workerSid)
    if (!worker.ok) {
      log.warn({ identity, failure: worker.failure }, 'a desk without proof stays as it is')
      return
    }
    // A proof may have come while Twilio was asked.
    if (canBeRung(identity)) return
    if (!worker.value.available) return out.review(identity, worker.value.changedAt)
    const moved = await takeOut(deps, workerSid, worker.value)
    if (!moved.ok) {
      log.warn({ identity, failure: moved.failure }, 'could not be taken out of routing')
      return
    }
    log.info({ identity }, 'no proof from this desk: taken out of routing')
    if (left.has(identity)) return
    const { activitySid } = worker.value
    const { changedAt } = moved.value
    const reason = whyNot(reports.get(identity))
    await out.add({ identity, activitySid, changedAt, since: clock.now(), reason })
    if (canBeRung(identity)) await out.bringBack(identity, workerSid)
  }

  return {
    watch(identity, workerSid) {
      if (workers.has(identity)) return
      workers.set(identity, workerSid)
      renew(identity, workerSid)
    },
    report(identity, report) {
      const workerSid = workers.get(identity)
      left.delete(identity)
      reports.set(identity, report)
      if (!proves(report)) return void proved.delete(identity)
      proved.set(identity, clock.now() + LEASE_MS)
      if (workerSid === undefined) return
      renew(identity, workerSid)
      if (out.has(identity)) inTurn(identity, () => out.bringBack(identity, workerSid))
    },
    canBeRung,
    takenOut: out.shownTo,
    onCallMissed: (identity) => inTurn(identity, () => out.forget(identity)),
    onSignedOut(identity) {
      const workerSid = workers.get(identity)
      left.add(identity)
      reports.delete(identity)
      proved.delete(identity)
      inTurn(identity, () => out.forget(identity))
      if (workerSid !== undefined) inTurn(identity, () => expire(identity, workerSid))
    },
    recover: out.recover,
    close() {
      timers.clearAll()
      out.close()
      proved.clear()
      workers.clear()
    },
  }
}

/** Reads after a failure: the answer may be lost, and nobody would bring back an agent who was taken out. */
async function takeOut(
  { gateway, offlineActivitySid }: PresenceDeps,
  workerSid: string,
  before: ActivityChange,
): Answer<ActivityChange> {
  const moved = await gateway.setActivity(workerSid, offlineActivitySid)
  if (moved.ok) return moved
  const now = await gateway.workerActivity(workerSid)
  const isOut =
    now.ok &&
    now.value.activitySid === offlineActivitySid &&
    now.value.changedAt !== before.changedAt
  return isOut ? now : moved
}
