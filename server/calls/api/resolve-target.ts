import { randomUUID } from 'node:crypto'
import type { Target } from '../../contract/commands.ts'
import type { Agent } from '../../contract/session.ts'
import type { Dialling } from '../../dialling/dialling.ts'
import { readNumber } from '../../dialling/read-number.ts'
import { nameOfNumber } from '../../directory/directory.ts'
import type { DirectoryEntry } from '../../directory/directory.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Workers } from '../../routing/workers.ts'
import type { Destination } from '../model/call-event.ts'
import type { Calls } from '../runtime/calls.ts'
import type { Refusal } from './command.ts'

export interface ResolveDeps {
  readonly calls: Pick<Calls, 'liveCallOf'>
  readonly workers: Workers
  readonly country: string
  readonly emergencyNumbers: readonly string[]
  readonly dialling: Pick<Dialling, 'admit'>
  readonly directory: readonly DirectoryEntry[]
  readonly queueNames: ReadonlyMap<string, string>
  teammate(userId: string): Promise<Agent | null>
  /** Whether this desk can be rung now. */
  canBeRung(identity: string): boolean
}

/** Turns an agent's target into a destination; refuses one that cannot be reached. */
export async function resolveTarget(
  deps: ResolveDeps,
  asking: Agent,
  target: Target,
): Promise<Result<Destination, Refusal>> {
  switch (target.kind) {
    case 'number': {
      const read = readNumber(target, deps.country, deps.emergencyNumbers)
      if (!read.ok) return read
      const name = nameOfNumber(deps.directory, read.value.number)
      const partyId = createPartyId()
      const invitee = { partyId, ...read.value, identity: null, workerSid: null, name }
      return succeed({ kind: 'party', invitee })
    }
    case 'queue': {
      const queueName = deps.queueNames.get(target.queueSid)
      if (queueName === undefined) return fail({ code: 'not-found', message: 'no such queue' })
      return succeed({ kind: 'queue', queueName })
    }
    case 'teammate':
      return resolveTeammate(deps, asking, target.userId)
  }
}

async function resolveTeammate(
  deps: ResolveDeps,
  asking: Agent,
  userId: string,
): Promise<Result<Destination, Refusal>> {
  const agent = await deps.teammate(userId)
  if (agent === null) return fail({ code: 'not-found', message: 'no such teammate' })
  const { identity, displayName: name } = agent
  if (identity === asking.identity) return unavailable('oneself cannot be a target')
  if (!deps.canBeRung(identity)) return unavailable('this desk cannot be rung')
  const worker = await deps.workers.ensure(agent)
  if (!worker.ok) return fail({ code: 'twilio-unavailable', message: 'no Worker for them' })
  const { workerSid } = worker.value
  // Nothing is awaited between this check and the command, so two agents cannot both pass.
  if (deps.calls.liveCallOf(identity) !== null) return unavailable('they are on a call')
  const invitee = { partyId: createPartyId(), identity, workerSid, number: null, name }
  return succeed({ kind: 'party', invitee })
}

function unavailable(message: string) {
  return fail({ code: 'target-unavailable' as const, message })
}

/** Also the participant's label in the Conference. */
export function createPartyId(): string {
  return `party_${randomUUID()}`
}
