import type { Agent } from '../contract/session.ts'
import { done } from '../outcome.ts'
import type { Answer, TwilioGateway } from '../twilio/gateway.ts'

/** Each agent's TaskRouter Worker, known by its friendly name: the agent's identity. */
export interface Workers {
  ensure(agent: Agent): Answer<{ readonly workerSid: string }>
}

/** A desk has two calls at most. */
const CALLS_AT_ONCE = 2

export function createWorkers(deps: {
  readonly gateway: Pick<TwilioGateway, 'ensureWorker' | 'setVoiceCapacity'>
  /** A Worker who talks may be offered a second call. */
  readonly callWaiting: boolean
  /** A Worker is known from now on; routing must have its proof of presence. */
  known(identity: string, workerSid: string): void
}): Workers {
  const sids = new Map<string, string>()
  return {
    async ensure(agent) {
      const known = sids.get(agent.identity)
      if (known !== undefined) return done({ workerSid: known })
      const found = await deps.gateway.ensureWorker(agent.identity, {
        contact_uri: `client:${agent.identity}`,
        name: agent.displayName,
        role: agent.role,
      })
      if (found.ok && deps.callWaiting) {
        const set = await deps.gateway.setVoiceCapacity(found.value.workerSid, CALLS_AT_ONCE)
        if (!set.ok) return set
      }
      if (found.ok) {
        sids.set(agent.identity, found.value.workerSid)
        deps.known(agent.identity, found.value.workerSid)
      }
      return found
    },
  }
}
