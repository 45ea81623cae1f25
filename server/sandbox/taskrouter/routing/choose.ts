import { compareBy, evaluate, resolveOperand, type Scope } from '../expressions/evaluate.ts'
import { parseExpression } from '../expressions/parse.ts'
import type { Target } from './configuration.ts'

/** What the choice needs to know of a Worker. */
export interface Candidate {
  readonly sid: string
  readonly friendlyName: string
  readonly activitySid: string
  readonly activityName: string
  readonly attributes: Scope
  /** Activity available, channel available, capacity left. */
  readonly free: boolean
  /** Active Reservations on any channel. */
  readonly busy: number
  /** Milliseconds since the epoch: the later of its last change of Activity and the end of its last Reservation. */
  readonly idleSince: number
  /** How often it had this Task: missed it, failed to connect, or transferred it. */
  readonly refusals: number
}

export type Criteria = Pick<
  Target,
  'expression' | 'orderBy' | 'knownWorkerSid' | 'knownWorkerName'
> & { readonly targetWorkers: string }

/**
 * Who may get the Task, best first: free Workers that match the queue and the target. Order: `order_by`, then the
 * longest idle. Docs: taskrouter/workflow-configuration, taskrouter/multitasking.
 *
 * Chosen, because no document says it: a Worker who missed this Task gets it again only after the others,
 * and a Worker with no work at all counts as idler than one who is busy on another channel.
 */
export function rankWorkers(
  candidates: readonly Candidate[],
  criteria: Criteria,
  task: Scope,
): readonly Candidate[] {
  const queue = parseExpression(criteria.targetWorkers)
  if (!queue.ok) return []
  return candidates
    .filter((each) => each.free && evaluate(queue.value, each.attributes))
    .filter((each) => matchesTarget(each, criteria, task))
    .toSorted(
      (a, b) =>
        a.refusals - b.refusals ||
        compareBy(criteria.orderBy, { worker: scopeOf(a) }, { worker: scopeOf(b) }) ||
        Math.sign(a.busy) - Math.sign(b.busy) ||
        a.idleSince - b.idleSince,
    )
}

function matchesTarget(candidate: Candidate, criteria: Criteria, task: Scope): boolean {
  const scope = { task, worker: scopeOf(candidate) }
  const { expression, knownWorkerSid, knownWorkerName } = criteria
  if (knownWorkerSid !== null && resolveOperand(knownWorkerSid, scope) !== candidate.sid)
    return false
  if (
    knownWorkerName !== null &&
    resolveOperand(knownWorkerName, scope) !== candidate.friendlyName
  ) {
    return false
  }
  return expression === null || evaluate(expression, scope)
}

function scopeOf(candidate: Candidate): Scope {
  const { sid, friendlyName, activitySid, activityName, attributes } = candidate
  return {
    ...attributes,
    sid,
    friendly_name: friendlyName,
    activity_sid: activitySid,
    activity_name: activityName,
  }
}
