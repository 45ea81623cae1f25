import type { Agent } from '../contract/session.ts'
import { done } from '../outcome.ts'
import type { Answer, TwilioGateway } from '../twilio/gateway.ts'

/** Each agent's TaskRouter Worker, known by its friendly name: the agent's identity. */
export interface Workers {
  ensure(agent: Agent): Answer<{ readonly workerSid: string }>
  /** Takes the room for a second call away, until `free`. */
  engaged(workerSid: string): Promise<void>
  /** The agent has no call any more. */
  free(identity: string): Promise<void>
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
  const { gateway, callWaiting } = deps
  const sids = new Map<string, string>()
  const engaged = new Set<string>()

  async function ensure(agent: Agent): Answer<{ readonly workerSid: string }> {
    const known = sids.get(agent.identity)
    if (known !== undefined) return done({ workerSid: known })
    const found = await gateway.ensureWorker(agent.identity, {
      contact_uri: `client:${agent.identity}`,
      name: agent.displayName,
      role: agent.role,
    })
    if (!found.ok) return found
    const { workerSid } = found.value
    const room = callWaiting ? await gateway.setVoiceCapacity(workerSid, CALLS_AT_ONCE) : done(null)
    if (!room.ok) return room
    sids.set(agent.identity, workerSid)
    deps.known(agent.identity, workerSid)
    return found
  }

  return {
    ensure,
    async engaged(workerSid) {
      if (!callWaiting) return
      engaged.add(workerSid)
      await gateway.setVoiceCapacity(workerSid, 1)
    },
    async free(identity) {
      const workerSid = sids.get(identity)
      if (workerSid === undefined || !engaged.delete(workerSid)) return
      const restored = await gateway.setVoiceCapacity(workerSid, CALLS_AT_ONCE)
      // Tried again at the end of the next call.
      if (!restored.ok) engaged.add(workerSid)
    },
  }
}
