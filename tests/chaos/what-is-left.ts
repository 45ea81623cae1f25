import { isOpen, OVER } from '../../server/sandbox/testing/snapshot.ts'
import type { Snapshot } from '../../server/sandbox/testing/snapshot.ts'
import type { AgentRobot } from './agent-robot.ts'
import type { Ledger } from './ledger.ts'
import type { Stage } from './stage.ts'

interface Seen extends Snapshot {
  readonly workers: readonly {
    readonly sid: string
    readonly friendlyName: string
    readonly activity: string
  }[]
}

/**
 * Everything that should be over and is not, in words: callers on the line, desks with work, agents who are not in routing,
 * and whatever Twilio or the server's disk still has of a conversation.
 */
export async function whatIsLeft(
  stage: Stage,
  ledger: Ledger,
  robots: readonly AgentRobot[],
): Promise<string[]> {
  const seen = await stage.control<Seen>('GET', '/snapshot')
  const ours = new Set(robots.map(({ workerSid }) => workerSid))
  return [
    ...ledger.open().map(({ number, met }) => `${number} is on the line, met an agent: ${met}`),
    ...robots.filter(({ idle }) => !idle).map(({ name, busyWith }) => `${name} has ${busyWith}`),
    ...robots
      .filter(({ outboundLeft }) => outboundLeft > 0)
      .map(({ name }) => `${name} has yet to dial`),
    ...seen.workers
      .filter(({ sid, activity }) => ours.has(sid) && activity !== 'Available')
      .map(({ friendlyName, activity }) => `${friendlyName} is ${activity}`),
    ...seen.calls
      .filter(({ status }) => !OVER.has(status))
      .map(({ sid, status }) => `${sid} is ${status}`),
    ...seen.conferences
      .filter(({ status }) => status !== 'completed')
      .map(({ sid, status }) => `${sid} is ${status}`),
    ...seen.queues
      .filter(({ waiting }) => waiting.length > 0)
      .map(({ sid }) => `somebody waits in ${sid}`),
    ...seen.tasks.filter(isOpen).map(({ sid, status }) => `${sid} is ${status}`),
    ...stage.openCalls().map((callId) => `${callId} is live on the disk`),
  ]
}
