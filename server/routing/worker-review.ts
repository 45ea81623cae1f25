import { createSerial } from '../serial.ts'
import type { Serial } from '../serial.ts'
import type { Clock } from '../clock.ts'
import type { Agent } from '../contract/session.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { Answer } from '../twilio/gateway.ts'
import type { Attributes } from './worker-attributes.ts'
import { ensureWorker } from './ensure-worker.ts'
import type { EnsureWorkerDeps } from './ensure-worker.ts'

/** Looks at Workers at Twilio, one request about a Worker after the other. */
export interface WorkerReview {
  settle(agent: Agent, seen: Attributes | null): Answer<{ readonly workerSid: string }>
  /** Soon, and again while Twilio fails. `seen`: attributes that an event or an assignment had. */
  look(identity: string, seen: Attributes | null): void
  /** At all of them from now on, now and again. */
  start(): void
  close(): void
}

export type WorkerReviewDeps = EnsureWorkerDeps & {
  readonly clock: Clock
  readonly log: Logger
  /** The account of this identity, while there is one that may sign in. */
  agent(identity: string): Promise<Agent | null>
  /** From 0 to 1, exclusively. */
  random(): number
}

/** How often every Worker is looked at, ms; a rewritten one is told by an event, which can be lost. */
export const REVIEW_MS = 300_000

/** When restoring that failed is tried again, ms. */
export const RESTORE_RETRY_MS = 10_000

export function createWorkerReview(deps: WorkerReviewDeps): WorkerReview {
  const { clock, log, registry } = deps
  const timers = createTimers(clock)
  const turns = new Map<string, Serial>()
  const waiting = new Set<string>()

  function inTurn<Value>(identity: string, job: () => Promise<Value>): Promise<Value> {
    const serial = turns.get(identity) ?? createSerial()
    turns.set(identity, serial)
    return serial.run(job)
  }

  function look(identity: string, seen: Attributes | null): void {
    // Whatever comes while one waits for its turn is found by that one.
    if (waiting.has(identity)) return
    waiting.add(identity)
    inTurn(identity, () => review(identity, seen)).catch((error: unknown) =>
      log.error({ err: error, identity }, 'a Worker was not looked at'),
    )
  }

  async function review(identity: string, seen: Attributes | null): Promise<void> {
    waiting.delete(identity)
    const agent = await deps.agent(identity)
    if (agent === null) return
    const settled = await ensureWorker(deps, agent, seen)
    if (settled.ok) return
    log.warn({ identity, failure: settled.failure }, 'a Worker could not be read or restored')
    timers.set(identity, clock.now() + RESTORE_RETRY_MS, () => look(identity, null))
  }

  function start(): void {
    const wait = REVIEW_MS * (0.75 + deps.random() / 2)
    timers.set('review', clock.now() + wait, () => {
      start()
      registry
        .load()
        .then(() => registry.all().forEach(({ identity }) => look(identity, null)))
        .catch((error: unknown) => log.error({ err: error }, 'the Workers were not looked at'))
    })
  }

  return {
    settle: (agent, seen) => inTurn(agent.identity, () => ensureWorker(deps, agent, seen)),
    look,
    start,
    close: timers.clearAll,
  }
}
