import { evaluate, type Scope } from '../expressions/evaluate.ts'
import type { Plan, Target } from './configuration.ts'

/** A routing step of a Workflow: one target of one filter, or the default filter. */
export type Cursor =
  | { readonly kind: 'filter'; readonly filter: number; readonly target: number }
  | { readonly kind: 'default' }

/** Where a Task is in a Workflow now; null when the Workflow has no place for it. */
export type Placement = Cursor | null

/** The first step: the first filter that matches, else the default filter. Docs: taskrouter/workflow-configuration. */
export function enterWorkflow(plan: Plan, attributes: Scope): Placement {
  return matchFrom(plan, attributes, 0) ?? defaultOf(plan)
}

/**
 * The step after one that ran out of time: the next target, then a later filter that matches. A Task that has
 * matched a filter does not get the default filter. Docs: taskrouter/lifecycle-task-workflows-and-assignment.
 */
export function afterTimeout(plan: Plan, attributes: Scope, cursor: Cursor): Placement {
  if (cursor.kind === 'default') return null
  return nextTarget(plan, cursor) ?? matchFrom(plan, attributes, cursor.filter + 1)
}

/**
 * The step after one that `skip_if` skipped; a Task skipped past a filter's last target counts as never matched,
 * so the default filter is open to it. Docs: taskrouter/worker-presence.
 */
export function afterSkip(plan: Plan, attributes: Scope, cursor: Cursor): Placement {
  return afterTimeout(plan, attributes, cursor) ?? defaultOf(plan)
}

/** The target of a step; null when a changed configuration no longer has it. */
export function targetAt(plan: Plan, cursor: Cursor): Target | null {
  if (cursor.kind === 'default') return plan.defaultTarget
  return plan.filters[cursor.filter]?.targets[cursor.target] ?? null
}

export function filterNameAt(plan: Plan, cursor: Cursor): string | null {
  return cursor.kind === 'default' ? null : (plan.filters[cursor.filter]?.name ?? null)
}

/**
 * Seconds from entering the filter until this step times out; null for never. Time-outs add up, because they are
 * held against the Task's age. Docs: taskrouter/task-evaluation.
 */
export function secondsUntilTimeout(plan: Plan, cursor: Cursor): number | null {
  if (cursor.kind === 'default' || targetAt(plan, cursor)?.timeout === null) return null
  const targets = plan.filters[cursor.filter]?.targets.slice(0, cursor.target + 1) ?? []
  return targets.reduce((sum, target) => sum + (target.timeout ?? 0), 0)
}

function nextTarget(plan: Plan, cursor: Cursor & { kind: 'filter' }): Placement {
  const next = { ...cursor, target: cursor.target + 1 }
  return targetAt(plan, next) === null ? null : next
}

function matchFrom(plan: Plan, attributes: Scope, start: number): Placement {
  const filter = plan.filters.findIndex(
    ({ expression }, index) => index >= start && evaluate(expression, attributes),
  )
  return filter === -1 ? null : { kind: 'filter', filter, target: 0 }
}

function defaultOf(plan: Plan): Placement {
  return plan.defaultTarget === null ? null : { kind: 'default' }
}
