import type { Agent } from '../contract/session.ts'
import { succeed } from '../contract/result.ts'
import type { Answer, TwilioGateway } from '../twilio/gateway.ts'
import { changedNames, readAttributes } from './worker-attributes.ts'
import { createWorkerRegistry } from './worker-registry.ts'
import { createWorkerReview } from './worker-review.ts'
import type { WorkerReviewDeps } from './worker-review.ts'
import type { WorkerStore } from './worker-store.ts'

/**
 * Each agent's TaskRouter Worker. The server itself knows whose Worker a SID is, because an agent can rewrite the name and the
 * attributes with their own token.
 */
export interface Workers {
  ensure(agent: Agent): Answer<{ readonly workerSid: string }>
  /** Null for a Worker of no agent of ours. */
  agentOf(workerSid: string): Promise<Agent | null>
  /** The same, also after the account was removed. */
  identityOf(workerSid: string): string | null
  /**
   * Whether these attributes (JSON), as TaskRouter shows them, are what the server has written. If not, they are restored, and
   * what TaskRouter has decided by them is not trusted.
   */
  trusts(workerSid: string, attributes: string): boolean
  /** Until `allowSecondCall`. */
  limitToOneCall(workerSid: string): Promise<void>
  /** For an agent who has no call any more. */
  allowSecondCall(identity: string): Promise<void>
  /** Reads what an earlier run knew, and starts to compare all Workers regularly. */
  recover(): Promise<void>
  close(): void
}

export type WorkersDeps = Omit<WorkerReviewDeps, 'registry' | 'gateway'> & {
  readonly gateway: WorkerReviewDeps['gateway'] & Pick<TwilioGateway, 'setVoiceCapacity'>
  readonly store: WorkerStore
  /** An agent who talks may get a second call. */
  readonly callWaiting: boolean
  /** From now on this Worker's desk must prove its presence. */
  onWorkerKnown(identity: string, workerSid: string): void
}

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
