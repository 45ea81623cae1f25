import { readinessFailureOf } from '../connections/readiness.ts'
import type { PresenceEvent } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'
import { withNotice } from '../notice.ts'

/** What the agent does with their own status, TaskRouter's Activity. */
export const statusHandlers: EventHandlers<PresenceEvent> = {
  'set-activity': onSetActivity,
  'set-activity-failed': (state, { sid, at }) =>
    state.worker.pending?.sid === sid
      ? stay(withRefusedActivity(withPending(state, null), at))
      : stay(state),
}

function onSetActivity(state: State, { sid, at }: EventOf<'set-activity'>): Step {
  const { activities, pending, link, current } = state.worker
  const asked = activities.find((activity) => activity.sid === sid)
  if (asked === undefined || pending?.sid === sid) return stay(state)
  if (pending === null && current?.sid === sid) return stay(state)
  if (asked.available && readinessFailureOf(state) !== null) {
    return stay(withNotice(state, { kind: 'not-reachable', name: asked.name }, at))
  }
  if (link.kind !== 'connected') return stay(withRefusedActivity(state, at))
  const next = withoutStatusNotice(state)
  return go(withPending(next, asked), { kind: 'worker-set-activity', sid })
}

/** Calls can reach the desk again, so it is old that they could not. */
export function forgetNotReachable(state: State): Step {
  const isOld = state.notice?.notice.kind === 'not-reachable' && readinessFailureOf(state) === null
  return stay(isOld ? { ...state, notice: null } : state)
}

/** What was said of the Activity before. */
function withoutStatusNotice(state: State): State {
  const kind = state.notice?.notice.kind
  return kind === 'status-changed' || kind === 'not-reachable' ? { ...state, notice: null } : state
}

function withRefusedActivity(state: State, at: number): State {
  return withNotice(state, { kind: 'failed', what: 'presence' }, at)
}

function withPending(state: State, pending: State['worker']['pending']): State {
  return { ...state, worker: { ...state.worker, pending } }
}
