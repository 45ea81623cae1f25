import { createQueues } from '../queues.ts'
import type { Clock } from '../clock.ts'
import type { Agent } from '../contract/session.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { Answer } from '../twilio/gateway.ts'
import type { Attributes } from './worker-attributes.ts'
import { ensureWorker } from './ensure-worker.ts'
import type { EnsureWorkerDeps } from './ensure-worker.ts'

export type WorkerReviewDeps = EnsureWorkerDeps & {
  readonly clock: Clock
  readonly log: Logger
  /** Null when no account of this identity may sign in. */
  agent(identity: string): Promise<Agent | null>
  /** From 0 to 1, without 1. */
  random(): number
}

/** How often every Worker is compared, ms. An event says at once that one was rewritten, but it can be lost. */
export const REVIEW_MS = 300_000

/** When a failed comparison is tried again, ms. */
export const RESTORE_RETRY_MS = 10_000

/** Compares Workers at Twilio with what they should be, one comparison of a Worker after the other. */
export function createWorkerReview(deps: WorkerReviewDeps) {
  const { clock, log, registry } = deps
  const timers = createTimers(clock)
  const queueOf = createQueues()
  const waiting = new Set<string>()

  /** Compares soon, and again while Twilio fails. `seen`: attributes that an event or an assignment had. */
  function look(identity: string, seen: Attributes | null): void {
    // The waiting comparison finds this too.
    if (waiting.has(identity)) return
    waiting.add(identity)
    queueOf(identity)
      .add(() => review(identity, seen))
      .catch((error: unknown) => log.error({ err: error, identity }, 'a Worker was not looked at'))
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

  /** Compares all Workers regularly from now on. */
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
    settle: (agent: Agent): Answer<{ readonly workerSid: string }> =>
      queueOf(agent.identity).add(() => ensureWorker(deps, agent, null)),
    look,
    start,
    close: timers.clearAll,
  }
}
