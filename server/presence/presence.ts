import { createTimers } from '../timers.ts'
import type { Result } from '../contract/result.ts'
import { createSerial } from '../serial.ts'
import type { Serial } from '../serial.ts'
import type { TakenOut } from '../contract/desk.ts'
import type { ReadinessReport } from '../contract/realtime.ts'
import type { ActivityChange, TwilioFailure } from '../twilio/gateway.ts'
import { LEASE_MS, proves, whyNot } from './lease.ts'
import { createTakenOut } from './taken-out.ts'
import type { TakenOutDeps } from './taken-out.ts'

/**
 * Presence is a lease: when a desk stops proving itself, the server takes its Worker out of routing, and brings it back
 * when the proof holds again.
 */
export interface Presence {
  /** From now on this Worker must prove itself. */
  watch(identity: string, workerSid: string): void
  report(identity: string, report: ReadinessReport): void
  /** Whether the desk's last word, and a fresh one, was that a call can reach a person there. */
  canBeRung(identity: string): boolean
  /** What the desk is told of a lease that ran out; null while there is nothing to tell. */
  takenOut(identity: string): TakenOut | null
  /** The agent has missed a call: where that puts them is meant, and nothing brings them back from it. */
  onCallMissed(identity: string): void
  /** The agent is signed out: out of routing at once, and not brought back by the next sign-in. */
  onSignedOut(identity: string): void
  /** Goes on, after a restart, with those that an earlier run took out of routing. */
  recover(): Promise<void>
  close(): void
}

export interface PresenceDeps extends TakenOutDeps {
  readonly offlineActivitySid: string
}

export function createPresence(deps: PresenceDeps): Presence {
  const { clock, gateway, log } = deps
  const workers = new Map<string, string>()
  /** Until when the last proof of each desk holds. */
  const proved = new Map<string, number>()
  /** The last word of each desk at which somebody is signed in. */
  const reports = new Map<string, ReadinessReport>()
  const left = new Set<string>()
  const timers = createTimers(clock)
  const out = createTakenOut(deps)
  const canBeRung = (identity: string) => (proved.get(identity) ?? 0) > clock.now()
  const inTurn = createTurns((error, identity) =>
    log.error({ err: error, identity }, 'a lease did not end or begin'),
  )

  function renew(identity: string, workerSid: string): void {
    timers.set(identity, clock.now() + LEASE_MS, () => {
      // Whatever a client says meanwhile, a Worker made available without proof is found again.
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
    // The proof may have come while Twilio was asked.
    if (canBeRung(identity)) return
    if (!worker.value.available) return out.review(identity, worker.value.changedAt)
    const moved = await gateway.setActivity(workerSid, deps.offlineActivitySid)
    const changedAt = moved.ok
      ? moved.value.changedAt
      : await readMoveAfterFailure(deps, workerSid, worker.value)
    if (changedAt === null) {
      log.warn({ identity, failure: failureIn(moved) }, 'could not be taken out of routing')
      return
    }
    log.info({ identity }, 'no proof from this desk: taken out of routing')
    if (left.has(identity)) return
    const { activitySid } = worker.value
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

/** What is done about one agent is done one after the other. */
function createTurns(failed: (error: unknown, identity: string) => void) {
  const turns = new Map<string, Serial>()
  return (identity: string, job: () => Promise<void>): void => {
    const serial = turns.get(identity) ?? createSerial()
    turns.set(identity, serial)
    serial.run(job).catch((error: unknown) => failed(error, identity))
  }
}

function failureIn(outcome: Result<unknown, TwilioFailure>): TwilioFailure | null {
  return outcome.ok ? null : outcome.failure
}

/** The answer may have been lost after the request: anybody who is not brought back from it would stay out for ever. */
async function readMoveAfterFailure(
  { gateway, offlineActivitySid }: PresenceDeps,
  workerSid: string,
  before: ActivityChange,
): Promise<string | null> {
  const now = await gateway.workerActivity(workerSid)
  if (!now.ok || now.value.activitySid !== offlineActivitySid) return null
  return now.value.changedAt === before.changedAt ? null : now.value.changedAt
}
