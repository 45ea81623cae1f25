import type { Agent } from '../contract/session.ts'
import { succeed } from '../contract/result.ts'
import type { Answer, TwilioGateway } from '../twilio/gateway.ts'
import { changedNames, readAttributes } from './worker-attributes.ts'
import { createWorkerRegistry } from './worker-registry.ts'
import { createWorkerReview } from './worker-review.ts'
import type { WorkerReviewDeps } from './worker-review.ts'
import type { WorkerStore } from './worker-store.ts'

/**
 * Each agent's TaskRouter Worker. Whose one is, is the server's own knowledge, by SID: a Worker's name and attributes can be
 * rewritten with the token that its agent holds.
 */
export interface Workers {
  ensure(agent: Agent): Answer<{ readonly workerSid: string }>
  /** Whose Worker this is; null for one that is no agent's of ours. */
  agentOf(workerSid: string): Promise<Agent | null>
  /** The same, whether or not there is an account still. */
  identityOf(workerSid: string): string | null
  /**
   * Takes note of a Worker's attributes as TaskRouter shows them, JSON. False when they are not what the server has written:
   * they are then restored, and whatever was decided by them is not to be trusted.
   */
  trusts(workerSid: string, attributes: string): boolean
  /** Takes the room for a second call away, until `free`. */
  limitToOneCall(workerSid: string): Promise<void>
  /** The agent has no call any more. */
  allowSecondCall(identity: string): Promise<void>
  /** Knows from now on what an earlier run knew, and looks at all Workers now and again. */
  recover(): Promise<void>
  close(): void
}

export type WorkersDeps = Omit<WorkerReviewDeps, 'registry' | 'gateway'> & {
  readonly gateway: WorkerReviewDeps['gateway'] & Pick<TwilioGateway, 'setVoiceCapacity'>
  readonly store: WorkerStore
  /** A Worker who talks may be offered a second call. */
  readonly callWaiting: boolean
  /** A Worker is known from now on; routing must have its proof of presence. */
  onWorkerKnown(identity: string, workerSid: string): void
}

/** A desk has two calls at most. */
const CALLS_AT_ONCE = 2

export function createWorkers(deps: WorkersDeps): Workers {
  const { gateway, callWaiting, rule } = deps
  const registry = createWorkerRegistry(deps)
  const review = createWorkerReview({ ...deps, registry })
  const ready = new Set<string>()
  const limited = new Set<string>()

  async function ensure(agent: Agent): Answer<{ readonly workerSid: string }> {
    const before = registry.of(agent.identity)
    if (before !== null && ready.has(before.workerSid)) {
      return succeed({ workerSid: before.workerSid })
    }
    const found = await review.settle(agent)
    if (!found.ok) return found
    const { workerSid } = found.value
    const room = callWaiting
      ? await gateway.setVoiceCapacity(workerSid, CALLS_AT_ONCE)
      : succeed(null)
    if (!room.ok) return room
    ready.add(workerSid)
    deps.onWorkerKnown(agent.identity, workerSid)
    return found
  }

  return {
    ensure,
    identityOf: (workerSid) => registry.bySid(workerSid)?.identity ?? null,
    async agentOf(workerSid) {
      const known = registry.bySid(workerSid)
      return known === null ? null : deps.agent(known.identity)
    },
    trusts(workerSid, json) {
      const known = registry.bySid(workerSid)
      if (known === null) return true
      const seen = readAttributes(json)
      if (changedNames(known.written, seen, rule).length === 0) return true
      review.look(known.identity, seen)
      return false
    },
    async limitToOneCall(workerSid) {
      if (!callWaiting) return
      limited.add(workerSid)
      await gateway.setVoiceCapacity(workerSid, 1)
    },
    async allowSecondCall(identity) {
      const workerSid = registry.of(identity)?.workerSid
      if (workerSid === undefined || !limited.delete(workerSid)) return
      const restored = await gateway.setVoiceCapacity(workerSid, CALLS_AT_ONCE)
      // Tried again at the end of the next call.
      if (!restored.ok) limited.add(workerSid)
    },
    async recover() {
      await registry.load()
      review.start()
    },
    close: review.close,
  }
}
