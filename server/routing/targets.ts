import type { Clock } from '../clock.ts'
import type { TargetsReply } from '../contract/commands.ts'
import type { DirectoryEntry } from '../directory/directory.ts'
import type { Agent } from '../contract/session.ts'
import { succeed } from '../contract/result.ts'
import type { Answer, QueueFacts, TwilioGateway, WorkerFacts } from '../twilio/gateway.ts'

/** The teammates and queues that a call can go to, as TaskRouter and the desks report them. */
export interface Targets {
  for(agent: Agent): Answer<TargetsReply>
}

export interface TargetsDeps {
  readonly clock: Clock
  readonly gateway: Pick<TwilioGateway, 'workers' | 'queues'>
  readonly directory: readonly DirectoryEntry[]
  agents(): Promise<readonly Agent[]>
  isOnCall(identity: string): boolean
  canBeRung(identity: string): boolean
}

/** A search asks several times in a moment. TaskRouter is asked only once in this time, ms. */
const FRESH_MS = 2000

interface Facts {
  readonly workers: readonly WorkerFacts[]
  readonly queues: readonly QueueFacts[]
}

export function createTargets(deps: TargetsDeps): Targets {
  let last: { readonly at: number; readonly facts: Answer<Facts> } | null = null

  async function ask(): Answer<Facts> {
    const [workers, queues] = await Promise.all([deps.gateway.workers(), deps.gateway.queues()])
    if (!workers.ok) return workers
    if (!queues.ok) return queues
    return succeed({ workers: workers.value, queues: queues.value })
  }

  async function facts(): Answer<Facts> {
    const now = deps.clock.now()
    if (last === null || now - last.at >= FRESH_MS) last = { at: now, facts: ask() }
    const asked = last
    const answer = await asked.facts
    // The next search asks again.
    if (!answer.ok && last === asked) last = null
    return answer
  }

  return {
    async for(agent) {
      const [known, agents] = await Promise.all([facts(), deps.agents()])
      if (!known.ok) return known
      const { workers, queues } = known.value
      const teammates = agents
        .filter(({ identity }) => identity !== agent.identity)
        .map(({ userId, displayName, identity }) => {
          const worker = workers.find(({ friendlyName }) => friendlyName === identity)
          const onCall = deps.isOnCall(identity)
          return {
            userId,
            displayName,
            activityName: worker?.activityName ?? null,
            available: deps.canBeRung(identity) && !onCall,
            onCall,
          }
        })
      return succeed({ teammates, queues: [...queues], directory: [...deps.directory] })
    },
  }
}
